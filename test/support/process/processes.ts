import { readdir, readFile } from "node:fs/promises";
import execa from "execa";
import { until } from "./until";

/**
 * Kills, at once and without notice, every process started with `setting` (`NAME=value`) in its environment; resolves
 * once none is left, also none that one of them has started meanwhile.
 *
 * Pulumi puts its plugins in process groups of their own, so that killing the CLI's group would leave them running.
 */
export async function killProcesses(setting: string): Promise<void> {
    let pids: number[] = [];
    const areGone = async (): Promise<boolean> => {
        pids = await findProcesses(setting);
        pids.forEach(kill);
        return pids.length === 0;
    };
    await until(areGone, () => `the end of the killed processes ${pids.join(", ")}`);
}

/** The ids of this user's processes with `setting` (`NAME=value`) in their environment. */
export async function findProcesses(setting: string): Promise<number[]> {
    return process.platform === "linux" ? await findInProc(setting) : await findWithPs(setting);
}

function kill(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch (error) {
        // ESRCH: it has ended meanwhile.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

async function findInProc(setting: string): Promise<number[]> {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
        pids.map(async (pid) => {
            // Another user's process, or one that has ended: not ours.
            const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
            return environment.split("\0").includes(setting) ? [Number(pid)] : [];
        }),
    );
    return found.flat();
}

/** For macOS, whose `ps -E` prints the environment after the command. */
async function findWithPs(setting: string): Promise<number[]> {
    const { stdout } = await execa("ps", ["-A", "-ww", "-E", "-o", "pid=,command="]);
    const lines = stdout.split("\n").filter((line) => line.split(" ").includes(setting));
    return lines.map((line) => Number.parseInt(line, 10));
}
