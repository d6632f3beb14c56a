import assert from "node:assert/strict";
import { once } from "node:events";
import { constants } from "node:os";
import execa from "execa";
import { killProcesses } from "../process/processes";

/** What a finished command left. */
export interface CommandResult {
    /** 128 + the signal's number when a signal ended it, as in a shell. */
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
    /** stdout and stderr in the order they came. */
    readonly all: string;
}

/** A command that has not ended yet. */
export interface RunningCommand {
    /** Resolves when it has ended and closed its output, however it ended. */
    readonly finished: Promise<CommandResult>;
    /** Resolves as soon as its output holds `pattern`. Fails, showing the output, when the command ends without. */
    waitForOutput(pattern: RegExp): Promise<void>;
    /** Ctrl-C. */
    interrupt(): void;
    /** SIGKILL for the CLI alone: its plugins find out by themselves. */
    killCli(): Promise<CommandResult>;
    /** SIGKILL for the CLI and all its plugins, as when the machine loses power. */
    kill(): Promise<CommandResult>;
}

/** How a command is run. `environment` is complete and holds a PULUMI_HOME that no other process has. */
export interface CommandOptions {
    readonly command: string;
    readonly cwd: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly timeoutSeconds: number;
}

/** Starts a command. One that exceeds its time is killed with its plugins, and `finished` rejects with its output. */
export function startCommand(args: readonly string[], options: CommandOptions): RunningCommand {
    const { command, cwd, environment, timeoutSeconds } = options;
    const child = execa(command, args, {
        cwd,
        env: environment,
        extendEnv: false,
        reject: false,
        all: true,
        stdin: "ignore",
    });
    const killAll = () => killProcesses(`PULUMI_HOME=${environment.PULUMI_HOME}`);
    let output = "";
    child.all?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
    });
    const finished = finish();
    // Whoever awaits it sees a time-out; a test that has failed before must not end the process by it.
    finished.catch(() => undefined);
    return {
        finished,
        waitForOutput,
        interrupt: () => void child.kill("SIGINT"),
        async killCli() {
            child.kill("SIGKILL");
            return await finished;
        },
        async kill() {
            await killAll();
            return await finished;
        },
    };

    async function finish(): Promise<CommandResult> {
        let late = false;
        const timer = setTimeout(() => {
            late = true;
            void killAll();
        }, timeoutSeconds * 1000);
        const { exitCode, signal, stdout, stderr, all = "" } = await child.finally(() => clearTimeout(timer));
        if (late) assert.fail(`${title(args)} took more than ${timeoutSeconds} s:\n${all}`);
        const signalNumber = constants.signals[(signal ?? "SIGKILL") as NodeJS.Signals];
        return { exitCode: exitCode ?? 128 + signalNumber, stdout, stderr, all };
    }

    async function waitForOutput(pattern: RegExp): Promise<void> {
        const ended = finished.then(({ all }) => {
            if (!pattern.test(all)) assert.fail(`${title(args)} ended without printing ${pattern}:\n${all}`);
        });
        while (!pattern.test(output)) {
            const stop = new AbortController();
            const more = child.all ? once(child.all, "data", { signal: stop.signal }) : ended;
            more.catch(() => undefined);
            const done = await Promise.race([ended.then(() => true), more.then(() => false)]);
            stop.abort();
            if (done) return;
        }
        ended.catch(() => undefined);
    }
}

/** Fails, showing all the command printed, unless it ended as expected. */
export function assertEnded(args: readonly string[], result: CommandResult, expectFailure: boolean): void {
    if ((result.exitCode !== 0) === expectFailure) return;
    const expected = expectFailure ? "should have failed" : `failed with exit code ${result.exitCode}`;
    assert.fail(`${title(args)} ${expected}:\n${result.all}`);
}

function title(args: readonly string[]): string {
    return `pulumi ${args.join(" ")}`;
}
