import { NameRules, type RowNames } from "../csv/names/nameRules";
import { LineInspector } from "../csv/rows/lineInspector";
import type { CsvPoolRules } from "../csv/types";
import type { PasswordHashingAlgorithm } from "../types";
import { BlockProblems, type Reason } from "./blockProblems";
import { RowBlock } from "./rowBlock";

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
    /** Whole lines of rows that pass, and what they were made of. The bytes are used again after the call. */
    accept(lines: Uint8Array, items: readonly Item[]): void;
    reject(item: Item, reasons: readonly Reason[]): void;
}

/** Rows that are left out take no place in the block. */
const maxHeld = 4096;

/**
 * Lets the rows through that `validate` has no error about, by the same code. A row that repeats the username of one that passed
 * does not pass; of one that did not, it does.
 *
 * Flat memory: at most 40 bytes a row, for the usernames.
 */
export class RowGate<Item> {
    private readonly problems = new BlockProblems();
    private readonly inspector: LineInspector;
    private readonly block = new RowBlock();
    private held: MadeRow<Item>[] = [];
    /** Those of the block that the rules are asked about. */
    private asked: MadeRow<Item>[] = [];

    /** @param header the columns that the rows have, all of them the pool's */
    constructor(
        header: readonly string[],
        pool: CsvPoolRules,
        algorithm: PasswordHashingAlgorithm | undefined,
        private readonly sink: RowSink<Item>,
    ) {
        const names = new PassingNames(pool, this.problems, (line) => this.sourceLineOf(line));
        this.inspector = new LineInspector(pool, Number.POSITIVE_INFINITY, this.problems, names, algorithm);
        this.block.add(header.join(","));
        this.ask();
        this.block.clear();
    }

    /** What is wrong with the header, and so with all rows; empty where it is right. */
    get headerReasons(): readonly Reason[] {
        return this.problems.ofLine(1);
    }

    /** Takes a row. What becomes of it, the sink learns later. */
    take(row: MadeRow<Item>): void {
        this.held.push(row);
        if (row.reasons === undefined) {
            this.asked.push(row);
            this.block.add(row.text);
        }
        if (this.block.isFull || this.held.length >= maxHeld) {
            this.flush();
        }
    }

    /** Decides on all rows that are held. */
    flush(): void {
        const { held, asked, problems, block } = this;
        problems.begin(this.inspector.line + 1);
        if (asked.length > 0) {
            this.ask();
        }
        const areAllRight = problems.isEmpty;
        const passed = areAllRight ? asked : asked.filter((_row, index) => !problems.has(index));
        if (passed.length > 0) {
            const lines = areAllRight ? block.lines : block.linesOf((index) => !problems.has(index));
            this.sink.accept(
                lines,
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
        this.asked = [];
        block.clear();
    }

    private ask(): void {
        const { lines } = this.block;
        this.inspector.lines(lines, 0, lines.length);
        // Quotation marks that end a row open do not wait for the next one.
        this.inspector.finish();
    }

    private sourceLineOf(line: number): number {
        return this.asked[line - this.problems.firstLine]?.sourceLine ?? line;
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
