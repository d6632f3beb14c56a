import { closeSync, createReadStream, ftruncateSync, openSync, writeSync } from "node:fs";
import { EmulatorError } from "../errors";
import type { Journal } from "../journal";
import type { JournalEntry } from "../services";

/** How a journal changes its file; a test lets it fail. As in `node:fs`. */
export interface JournalFile {
    /** Writes at the file's end, maybe not all of it; returns the number of bytes that were written. */
    write(file: number, bytes: Buffer): number;
    truncate(file: number, bytes: number): void;
}

const nodeFile: JournalFile = { write: (file, bytes) => writeSync(file, bytes), truncate: ftruncateSync };

/**
 * A write-ahead journal in one file: each line is a JSON array of changes that happened together. Lines reach the operating
 * system before a call is answered, so killing the process loses nothing; only a power failure might. When a line
 * cannot be written whole, as on a full disk, nothing of it stays in the file; its changes come first in the next line.
 */
export class FileJournal implements Journal<JournalEntry> {
    private pending: JournalEntry[] = [];
    private isBehind: boolean = false;

    private constructor(
        private readonly file: number,
        private readonly through: JournalFile,
        /** How long the file is without a line that was not written whole. */
        private wholeBytes: number,
    ) {}

    /**
     * Opens the journal at `path`, or starts it; hands over its entries, oldest first. A last line that is not whole was
     * never acknowledged, and is cut off.
     * @throws Error when a line is not the journal's.
     */
    static async open(
        path: string,
        replay: (entry: JournalEntry) => void,
        through: JournalFile = nodeFile,
    ): Promise<FileJournal> {
        const file = openSync(path, "a", 0o600);
        try {
            let wholeBytes = 0;
            let lineNumber = 0;
            for await (const line of readWholeLines(path)) {
                lineNumber++;
                for (const entry of parseLine(line, path, lineNumber)) {
                    replay(entry);
                }
                wholeBytes += line.length + 1;
            }
            through.truncate(file, wholeBytes);
            return new FileJournal(file, through, wholeBytes);
        } catch (error) {
            closeSync(file);
            throw error;
        }
    }

    append(entry: JournalEntry): void {
        this.pending.push(entry);
    }

    flush(): void {
        if (this.pending.length === 0) {
            return;
        }
        const line = Buffer.from(`${JSON.stringify(this.pending)}\n`);
        try {
            this.write(line);
        } catch (cause) {
            throw cannotWrite(cause);
        }
        this.pending = [];
    }

    catchUp(): void {
        if (this.isBehind) {
            this.flush();
        }
    }

    tryFlush(): void {
        try {
            this.flush();
        } catch {
            // The next call is answered with an error.
        }
    }

    close(): void {
        this.tryFlush();
        closeSync(this.file);
    }

    private write(line: Buffer): void {
        if (this.isBehind) {
            this.through.truncate(this.file, this.wholeBytes);
        }
        this.isBehind = true;
        try {
            for (let written = 0; written < line.length; ) {
                const bytes = this.through.write(this.file, line.subarray(written));
                if (bytes === 0) {
                    throw new Error("nothing was written");
                }
                written += bytes;
            }
        } catch (error) {
            // At once, because nothing may be written after this; if it fails, it is done before the next line.
            this.through.truncate(this.file, this.wholeBytes);
            throw error;
        }
        this.isBehind = false;
        this.wholeBytes += line.length;
    }
}

/** The answer to a call whose changes cannot be written down. */
function cannotWrite(cause: unknown): EmulatorError {
    const { code, message: reason } = cause as NodeJS.ErrnoException;
    const message = `The emulator cannot write to its data folder (${code ?? reason}), and refuses every call until it can.`;
    return new EmulatorError("InternalErrorException", message, 500, { cause });
}

/** The bytes of each line that ends with a line feed. */
async function* readWholeLines(path: string): AsyncGenerator<Buffer> {
    const rest: Buffer[] = [];
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
        let start = 0;
        for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
            yield Buffer.concat([...rest.splice(0), chunk.subarray(start, end)]);
            start = end + 1;
        }
        rest.push(chunk.subarray(start));
    }
}

function parseLine(line: Buffer, path: string, lineNumber: number): readonly JournalEntry[] {
    try {
        const entries = JSON.parse(line.toString()) as readonly JournalEntry[];
        if (Array.isArray(entries) && entries.every((entry) => typeof entry?.type === "string")) {
            return entries;
        }
    } catch {
        // The message of a JSON error quotes the line, which may name people.
    }
    throw new Error(`${path}: line ${lineNumber} is damaged; move the folder away to start with an empty one`);
}
