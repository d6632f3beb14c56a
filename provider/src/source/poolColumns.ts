import { valueEnd } from "../csv/dialect";
import { LineBlocks, type LineSink } from "../csv/lineBlocks";
import { listedProblems } from "../messages";
import { filledColumns, unknownColumn } from "../users/encodeUsers";
import { encodeBoolean } from "../users/encodeValue";
import { describeUserProblem, propertyOfColumn } from "../users/packUsers";
import { passwordHashColumn } from "../users/standardColumns";
import type { EncodedSource, Source } from "./source";
import { usersRefused } from "./usersSource";

/**
 * The columns that encoded users are uploaded with: the pool's, and that of password hashes where the job imports some, or
 * users have them, whatever GetCSVHeader says of it.
 *
 * @param poolColumns `undefined`: not known yet
 */
export function uploadedColumns(
    columns: readonly string[],
    poolColumns: readonly string[] | undefined,
    importsHashes: boolean,
): readonly string[] {
    const uploaded = poolColumns ?? columns;
    const hasHashes = importsHashes || columns.includes(passwordHashColumn);
    if (hasHashes === uploaded.includes(passwordHashColumn)) {
        return uploaded;
    }
    return hasHashes ? [...uploaded, passwordHashColumn] : uploaded.filter((name) => name !== passwordHashColumn);
}

/**
 * Encoded users with the columns of a pool, in its order: what the pool has more is empty. Each reading costs a pass, and
 * throws what reading the users throws.
 *
 * @throws UserImportError at the end of a reading, `validation-failed` where users have values that the pool has no column
 *   for
 */
export function withPoolColumns(source: Source, poolColumns: readonly string[]): Source {
    const { encoded } = source;
    if (encoded === undefined || encoded.columns.join() === poolColumns.join()) {
        return source;
    }
    const { columns, users } = encoded;
    const headerBytes = (names: readonly string[]): number => Buffer.byteLength(names.join());
    // Lost columns are empty, or there is an error; but some have a value in every row.
    const lostFilled = columns.filter((column) => filledColumns.has(column) && !poolColumns.includes(column));
    const lostBytes = lostFilled.length * encodeBoolean(false).length;
    const { readRange: _, ...whole } = source;
    return {
        ...whole,
        sizeBytes:
            source.sizeBytes +
            headerBytes(poolColumns) -
            headerBytes(columns) +
            users * (poolColumns.length - columns.length - lostBytes),
        read: () => readReordered(source, encoded, poolColumns),
    };
}

async function* readReordered(
    source: Source,
    { columns, firstUser }: EncodedSource,
    poolColumns: readonly string[],
): AsyncGenerator<Uint8Array> {
    const problems: string[] = [];
    let moreProblems = 0;
    const order = new ReorderedLines(columns, poolColumns, (line, column, value) => {
        const name = columns[column] ?? "";
        const property = propertyOfColumn(name);
        if (filledColumns.has(name) && value === encodeBoolean(false)) {
            // So is written what was left out.
            return;
        }
        if (problems.length < listedProblems) {
            problems.push(describeUserProblem(firstUser + line - 2, property, unknownColumn(name)));
        } else {
            moreProblems++;
        }
    });
    const blocks = new LineBlocks(order);
    for await (const chunk of source.read()) {
        blocks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        const lines = order.take();
        // After a problem nothing more comes, so that no upload of it is complete.
        if (problems.length === 0 && lines.length > 0) {
            yield lines;
        }
    }
    if (problems.length > 0) {
        throw usersRefused(problems, moreProblems);
    }
}

/** What a line has in a column that the pool lacks, by the column's place. */
type LostValue = (line: number, column: number, value: string) => void;

/**
 * Writes the lines of encoded users again, with other columns. They are read as Latin-1, a character for each byte: what
 * separates lines and values is ASCII, and all else is copied.
 */
class ReorderedLines implements LineSink {
    private line = 0;
    private written = "";
    /** What a new line is made of: neighbours that stay neighbours, copied in one piece, or the commas between new columns. */
    private readonly pieces: readonly (Neighbours | string)[];
    private readonly lost: readonly number[];
    /** Where values of the line at hand end: those up to {@link soughtEnds}, and the last. */
    private readonly ends: number[];
    /** How many ends have to be sought: none after the last place where pieces part. */
    private readonly soughtEnds: number;

    public constructor(
        columns: readonly string[],
        private readonly newColumns: readonly string[],
        private readonly onLost: LostValue,
    ) {
        this.pieces = piecesOf(newColumns.map((column) => columns.indexOf(column)));
        this.lost = columns.flatMap((column, place) => (newColumns.includes(column) ? [] : [place]));
        this.ends = columns.map(() => 0);
        const cuts = this.pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.first, piece.last + 1]));
        const lostCuts = this.lost.flatMap((place) => [place, place + 1]);
        this.soughtEnds = Math.max(0, ...[...cuts, ...lostCuts].filter((cut) => cut < columns.length));
    }

    public lines(bytes: Buffer, start: number, end: number): void {
        for (const line of bytes.toString("latin1", start, end - 1).split("\n")) {
            this.line++;
            this.written += `${this.line === 1 ? this.header() : this.reordered(line)}\n`;
        }
    }

    public overlongLine(): void {
        throw new RangeError(`Line ${this.line + 1} is too long.`);
    }

    /** What was written since the last time. */
    public take(): Buffer {
        const { written } = this;
        this.written = "";
        return Buffer.from(written, "latin1");
    }

    private header(): string {
        return Buffer.from(this.newColumns.join()).toString("latin1");
    }

    private reordered(line: string): string {
        const { ends } = this;
        for (let place = 0, start = 0; place < this.soughtEnds; place++) {
            const end = valueEnd(line, start);
            ends[place] = end;
            start = end + 1;
        }
        ends[ends.length - 1] = line.length;
        for (const place of this.lost) {
            const value = this.cut(line, place, place);
            if (value !== "") {
                this.onLost(this.line, place, value);
            }
        }
        let written = "";
        for (const piece of this.pieces) {
            written += typeof piece === "string" ? piece : this.cut(line, piece.first, piece.last);
        }
        return written;
    }

    /** The values from one place to another, with the commas between them. */
    private cut(line: string, first: number, last: number): string {
        const start = first === 0 ? 0 : (this.ends[first - 1] ?? 0) + 1;
        return line.slice(start, this.ends[last]);
    }
}

/** Columns that follow each other in the old lines and in the new ones, by their old places. */
interface Neighbours {
    readonly first: number;
    readonly last: number;
}

/** @param places where each new column was; -1 for one that is new, and empty */
function piecesOf(places: readonly number[]): (Neighbours | string)[] {
    const pieces: (Neighbours | string)[] = [];
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
