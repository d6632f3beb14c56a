import type { LineSink } from "../csv/lineBlocks";

const comma = 0x2c;
const backslash = 0x5c;
const lineFeed = 0x0a;

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
    /** Where the columns of the current line end: at a comma or at the line feed. The first is the place before the line. */
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
        while (at < end) {
            this.line++;
            at = this.findEnds(bytes, at);
            this.lookForLost(bytes);
            this.write(bytes);
        }
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

    /** @returns where the next line begins */
    private findEnds(bytes: Buffer, start: number): number {
        const { ends } = this;
        ends[0] = start - 1;
        let column = 1;
        let at = start;
        for (let byte = bytes[at]; byte !== lineFeed; byte = bytes[++at]) {
            if (byte === comma && bytes[at - 1] !== backslash) {
                ends[column++] = at;
            }
        }
        ends[column] = at;
        return at + 1;
    }

    private lookForLost(bytes: Buffer): void {
        for (const column of this.lost) {
            const [before, end] = [this.ends[column] as number, this.ends[column + 1] as number];
            if (end > before + 1) {
                this.onLost(this.line, column, bytes.toString("utf8", before + 1, end));
            }
        }
    }

    private write(bytes: Buffer): void {
        const { ends, runs } = this;
        this.makeRoom((ends[ends.length - 1] as number) - (ends[0] as number) + this.newColumns.length + 1);
        const { output } = this;
        for (const { first, end } of runs) {
            const [from, to] = [(ends[first] as number) + 1, ends[end] as number];
            this.length += first === end ? 0 : bytes.copy(output, this.length, from, to);
            output[this.length++] = comma;
        }
        output[this.length - 1] = lineFeed;
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
