import assert from "node:assert/strict";
import execa from "execa";
import { findProcesses } from "./processes";

/** From the end of the CLI to that of the plugin: two seconds, and what a busy machine adds. */
const boundSeconds = 6;

/** `ps` tells CPU times in whole seconds: how long a process is watched to see that it takes none. */
const watchedSeconds = 2;

/** The commands of a stack's processes; `home` is its PULUMI_HOME. */
export async function stackCommands(home: string): Promise<string[]> {
    return await listProcesses(home, "command=");
}

/**
 * Waits, after the CLI's end, until no process of a stack is left. Pulumi's own language host may be: it looks for its
 * engine every five minutes.
 */
export async function untilNothingIsLeft(home: string): Promise<void> {
    await untilLeft(home, (left) => left.length === 0);
}

/** The same where the plugin (a shell script and its Node.js) may be left that nobody has called yet, as long as it does nothing. */
export async function untilAtMostAnIdlePluginIsLeft(home: string): Promise<void> {
    await untilLeft(home, (left) =>
        left.every((command, index) => index < 2 && /dynamic-provider|pulumi-resource-pulumi-nodejs/.test(command)),
    );
    const before = await listProcesses(home, "pid=,time=,command=");
    await new Promise((resolve) => setTimeout(resolve, watchedSeconds * 1000));
    const after = await listProcesses(home, "pid=,time=,command=");
    assert.deepEqual(
        after.filter((line) => !before.includes(line)),
        [],
        "what is left takes no CPU time",
    );
}

async function untilLeft(home: string, isFine: (left: readonly string[]) => boolean): Promise<void> {
    const deadline = Date.now() + boundSeconds * 1000;
    for (;;) {
        const left = (await stackCommands(home)).filter((command) => !command.includes("pulumi-language-nodejs"));
        if (isFine(left)) {
            return;
        }
        assert.ok(Date.now() < deadline, `${boundSeconds} s after the CLI these go on:\n${left.join("\n")}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

async function listProcesses(home: string, columns: string): Promise<string[]> {
    const pids = await findProcesses(`PULUMI_HOME=${home}`);
    const { stdout } = await execa("ps", ["-o", columns, "-p", pids.join(",")], { reject: false });
    return stdout.split("\n").filter((line) => line !== "");
}
