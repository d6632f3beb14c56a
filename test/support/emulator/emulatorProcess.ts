import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";

/** The command's file. */
export const command = join(__dirname, "../../../emulator/cognito-user-import-emulator.js");

/** The emulator's command in a process of its own. */
export interface EmulatorProcess {
    readonly child: ChildProcess;
    /** What it has written so far. */
    readonly output: { stdout: string; stderr: string };
    /** Exit code and signal. */
    readonly exit: Promise<unknown[]>;
}

/** Runs the command. */
export function runEmulator(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): EmulatorProcess {
    return follow(spawn(process.execPath, [command, ...args], { stdio: "pipe", env: environment }));
}

/** Collects what a process of the emulator writes, however it was started. */
export function follow(child: ChildProcessWithoutNullStreams): EmulatorProcess {
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        output.stderr += text;
    });
    return { child, output, exit: once(child, "close") };
}

/** The URL, once it answers. */
export async function urlOf({ child, output, exit }: EmulatorProcess): Promise<string> {
    await Promise.race([once(child.stdout ?? child, "data"), exit]);
    const url = output.stdout.trim();
    if (url === "") {
        throw new Error(`the emulator did not start: ${output.stderr}`);
    }
    return url;
}

/** Runs the command, hands its URL over and ends it whatever happens. */
export async function withEmulatorProcess<T>(
    args: readonly string[],
    use: (url: string, running: EmulatorProcess) => Promise<T>,
    environment?: NodeJS.ProcessEnv,
): Promise<T> {
    const running = runEmulator(["--port", "0", ...args], environment);
    try {
        return await use(await urlOf(running), running);
    } finally {
        running.child.kill("SIGTERM");
        await running.exit;
    }
}

/** A client of the emulator at `endpoint`; it tries a call once. */
export function clientOf(endpoint: string): CognitoIdentityProviderClient {
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    return new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
}
