import { readdir, readFile } from "node:fs/promises";

/** A watch over the plugin processes of one stack. */
export interface PluginMemory {
    /** Ends the watch. The most that any of them had resident, in MB, as the kernel says; 0 without Linux. */
    stop(): number;
}

/**
 * Watches the plugin processes of the stack whose PULUMI_HOME this is. The kernel keeps each one's peak, so that looking
 * every 100 ms misses at most what a process takes in its last 100 ms.
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
            // The kernel's kilobytes have 1,024 bytes.
            return (peakKilobytes * 1024) / 1e6;
        },
    };
}
