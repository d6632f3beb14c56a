import { appendFileSync, closeSync, createReadStream, openSync, truncateSync } from "node:fs";
import type { Journal, JournalEntry } from "./journalEntry";

/**
 * A write-ahead journal in one file: each line is a JSON array of changes that happened together. Lines reach the operating
 * system before anybody is answered, so killing the process loses nothing; only a power failure might.
 */
export class FileJournal implements Journal {
    private pending: JournalEntry[] = [];

    private constructor(private readonly file: number) {}

    /**
     * Opens the journal at `path`, or starts it; hands over its entries, oldest first. A last line that is not whole was
     * never acknowledged, and is cut off.
     * @throws Error when a line is not the journal's.
     */
    static async open(path: string, replay: (entry: JournalEntry) => void): Promise<FileJournal> {
        const file = openSync(path, "a", 0o600);
        let wholeBytes = 0;
        let lineNumber = 0;
        for await (const line of readWholeLines(path)) {
            lineNumber++;
            for (const entry of parseLine(line, path, lineNumber)) {
                replay(entry);
            }
            wholeBytes += line.length + 1;
        }
        truncateSync(path, wholeBytes);
        return new FileJournal(file);
    }

    append(entry: JournalEntry): void {
        this.pending.push(entry);
    }

    flush(): void {
        if (this.pending.length > 0) {
            const line = `${JSON.stringify(this.pending)}\n`;
            this.pending = [];
            appendFileSync(this.file, line);
        }
    }

    close(): void {
        this.flush();
        closeSync(this.file);
    }
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
        return JSON.parse(line.toString()) as readonly JournalEntry[];
    } catch (cause) {
        throw new Error(`${path}: line ${lineNumber} is damaged; move the folder away to start afresh`, { cause });
    }
}
