import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { withEmulator } from "../support/withEmulator";

const command = join(__dirname, "../../emulator/cognito-user-import-emulator.js");

interface RunningCommand {
    readonly child: ChildProcess;
    /** What it has written so far. */
    output: { stdout: string; stderr: string };
    /** Exit code and signal. */
    readonly exit: Promise<unknown[]>;
}

function run(...args: string[]): RunningCommand {
    const child = spawn(process.execPath, [command, ...args], { stdio: "pipe" });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        output.stderr += text;
    });
    return { child, output, exit: once(child, "close") };
}

describe("cognito-user-import-emulator", () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
        it(`prints its URL when it answers, and stops cleanly on ${signal}`, async () => {
            const { child, output, exit } = run("--port", "0", "--region", "eu-west-1");
            try {
                await once(child.stdout ?? child, "data");
                const url = output.stdout.trim();
                assert.match(url, /^http:\/\/127\.0\.0\.1:[0-9]+$/);
                assert.equal((await fetch(`${url}/health`)).status, 200);
            } finally {
                child.kill(signal);
            }

            assert.deepEqual(await exit, [0, null]);
            assert.equal(output.stderr, "");
        });
    }

    it("says clearly that a port is in use", async () => {
        await withEmulator({}, async ({ port }) => {
            const { output, exit } = run("--port", String(port));

            assert.deepEqual(await exit, [1, null]);
            assert.equal(
                output.stderr,
                `cognito-user-import-emulator: cannot listen on 127.0.0.1:${port}: the port is in use; choose another, or 0 for any\n`,
            );
        });
    });

    it("refuses options that it does not know or that are no numbers", async () => {
        const unknown = run("--prot", "1");
        const text = run("--rows-per-second", "fast");

        assert.deepEqual(
            [await unknown.exit, await text.exit],
            [
                [1, null],
                [1, null],
            ],
        );
        assert.match(unknown.output.stderr, /^cognito-user-import-emulator: Unknown option '--prot'/);
        assert.equal(text.output.stderr, "cognito-user-import-emulator: --rows-per-second must be a number\n");
    });
});
