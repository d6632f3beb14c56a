import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, readlink } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { UserImportError } from "../errors/errors";
import { errnoOf, fileKey, isSameFile, kindOfFile, reasonOfErrno } from "../errors/fileError";
import type { ReadOptions, Source } from "./source";

/** Bytes a chunk: large enough that hashing and scanning, not calls, are what costs. */
const chunkBytes = 1 << 18;

/**
 * A CSV in a local file.
 *
 * @param path relative to `folder`, which is that of this process where none is given, or absolute
 * @throws UserImportError `source-unreadable` where there is no regular file that can be read
 */
export async function openFileSource(path: string, folder: string = process.cwd()): Promise<Source> {
    const absolutePath = resolve(folder, path);
    const before = await statOf(absolutePath, path);
    const file = { absolutePath, path, before, sizeBytes: Number(before.size) };
    return {
        description: path,
        sizeBytes: file.sizeBytes,
        cacheKey: fileKey(before),
        read: (options) => readFile(file, 0, file.sizeBytes, options),
        readRange: (fromByte, toByte, options) => readFile(file, fromByte, toByte, options),
    };
}

/** A file as it was when it was opened. */
interface FoundFile {
    readonly absolutePath: string;
    readonly path: string;
    readonly before: BigIntStats;
}

/** The last chunk comes once the file is known to be what it was. */
async function* readFile(
    { absolutePath, path, before }: FoundFile,
    fromByte: number,
    toByte: number,
    { canReuseChunks = false }: ReadOptions = {},
): AsyncGenerator<Uint8Array> {
    const file = await openFile(absolutePath, path);
    const newChunk = (): Buffer => Buffer.allocUnsafe(Math.min(chunkBytes, toByte - fromByte));
    const reused = newChunk();
    try {
        for (let position = fromByte; position < toByte; ) {
            const length = Math.min(chunkBytes, toByte - position);
            const chunk = canReuseChunks ? reused : newChunk();
            const { bytesRead, buffer } = await file.read(chunk, 0, length, position);
            position += bytesRead;
            const isCutShort = bytesRead === 0;
            if (isCutShort || (position === toByte && !isSameFile(before, await file.stat({ bigint: true })))) {
                throw changed(path);
            }
            yield buffer.subarray(0, bytesRead);
        }
    } catch (error) {
        throw unreadable(path, error);
    } finally {
        await file.close();
    }
}

async function statOf(absolutePath: string, path: string): Promise<BigIntStats> {
    const file = await openFile(absolutePath, path);
    try {
        const stats = await file.stat({ bigint: true });
        if (!stats.isFile()) {
            throw new UserImportError(
                "source-unreadable",
                `The source ${path} is ${kindOfFile(stats)}, not a regular file.`,
            );
        }
        return stats;
    } catch (error) {
        throw unreadable(path, error);
    } finally {
        await file.close();
    }
}

/** Opens without waiting for a writer, so that a FIFO is refused instead of hanging. */
async function openFile(absolutePath: string, path: string): Promise<FileHandle> {
    try {
        return await open(absolutePath, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
        throw errnoOf(error) === "ENOENT" ? await missing(absolutePath, path, error) : unreadable(path, error);
    }
}

/** Says where it was looked for: neither a relative path nor a link tells that to who reads it. */
async function missing(absolutePath: string, path: string, cause: unknown): Promise<UserImportError> {
    const target = await readlink(absolutePath).catch(() => undefined);
    const where = isAbsolute(path)
        ? ""
        : `: ${absolutePath}. A relative path starts in the folder where the program runs`;
    const reason =
        target === undefined
            ? `there is no such file${where}`
            : `${absolutePath} is a link to ${target}, which does not exist`;
    return new UserImportError("source-unreadable", `The source ${path} cannot be read: ${reason}.`, { cause });
}

function changed(path: string): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${path} changed while it was read. Wait until it is complete, then run again.`,
    );
}

function unreadable(path: string, error: unknown): UserImportError {
    if (error instanceof UserImportError) {
        return error;
    }
    return new UserImportError("source-unreadable", `The source ${path} cannot be read: ${reasonOfErrno(error)}.`, {
        cause: error,
    });
}
