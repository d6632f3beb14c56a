import { readdir, readFile } from "node:fs/promises";

/** Watches a stack's plugin processes. */
export interface PluginMemory {
    /** Ends the watch. Returns the most memory that one of the processes ever had resident, in MB, as the kernel says. */
    stop(): number;
}

/**
 * Watches the plugin processes of a stack from outside, every 100 ms: the kernel keeps each one's peak as long as it lives. Linux only.
 *
 * @param home the stack's PULUMI_HOME
 */
export function watchPluginMemory(home: string): PluginMemory {
    let peakKilobytes = 0;
    const look = async (): Promise<void> => {
        for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
            const read = async (name: string): Promise<string> =>
                await readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
            if ((await read("cmdline")).includes("dynamic-provider") && (await read("environ")).includes(home)) {
                const high = /VmHWM:\s+(\d+)/.exec(await read("status"))?.[1];
                peakKilobytes = Math.max(peakKilobytes, Number(high ?? 0));
            }
        }
    };
    const timer = setInterval(() => void look().catch(() => undefined), 100);
    return {
        stop: () => {
            clearInterval(timer);
            if (peakKilobytes === 0) {
                throw new Error("no plugin process was seen");
            }
            return (peakKilobytes * 1024) / 1e6;
        },
    };
}
