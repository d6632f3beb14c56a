import assert from "node:assert/strict";
import execa from "execa";
import { findProcesses } from "./processes";

/** From the end of the CLI to that of the plugin: two seconds, and what a busy machine adds. */
const boundSeconds = 6;

/** The commands of a stack's processes; `home` is its PULUMI_HOME. */
export async function stackCommands(home: string): Promise<string[]> {
    const pids = await findProcesses(`PULUMI_HOME=${home}`);
    const { stdout } = await execa("ps", ["-o", "command=", "-p", pids.join(",")], { reject: false });
    return stdout.split("\n").filter((command) => command !== "");
}

/**
 * Waits, after the CLI's end, until no process of a stack is left. Pulumi's own language host may be: it looks for its
 * engine every five minutes.
 */
export async function untilNothingIsLeft(home: string): Promise<void> {
    const deadline = Date.now() + boundSeconds * 1000;
    for (;;) {
        const left = (await stackCommands(home)).filter((command) => !command.includes("pulumi-language-nodejs"));
        if (left.length === 0) {
            return;
        }
        assert.ok(Date.now() < deadline, `${boundSeconds} s after the CLI these go on:\n${left.join("\n")}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
