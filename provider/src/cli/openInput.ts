import {
    type BigIntStats,
    closeSync,
    constants,
    createReadStream,
    fstatSync,
    openSync,
    readSync,
    statSync,
} from "node:fs";
import { isSameFile, kindOfFile, reasonOfErrno } from "../errors/fileError";
import { CommandError } from "./command";

/** Small enough to stay in the processor's cache between the digest and the rules. */
const chunkBytes = 1 << 18;

/** A file or stream that is open for reading. */
export interface Input {
    /** Bytes of a regular file; `undefined` for a stream, whose size is not known. */
    readonly sizeBytes: number | undefined;
    /** Can be read once. Throws CommandError where reading fails, or where the file changes meanwhile. */
    readonly chunks: AsyncIterable<Uint8Array>;
    close(): void;
}

/**
 * Opens a path, or standard input for `-`.
 *
 * Regular files, pipes that the shell has opened and standard input of any kind can be read; a named pipe cannot, as
 * opening it may wait for ever.
 *
 * @throws CommandError where there is nothing to read
 */
export function openInput(path: string): Input {
    const name = path === "-" ? "standard input" : path;
    const file = path === "-" ? 0 : openPath(path);
    const close = (): void => {
        if (path !== "-") {
            closeSync(file);
        }
    };
    try {
        const stats = fstatSync(file, { bigint: true });
        if (stats.isFile()) {
            const watched = path === "-" ? undefined : path;
            return { sizeBytes: Number(stats.size), chunks: readFile(file, name, stats, watched), close };
        }
        refuse(path, stats);
        return { sizeBytes: undefined, chunks: readStream(file, name), close };
    } catch (error) {
        close();
        throw asCommandError(name, error);
    }
}

function openPath(path: string): number {
    try {
        // Without waiting for a writer, where this is a named pipe.
        return openSync(path, constants.O_RDONLY | (isOpenDescriptor(path) ? 0 : (constants.O_NONBLOCK ?? 0)));
    } catch (error) {
        throw asCommandError(path, error);
    }
}

/** What `<(command)` of a shell stands for. */
function isOpenDescriptor(path: string): boolean {
    return /^\/(dev\/fd\/\d+|dev\/stdin|proc\/(self|\d+)\/fd\/\d+)$/u.test(path);
}

function refuse(path: string, stats: BigIntStats): void {
    if (!stats.isDirectory() && (path === "-" || isOpenDescriptor(path))) {
        return;
    }
    const name = path === "-" ? "Standard input" : path;
    throw new CommandError(
        stats.isFIFO()
            ? `${path} is a named pipe, which can be read only once. Pipe it to standard input, and write - as FILE.`
            : `${name} is ${kindOfFile(stats)}, not a file.`,
    );
}

/** Reads a regular file into one and the same memory, and makes sure that it is still the same at the end. */
async function* readFile(
    file: number,
    name: string,
    before: BigIntStats,
    path: string | undefined,
): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    for (;;) {
        const readBytes = read(file, name, buffer);
        if (readBytes === 0) {
            break;
        }
        yield buffer.subarray(0, readBytes);
    }
    const ended = fstatSync(file, { bigint: true });
    const now = path === undefined ? ended : statSync(path, { bigint: true, throwIfNoEntry: false });
    if (now === undefined || !isSameFile(before, ended) || !isSameFile(before, now)) {
        throw new CommandError(`${name} changed while it was read. Wait until it is complete, then run again.`);
    }
}

function read(file: number, name: string, buffer: Buffer): number {
    try {
        return readSync(file, buffer, 0, buffer.length, null);
    } catch (error) {
        throw asCommandError(name, error);
    }
}

async function* readStream(file: number, name: string): AsyncGenerator<Uint8Array> {
    // Standard input may be set not to block, which only its own stream can handle.
    const stream =
        file === 0 ? process.stdin : createReadStream("", { fd: file, autoClose: false, highWaterMark: chunkBytes });
    try {
        for await (const chunk of stream) {
            yield chunk as Uint8Array;
        }
    } catch (error) {
        throw asCommandError(name, error);
    }
}

function asCommandError(name: string, error: unknown): CommandError {
    if (error instanceof CommandError) {
        return error;
    }
    return new CommandError(`${name} cannot be read: ${reasonOfErrno(error)}.`);
}
