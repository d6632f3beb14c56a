import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { ensurePulumi } from "./ensurePulumi";

/** Runs the CLI on the root program with this process's arguments and terminal, and ends as it ends. */
async function main(): Promise<void> {
    const { command, environment } = await ensurePulumi();
    const child = spawn(command, process.argv.slice(2), {
        cwd: path.resolve(__dirname, "../.."),
        env: { ...process.env, ...environment },
        stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.on(signal, () => {
            if (!isSentByTerminal(signal)) child.kill(signal);
        });
    }
    child.on("error", fail);
    child.on("exit", (code, signal) => {
        process.exitCode = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
    });
}

/**
 * Whether a signal of this kind has reached the CLI already: a terminal sends Ctrl-C and hang-up to every process in its
 * foreground. Passing it on once more would be the second Ctrl-C, at which Pulumi drops what it is doing.
 */
function isSentByTerminal(signal: NodeJS.Signals): boolean {
    if (signal === "SIGTERM") return false;
    try {
        closeSync(openSync("/dev/tty", "r"));
        return true;
    } catch {
        return false;
    }
}

function fail(error: unknown): void {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
}

main().catch(fail);
