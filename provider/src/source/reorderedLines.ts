import type { LineSink } from "../csv/lineBlocks";

/** What a line has in a column that is not among the new ones, by the column's place. */
export type LostValue = (line: number, column: number, value: string) => void;

const [comma, backslash, lineFeed] = [0x2c, 0x5c, 0x0a];

/**
 * Writes the lines of encoded users again, with other columns, without making strings of them: half a million users are half of
 * what an upload takes.
 */
export class ReorderedLines implements LineSink {
    private line = 0;
    private written = Buffer.alloc(0);
    private writtenBytes = 0;
    /** Bytes that are still to be copied. */
    private runStart = 0;
    private runEnd = 0;
    /** What a new line is made of: neighbours that stay neighbours, copied in one piece, or a comma between new columns. */
    private readonly pieces: readonly (Neighbours | ",")[];
    private readonly lost: readonly number[];
    /** Where each value of the line at hand begins, and after the last one where the next line does. */
    private readonly starts: Int32Array;

    public constructor(
        columns: readonly string[],
        private readonly newColumns: readonly string[],
        private readonly onLost: LostValue,
    ) {
        this.pieces = piecesOf(newColumns.map((column) => columns.indexOf(column)));
        this.lost = columns.flatMap((column, place) => (newColumns.includes(column) ? [] : [place]));
        this.starts = new Int32Array(columns.length + 1);
    }

    public lines(bytes: Buffer, start: number, end: number): void {
        this.runStart = start;
        this.runEnd = start;
        for (let from = start; from < end; ) {
            this.line++;
            const next = this.findValues(bytes, from, end);
            if (this.line === 1) {
                this.writeHeader();
            } else {
                this.writeLine(bytes, next - from);
            }
            from = next;
        }
        this.endRun(bytes);
    }

    public overlongLine(): void {
        throw new RangeError(`Line ${this.line + 1} is too long.`);
    }

    /** What was written since the last time. The memory is the caller's. */
    public take(): Buffer {
        const taken = this.written.subarray(0, this.writtenBytes);
        this.written = Buffer.allocUnsafe(this.written.length);
        this.writtenBytes = 0;
        return taken;
    }

    /** @returns where the next line begins */
    private findValues(bytes: Buffer, start: number, end: number): number {
        const { starts } = this;
        let place = 0;
        let valueStart = start;
        let at = start;
        starts[0] = start;
        for (; at < end && bytes[at] !== lineFeed; at++) {
            if (bytes[at] === comma && (at === valueStart || bytes[at - 1] !== backslash)) {
                valueStart = at + 1;
                starts[++place] = valueStart;
            }
        }
        // Places behind the last one are dropped by the array.
        starts.fill(at + 1, place + 1);
        return at + 1;
    }

    private writeHeader(): void {
        const header = Buffer.from(`${this.newColumns.join()}\n`);
        this.reserve(header.length);
        this.writtenBytes += header.copy(this.written, this.writtenBytes);
    }

    private writeLine(bytes: Buffer, lineBytes: number): void {
        this.tellLost(bytes);
        this.reserve(this.runEnd - this.runStart + lineBytes + this.pieces.length);
        const { starts } = this;
        for (const piece of this.pieces) {
            if (piece === ",") {
                this.writeByte(bytes, comma);
            } else {
                this.copy(bytes, starts[piece.first] as number, (starts[piece.last + 1] as number) - 1);
            }
        }
        const lineEnd = (starts.at(-1) as number) - 1;
        if (this.runEnd === lineEnd) {
            this.runEnd++;
        } else {
            this.writeByte(bytes, lineFeed);
        }
    }

    /** Bytes that follow those before are copied with them, also from one line to the next. */
    private copy(bytes: Buffer, start: number, end: number): void {
        if (start !== this.runEnd) {
            this.endRun(bytes);
            this.runStart = start;
        }
        this.runEnd = end;
    }

    private writeByte(bytes: Buffer, byte: number): void {
        this.endRun(bytes);
        this.written[this.writtenBytes++] = byte;
    }

    private endRun(bytes: Buffer): void {
        this.writtenBytes += bytes.copy(this.written, this.writtenBytes, this.runStart, this.runEnd);
        this.runStart = this.runEnd;
    }

    private tellLost(bytes: Buffer): void {
        for (const place of this.lost) {
            const [start, next] = [this.starts[place] as number, this.starts[place + 1] as number];
            if (next - 1 > start) {
                this.onLost(this.line, place, bytes.toString("utf8", start, next - 1));
            }
        }
    }

    /** Makes room for so many bytes more. */
    private reserve(bytes: number): void {
        const needed = this.writtenBytes + bytes;
        if (needed > this.written.length) {
            const larger = Buffer.allocUnsafe(Math.max(2 * this.written.length, needed, 1 << 16));
            this.written.copy(larger, 0, 0, this.writtenBytes);
            this.written = larger;
        }
    }
}

/** Columns that follow each other in the old lines and in the new ones, by their old places. */
interface Neighbours {
    readonly first: number;
    readonly last: number;
}

/** @param places where each new column was; -1 for one that is new, and empty */
function piecesOf(places: readonly number[]): (Neighbours | ",")[] {
    const pieces: (Neighbours | ",")[] = [];
    for (const [index, place] of places.entries()) {
        const previous = pieces.at(-1);
        if (place >= 0 && typeof previous === "object" && previous.last === place - 1) {
            pieces[pieces.length - 1] = { first: previous.first, last: place };
            continue;
        }
        if (index > 0) {
            pieces.push(",");
        }
        if (place >= 0) {
            pieces.push({ first: place, last: place });
        }
    }
    return pieces;
}
