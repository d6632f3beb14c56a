import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What the processes that `run` starts read before they end, in bytes, from files and sockets, by the kernel's account: a process has
 * in its `/proc/self/io` what children read that it has waited for, with theirs. Linux only. What this process reads meanwhile counts too,
 * so servers that send much belong into processes of their own, which end later.
 */
export async function readBytesOf(run: () => Promise<unknown>): Promise<number> {
    const before = readBytes();
    await run();
    return readBytes() - before;
}

/** @throws Error where the kernel does not count what a child of a child has read, so that no figure is too small. */
export function assertReadsAreCounted(): void {
    const before = readBytes();
    // Two commands, or the shell would become the one.
    execFileSync("sh", ["-c", "head -c 1000000 /dev/zero > /dev/null; true"]);
    if (readBytes() - before < 1_000_000) {
        throw new Error("this kernel does not tell what ended processes have read");
    }
}

function readBytes(): number {
    return Number(/^rchar: (\d+)$/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
}
