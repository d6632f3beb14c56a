import type { BigIntStats, Stats } from "node:fs";

const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    ENOTDIR: "a part of its path is not a folder",
    EACCES: "you do not have permission to read it",
    EPERM: "you do not have permission to read it",
    EISDIR: "it is a folder, not a file",
    ELOOP: "its path has a loop of links",
    ENAMETOOLONG: "its path is too long",
    ENXIO: "it is a device or socket, not a file",
    EBADF: "it is closed",
};

/** Node's code of a system error, such as `ENOENT`; `undefined`: it has none. */
export function errnoOf(error: unknown): string | undefined {
    const code = (error as { code?: unknown } | null | undefined)?.code;
    return typeof code === "string" ? code : undefined;
}

/** Why a file cannot be read, as the end of a sentence: "there is no such file". A code without words of its own is shown itself. */
export function reasonOfErrno(error: unknown): string {
    const code = errnoOf(error) ?? "unknown error";
    return reasons[code] ?? code;
}

/** What a path leads to that is not a regular file, such as "a folder". */
export function kindOfFile(stats: Stats | BigIntStats): string {
    if (stats.isDirectory()) {
        return "a folder";
    }
    return stats.isFIFO() ? "a named pipe" : "a device or socket";
}

/** A text that differs for every file and every content of it, also if a tool sets the modification time back. */
export function fileKey({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
    return [dev, ino, size, mtimeNs, ctimeNs].join();
}

/** Whether a file is unchanged: the same file, size and time of change. */
export function isSameFile(before: BigIntStats, after: BigIntStats): boolean {
    return (["size", "mtimeNs", "ino", "dev"] as const).every((field) => before[field] === after[field]);
}
