import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Emulator } from "../../../emulator/src";

/** What a command of the AWS CLI ended with. */
export interface CliResult {
    readonly exitCode: number;
    readonly stderr: string;
    /** Its output, parsed; empty where there is none. */
    readonly output: Readonly<Record<string, unknown>>;
}

/** Runs `aws cognito-idp …`. */
export type AwsCli = (...args: string[]) => Promise<CliResult>;

/** Hands over an AWS CLI that talks to the emulator. One process runs all commands: starting Python takes longer than they do. */
export async function withAwsCli(
    binFolder: string,
    emulator: Emulator,
    use: (aws: AwsCli) => Promise<void>,
): Promise<void> {
    const child = spawn(join(binFolder, "python"), [join(__dirname, "awsCli.py")], {
        stdio: ["pipe", "pipe", "inherit"],
        env: cliEnvironment(emulator.url, emulator.region),
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const aws: AwsCli = async (...args) => {
        child.stdin.write(`${JSON.stringify(["cognito-idp", ...args])}\n`);
        const { value } = (await lines.next()) as { value: string };
        const [exitCode, stdout, stderr] = JSON.parse(value) as [number, string, string];
        return {
            exitCode,
            stderr,
            output: stdout === "" ? {} : (JSON.parse(stdout) as Record<string, unknown>),
        };
    };
    try {
        await use(aws);
    } finally {
        child.stdin.end();
        await once(child, "close");
    }
}

/** An environment in which AWS clients find the emulator, and nothing of the machine's own settings. */
export function cliEnvironment(url: string, region: string): NodeJS.ProcessEnv {
    return {
        PATH: process.env.PATH,
        HOME: "/nonexistent",
        AWS_ENDPOINT_URL: url,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: "any",
        AWS_SECRET_ACCESS_KEY: "any",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_MAX_ATTEMPTS: "1",
    };
}
