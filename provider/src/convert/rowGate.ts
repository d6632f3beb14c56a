import { NameRules, type RowNames } from "../csv/names/nameRules";
import { type CsvProblemCode, csvProblemCodes } from "../csv/problems/csvProblemCodes";
import { ProblemList } from "../csv/problems/problemList";
import { LineInspector } from "../csv/rows/lineInspector";
import type { CsvPoolRules } from "../csv/types";
import type { PasswordHashingAlgorithm } from "../types";

/** Why a row is left out. */
export interface Reason {
    /** A code of docs/csv.md, or one of docs/convert.md. */
    readonly code: string;
    /** Of the CSV for Cognito; `undefined`: no single one. */
    readonly column: string | undefined;
    /** Never holds a value. */
    readonly message: string;
}

/** A row that is made, and waits for the rules. */
export interface MadeRow<Item> {
    /** As the dialect writes it, without the line end. */
    readonly text: string;
    /** Why it is left out whatever the rules say; it then only waits for its turn. `undefined`: the rules decide. */
    readonly reasons?: readonly Reason[] | undefined;
    /** Where it comes from. */
    readonly sourceLine: number;
    readonly item: Item;
}

/** Where rows go. */
export interface RowSink<Item> {
    /** Whole lines of rows that pass, and what they were made of. */
    accept(lines: string, items: readonly Item[]): void;
    reject(item: Item, reasons: readonly Reason[]): void;
}

/** Rows are checked in blocks: the rules are quickest over many lines at once. */
const blockCharacters = 1 << 17;

/**
 * Lets the rows through that `validate` has no error about, by the same code. A row that repeats the username of one that passed
 * does not pass; of one that did not, it does.
 *
 * Flat memory: at most 40 bytes a row, for the usernames.
 */
export class RowGate<Item> {
    private readonly problems = new BlockProblems();
    private readonly inspector: LineInspector;
    private held: MadeRow<Item>[] = [];
    private heldCharacters = 0;
    /** Those of the block that the rules are asked about. */
    private asked: readonly MadeRow<Item>[] = [];

    /** @param header the columns that the rows have, all of them the pool's */
    constructor(
        header: readonly string[],
        pool: CsvPoolRules,
        algorithm: PasswordHashingAlgorithm | undefined,
        private readonly sink: RowSink<Item>,
    ) {
        const names = new PassingNames(pool, this.problems, (line) => this.sourceLineOf(line));
        this.inspector = new LineInspector(pool, Number.POSITIVE_INFINITY, this.problems, names, algorithm);
        this.push(`${header.join(",")}\n`);
    }

    /** What is wrong with the header, and so with all rows; empty where it is right. */
    get headerReasons(): readonly Reason[] {
        return this.problems.ofLine(1);
    }

    /** Takes a row. What becomes of it, the sink learns later. */
    take(row: MadeRow<Item>): void {
        this.held.push(row);
        this.heldCharacters += row.text.length + 1;
        if (this.heldCharacters >= blockCharacters) {
            this.flush();
        }
    }

    /** Decides on all rows that are held. */
    flush(): void {
        const { held, problems } = this;
        this.asked = held.filter(({ reasons }) => reasons === undefined);
        problems.begin(this.inspector.line + 1);
        if (this.asked.length > 0) {
            this.push(linesOf(this.asked));
        }
        const passed = this.asked.filter((_row, index) => !problems.has(index));
        if (passed.length > 0) {
            this.sink.accept(
                linesOf(passed),
                passed.map(({ item }) => item),
            );
        }
        if (passed.length < held.length) {
            let index = 0;
            for (const { item, reasons } of held) {
                const why = reasons ?? problems.ofIndex(index);
                index += reasons === undefined ? 1 : 0;
                if (why.length > 0) {
                    this.sink.reject(item, why);
                }
            }
        }
        this.held = [];
        this.heldCharacters = 0;
    }

    private push(lines: string): void {
        const bytes = Buffer.from(lines);
        this.inspector.lines(bytes, 0, bytes.length);
        // Quotation marks that end a row open do not wait for the next one.
        this.inspector.finish();
    }

    private sourceLineOf(line: number): number {
        return this.asked[line - this.problems.firstLine]?.sourceLine ?? line;
    }
}

/** Keeps the errors of one block by its rows; warnings do not matter here. */
class BlockProblems extends ProblemList {
    /** The line of the first row. */
    firstLine = 1;
    private reasons = new Map<number, Reason[]>();

    constructor() {
        super(0);
    }

    begin(firstLine: number): void {
        this.firstLine = firstLine;
        this.reasons = new Map();
    }

    has(index: number): boolean {
        return this.reasons.has(this.firstLine + index);
    }

    ofIndex(index: number): readonly Reason[] {
        return this.ofLine(this.firstLine + index);
    }

    ofLine(line: number): readonly Reason[] {
        return this.reasons.get(line) ?? [];
    }

    hasLine(line: number): boolean {
        return this.reasons.has(line);
    }

    override add(
        code: CsvProblemCode,
        place: { line?: number | undefined; column?: string | undefined },
        message: string,
    ): void {
        if (csvProblemCodes[code].severity === "error" && place.line !== undefined) {
            const ofLine = this.reasons.get(place.line) ?? [];
            ofLine.push({ code, column: place.column, message });
            this.reasons.set(place.line, ofLine);
        }
    }

    override addFollowing(
        _cause: CsvProblemCode,
        code: CsvProblemCode,
        place: { line?: number | undefined; column?: string | undefined },
        message: string,
    ): void {
        this.add(code, place, message);
    }

    override addUnreading(
        code: CsvProblemCode,
        place: { line?: number | undefined; column?: string | undefined },
        message: string,
    ): void {
        this.add(code, place, message);
    }
}

/** Remembers the names of rows that pass, and says where they stand in the source. */
class PassingNames extends NameRules {
    constructor(
        pool: CsvPoolRules,
        private readonly rows: BlockProblems,
        sourceLineOf: (line: number) => number,
    ) {
        super(pool, 0, rows, sourceLineOf);
    }

    override add(names: RowNames, line: number): void {
        if (!this.rows.hasLine(line)) {
            super.add(names, line);
        }
    }
}

function linesOf(rows: readonly { readonly text: string }[]): string {
    return `${rows.map(({ text }) => text).join("\n")}\n`;
}
