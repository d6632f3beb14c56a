import { blockBytes, SeparatorMarks } from "../csv/fast/separatorMarks";
import type { LineSink } from "../csv/lineBlocks";

const comma = 0x2c;
const backslash = 0x5c;
const lineFeed = 0x0a;

/** Up to so many bytes are copied sooner one by one than by a call. */
const shortBytes = 32;

/** Neighbouring columns that stay neighbours; from `first` up to, not including, `end`. An empty one is a new column. */
interface Run {
    readonly first: number;
    readonly end: number;
}

/** What lines may not hold, by the place of their column in the old order. */
export type LostValue = (line: number, column: number, value: string) => void;

/** Writes the lines of encoded users anew, with other columns. */
export class ColumnOrder implements LineSink {
    private line = 0;
    private output = Buffer.allocUnsafe(1 << 16);
    private length = 0;
    private readonly runs: readonly Run[];
    private readonly lost: readonly number[];
    private readonly separators = new SeparatorMarks();
    /** How many columns of the current line have ended. */
    private column = 0;
    /** Where in memory they end: at a comma or at the line feed. The first is the place before the line. */
    private readonly ends: Int32Array;

    constructor(
        columns: readonly string[],
        private readonly newColumns: readonly string[],
        private readonly onLost: LostValue,
    ) {
        this.runs = runsOf(newColumns.map((column) => columns.indexOf(column)));
        this.lost = columns.flatMap((column, index) => (newColumns.includes(column) ? [] : [index]));
        this.ends = new Int32Array(columns.length + 1);
    }

    lines(bytes: Buffer, start: number, end: number): void {
        let at = start;
        if (this.line === 0) {
            at = bytes.indexOf(lineFeed, start) + 1;
            this.line = 1;
            const header = `${this.newColumns.join()}\n`;
            this.makeRoom(Buffer.byteLength(header));
            this.length += this.output.write(header, this.length);
        }
        this.separators.mark(bytes, at, end);
        this.column = 0;
        this.ends[0] = bytes.byteOffset + at - 1;
        this.separateLines(bytes.byteOffset + at, bytes.byteOffset + end);
    }

    overlongLine(): void {
        throw new RangeError(`Line ${this.line + 1} is too long.`);
    }

    /** What was written since the last time. It is lent until the next line comes. */
    take(): Buffer {
        const { length } = this;
        this.length = 0;
        return this.output.subarray(0, length);
    }

    /** Goes over what may separate values of whole lines, from one place in memory up to another. */
    private separateLines(start: number, end: number): void {
        const { memory, marks, start: firstPlace, count } = this.separators;
        const firstBlock = (start - firstPlace) >>> 5;
        for (let block = firstBlock; block < count; block++) {
            const place = firstPlace + block * blockBytes;
            let separators = marks[block] as number;
            if (place < start) {
                separators &= -1 << (start - place);
            }
            for (; separators !== 0; separators &= separators - 1) {
                const at = place + 31 - Math.clz32(separators & -separators);
                if (at >= end) {
                    return;
                }
                this.separate(memory, at);
            }
        }
        // Some bytes at the end of their memory have no marks.
        for (let at = Math.max(start, firstPlace + count * blockBytes); at < end; at++) {
            this.separate(memory, at);
        }
    }

    private separate(memory: Uint8Array, at: number): void {
        const byte = memory[at];
        if (byte === comma && memory[at - 1] !== backslash) {
            this.ends[++this.column] = at;
        } else if (byte === lineFeed) {
            this.ends[++this.column] = at;
            this.line++;
            this.lookForLost(memory);
            this.write(memory);
            this.column = 0;
            this.ends[0] = at;
        }
    }

    private lookForLost(memory: Uint8Array): void {
        for (const column of this.lost) {
            const [before, end] = [this.ends[column] as number, this.ends[column + 1] as number];
            if (end > before + 1) {
                this.onLost(this.line, column, Buffer.from(memory.subarray(before + 1, end)).toString());
            }
        }
    }

    private write(memory: Uint8Array): void {
        const { ends, runs } = this;
        this.makeRoom((ends[ends.length - 1] as number) - (ends[0] as number) + this.newColumns.length + 1);
        const { output } = this;
        for (const { first, end } of runs) {
            if (first < end) {
                this.copy(memory, (ends[first] as number) + 1, ends[end] as number);
            }
            output[this.length++] = comma;
        }
        output[this.length - 1] = lineFeed;
    }

    private copy(memory: Uint8Array, start: number, end: number): void {
        const { output, length } = this;
        if (end - start > shortBytes) {
            output.set(memory.subarray(start, end), length);
        } else {
            for (let at = start; at < end; at++) {
                output[length + at - start] = memory[at] as number;
            }
        }
        this.length += end - start;
    }

    private makeRoom(bytes: number): void {
        if (this.length + bytes > this.output.length) {
            const larger = Buffer.allocUnsafe(2 * (this.length + bytes));
            this.output.copy(larger, 0, 0, this.length);
            this.output = larger;
        }
    }
}

/** @param places where each new column was; negative for one that was nowhere */
function runsOf(places: readonly number[]): Run[] {
    const runs: { first: number; end: number }[] = [];
    for (const place of places) {
        const last = runs.at(-1);
        if (place >= 0 && last !== undefined && last.end > last.first && last.end === place) {
            last.end++;
        } else {
            runs.push(place < 0 ? { first: 0, end: 0 } : { first: place, end: place + 1 });
        }
    }
    return runs;
}
