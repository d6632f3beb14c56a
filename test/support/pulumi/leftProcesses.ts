import { setTimeout } from "node:timers/promises";
import execa from "execa";
import { findProcesses } from "../process/processes";
import { until } from "../process/until";

/** The host, which may be run by a shell; not what it runs, as `python -u …/pulumi-language-python-exec`. */
const isLanguageHost = /^(\/bin\/sh )?\S*\/pulumi-language-\w+( |$)/;

/** `ps` tells CPU times in whole seconds: how long a process is watched to see that it takes none. */
const watchedSeconds = 2;

/** The commands of a stack's processes; `home` is its PULUMI_HOME. */
export async function stackCommands(home: string): Promise<string[]> {
    return await listProcesses(home, "command=");
}

/**
 * Waits, after the CLI's end, until no process of a stack works any more. Pulumi's own ones may be left: the plugin (a shell
 * script and its Node.js), whose server nobody ends, as long as it does nothing once it has loaded, and the language host,
 * which looks for its engine every five minutes.
 */
export async function untilAtMostAnIdlePluginIsLeft(home: string): Promise<void> {
    await untilLeft(home, (left) =>
        left.every((command, index) => index < 2 && /dynamic-provider|pulumi-resource-pulumi-nodejs/.test(command)),
    );
    let busy: string[] = [];
    const takesNoTime = async (): Promise<boolean> => {
        const before = await listProcesses(home, "pid=,time=,command=");
        await setTimeout(watchedSeconds * 1000);
        const after = await listProcesses(home, "pid=,time=,command=");
        busy = after.filter((line) => !before.includes(line));
        return busy.length === 0;
    };
    await until(takesNoTime, () => `${watchedSeconds} s in which these take no CPU time:\n${busy.join("\n")}`);
}

/** Waits, after the CLI's end, until no process of a stack is left but the language host, which looks for its engine every five minutes. */
export async function untilNoPluginIsLeft(home: string): Promise<void> {
    await untilLeft(home, (left) => left.length === 0);
}

async function untilLeft(home: string, isFine: (left: readonly string[]) => boolean): Promise<void> {
    let left: string[] = [];
    const areGone = async (): Promise<boolean> => {
        left = (await stackCommands(home)).filter((command) => !isLanguageHost.test(command));
        return isFine(left);
    };
    await until(areGone, () => `the end, after the CLI's, of\n${left.join("\n")}`);
}

async function listProcesses(home: string, columns: string): Promise<string[]> {
    const pids = await findProcesses(`PULUMI_HOME=${home}`);
    const { stdout } = await execa("ps", ["-o", columns, "-p", pids.join(",")], { reject: false });
    return stdout.split("\n").filter((line) => line !== "");
}
