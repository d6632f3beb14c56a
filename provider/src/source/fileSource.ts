import { type BigIntStats, constants, createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { UserImportError } from "../errors";
import type { Source } from "./source";

/** Bytes a chunk: large enough that hashing and scanning, not calls, are what costs. */
const chunkBytes = 1 << 18;

/**
 * A CSV in a local file.
 *
 * @param path relative to `folder`, or absolute
 * @throws UserImportError `source-unreadable` where there is no regular file that can be read
 */
export async function openFileSource(path: string, folder: string = process.cwd()): Promise<Source> {
    const absolutePath = resolve(folder, path);
    const before = await statOf(absolutePath, path);
    return {
        description: path,
        sizeBytes: Number(before.size),
        stamp: [absolutePath, before.dev, before.ino, before.size, before.mtimeNs].join(),
        read: () => readFile(absolutePath, path, before),
        readRange: (fromByte, toByte) => readFile(absolutePath, path, before, { start: fromByte, end: toByte - 1 }),
    };
}

async function* readFile(
    absolutePath: string,
    path: string,
    before: BigIntStats,
    range: { readonly start?: number; readonly end?: number } = {},
): AsyncGenerator<Uint8Array> {
    const stream = createReadStream(absolutePath, { ...range, highWaterMark: chunkBytes });
    try {
        for await (const chunk of stream) {
            yield chunk as Uint8Array;
        }
    } catch (error) {
        throw unreadable(path, error);
    } finally {
        stream.destroy();
    }
    const after = await statOf(absolutePath, path);
    const same = (["size", "mtimeNs", "ino", "dev"] as const).every((field) => before[field] === after[field]);
    if (!same) {
        throw new UserImportError(
            "source-changed",
            `The source ${path} changed while it was read. Let whatever writes it finish, then run again.`,
        );
    }
}

/** Opens without waiting for a writer, so that a FIFO is refused instead of hanging. */
async function statOf(absolutePath: string, path: string): Promise<BigIntStats> {
    try {
        const file = await open(absolutePath, constants.O_RDONLY | constants.O_NONBLOCK);
        try {
            const stats = await file.stat({ bigint: true });
            if (!stats.isFile()) {
                throw new UserImportError(
                    "source-unreadable",
                    `The source ${path} is ${kindOf(stats)}, not a regular file.`,
                );
            }
            return stats;
        } finally {
            await file.close();
        }
    } catch (error) {
        throw unreadable(path, error);
    }
}

function kindOf(stats: BigIntStats): string {
    if (stats.isDirectory()) {
        return "a folder";
    }
    return stats.isFIFO() ? "a FIFO" : "a device";
}

const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file; a relative path starts at the Pulumi program's folder",
    ENOTDIR: "a part of its path is not a folder",
    EACCES: "this user may not read it",
    EPERM: "this user may not read it",
    EISDIR: "it is a folder, not a regular file",
    ELOOP: "its path has a loop of links",
    ENAMETOOLONG: "its path is too long",
    ENXIO: "it is a socket or a device, not a regular file",
};

function unreadable(path: string, error: unknown): UserImportError {
    if (error instanceof UserImportError) {
        return error;
    }
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    return new UserImportError("source-unreadable", `The source ${path} cannot be read: ${reasons[code] ?? code}.`, {
        cause: error,
    });
}
