import { splitLine, trimValue } from "../csv/dialect";
import { LineBlocks, type LineSink } from "../csv/lineBlocks";
import { UsernameSet } from "../csv/names/usernameSet";

/** Two lines of a CSV with one username. */
export interface RepeatedUsername {
    /** The first line that has it; the header is line 1. */
    readonly first: number;
    readonly again: number;
}

/** How many are kept. A file of more is no list of users that somebody has looked at. */
const keptRepetitions = 10_000;

/** A username has at most 128 characters of at most four bytes; a longer one is refused in any case. */
const maxUsernameBytes = 512;

const [comma, backslash, space, tab, lineFeed, carriageReturn] = [0x2c, 0x5c, 0x20, 0x09, 0x0a, 0x0d];

/**
 * Finds usernames that stand in two lines of a CSV while it is pushed through, in at most 40 bytes a row. Names count as
 * they are written: whether upper and lower case differ is the pool's to say.
 */
export class RepeatedUsernames implements LineSink {
    private readonly blocks = new LineBlocks(this);
    private readonly names = new UsernameSet(undefined);
    private readonly repeated: RepeatedUsername[] = [];
    private line = 0;
    /** Place of the column; -1: there is none. */
    private column = -1;

    /** Takes the next bytes of the file. */
    push(chunk: Uint8Array): void {
        this.blocks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    }

    /** The repetitions, after the last byte, in the order of their second lines. */
    finish(): readonly RepeatedUsername[] {
        this.blocks.finish();
        return this.repeated;
    }

    lines(bytes: Buffer, start: number, end: number): void {
        for (let from = start; from < end; ) {
            const lineEnd = bytes.indexOf(lineFeed, from);
            this.takeLine(bytes, from, lineEnd);
            from = lineEnd + 1;
        }
    }

    overlongLine(): void {
        this.line++;
    }

    private takeLine(bytes: Buffer, start: number, end: number): void {
        this.line++;
        if (this.line === 1) {
            const header = bytes.toString("utf8", start, end).replace(/^\ufeff/, "");
            this.column = splitLine(header.trimEnd()).map(trimValue).indexOf("cognito:username");
        } else if (this.column >= 0 && this.repeated.length < keptRepetitions) {
            this.takeRow(bytes, start, end);
        }
    }

    private takeRow(bytes: Buffer, start: number, end: number): void {
        let from = start;
        for (let column = 0; column < this.column && from < end; column++) {
            from = valueEnd(bytes, from, end) + 1;
        }
        let to = valueEnd(bytes, from, end);
        while (from < to && isPadding(bytes[from])) {
            from++;
        }
        while (to > from && isPadding(bytes[to - 1])) {
            to--;
        }
        if (from < to && to - from <= maxUsernameBytes) {
            const first = this.names.add(bytes, from, to, this.line);
            if (first > 0) {
                this.repeated.push({ first, again: this.line });
            }
        }
    }
}

/** Where a value ends: at a comma that no backslash escapes, or at the end of its line. */
function valueEnd(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end && (bytes[at] !== comma || (at > start && bytes[at - 1] === backslash))) {
        at++;
    }
    return at;
}

function isPadding(byte: number | undefined): boolean {
    return byte === space || byte === tab || byte === carriageReturn;
}
