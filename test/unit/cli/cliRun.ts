import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { runCommand } from "../../../provider/src/cli/runCommand";

/** How a run ended and what it wrote. */
export interface CliRun {
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** The checked-in launcher of the compiled command. */
export const launcher = join(__dirname, "../../../provider/cognito-user-import.js");

/** Runs the command within this process. */
export async function run(...args: string[]): Promise<CliRun> {
    const stdout = new Collected();
    const stderr = new Collected();
    const exitCode = await runCommand(args, { stdout, stderr });
    return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** Runs the compiled command as a process of its own, fed with `input`, or through a shell where `shell` is a command line. */
export function runProcess(args: readonly string[], input: string | Buffer = ""): Promise<CliRun> {
    return finish(spawn(process.execPath, [launcher, ...args]), input);
}

/** Runs a line of bash, in which `$CLI` is the compiled command. */
export function runBash(line: string, folder: string): Promise<CliRun> {
    const env = { ...process.env, CLI: `${process.execPath} ${launcher}` };
    return finish(spawn("bash", ["-c", line], { cwd: folder, env }), "");
}

/** Hands over a folder that is gone afterwards. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = await mkdtemp(join(tmpdir(), "cognito-user-import-"));
    try {
        return await use(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** What is written to it, as a text. */
export class Collected extends Writable {
    text = "";

    override _write(chunk: Buffer, _encoding: string, done: () => void): void {
        this.text += chunk.toString();
        done();
    }
}

function finish(child: ReturnType<typeof spawn>, input: string | Buffer): Promise<CliRun> {
    let stdout = "";
    let stderr = "";
    child.stdout?.on("data", (chunk: Buffer) => {
        stdout += chunk.toString();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
        stderr += chunk.toString();
    });
    // The command may have ended before it has read everything.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (exitCode) => {
            resolve({ exitCode, stdout, stderr });
        });
    });
}
