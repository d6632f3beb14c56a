import type { ColumnPlan } from "../columnPlan";
import { maxLineCharacters } from "../csvLimits";
import { NamePlaces } from "../namePlaces";
import type { CsvPoolRules } from "../types";
import { CleanValues } from "./cleanValues";
import { blockBytes, type SeparatorMarks } from "./separatorMarks";

const comma = 0x2c;
const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** About so many rows are passed over at once: so many that calls do not count, so few that their usernames take little memory. */
const rowsAtOnce = 4096;

/**
 * Passes over the rows in which nothing at all is wrong, reading bytes once and making no strings.
 *
 * Nearly all rows of nearly all files are such; `RowChecker`, which knows every rule, need not see them. Whatever is
 * unusual, right or wrong, counts as not clean here.
 */
export class CleanRows {
    /** How many rows were passed over the last time. */
    rows = 0;
    /** Where in memory the names of these rows stand. */
    readonly names: NamePlaces;
    private readonly values: CleanValues;
    private readonly lastColumn: number;

    /** @param saidColumns as {@link CleanValues} takes it */
    constructor(plans: readonly ColumnPlan[], pool: CsvPoolRules, saidColumns: ReadonlySet<number>) {
        this.values = new CleanValues(plans, pool, saidColumns);
        this.names = new NamePlaces(rowsAtOnce + blockBytes, pool);
        this.lastColumn = plans.length - 1;
    }

    /** Whether `skip` ended only because these were enough rows at once. */
    get isFull(): boolean {
        return this.rows >= rowsAtOnce;
    }

    /**
     * Reads lines of valid UTF-8 from `start` until one is not plainly clean, at most to `end`, where one begins,
     * and about as many as make it {@link isFull}.
     *
     * @param separators marks of the memory that `start` and `end` are places in
     * @returns where the first line begins that is not plainly clean, or `end`
     */
    skip({ memory, marks, start: firstPlace, count }: SeparatorMarks, start: number, end: number): number {
        const { values, lastColumn } = this;
        let column = 0;
        let lineStart = start;
        let valueStart = start;
        this.rows = 0;
        values.beginRow();
        for (let block = (start - firstPlace) >>> 5; block < count && lineStart < end && !this.isFull; block++) {
            const place = firstPlace + block * blockBytes;
            let separators = marks[block] as number;
            if (place < start) {
                separators &= -1 << (start - place);
            }
            while (separators !== 0) {
                const at = place + 31 - Math.clz32(separators & -separators);
                const byte = memory[at] as number;
                separators &= separators - 1;
                if (byte === comma) {
                    if (isEscaped(memory, valueStart, at)) {
                        continue;
                    }
                    if (column === lastColumn || !values.isClean(memory, valueStart, at, column)) {
                        return lineStart;
                    }
                    column++;
                    valueStart = at + 1;
                } else if (byte === lineFeed) {
                    if (column !== lastColumn || !this.endRow(memory, lineStart, valueStart, at)) {
                        return lineStart;
                    }
                    column = 0;
                    lineStart = at + 1;
                    valueStart = lineStart;
                } else if (byte === 0 || (byte === carriageReturn && memory[at + 1] !== lineFeed)) {
                    return lineStart;
                }
            }
        }
        return lineStart;
    }

    private endRow(bytes: Uint8Array, lineStart: number, valueStart: number, lineFeedAt: number): boolean {
        const { values, lastColumn } = this;
        const end = bytes[lineFeedAt - 1] === carriageReturn ? lineFeedAt - 1 : lineFeedAt;
        const isClean =
            end - lineStart <= maxLineCharacters &&
            values.isClean(bytes, valueStart, end, lastColumn) &&
            values.areClean(bytes);
        if (!isClean) {
            return false;
        }
        this.names.set(this.rows, values.username, values.facts);
        this.rows++;
        values.beginRow();
        return true;
    }
}

/** Not so where two backslashes stand before a comma: that row is for `RowChecker`. */
function isEscaped(bytes: Uint8Array, valueStart: number, at: number): boolean {
    return at > valueStart && bytes[at - 1] === backslash && bytes[at - 2] !== backslash;
}
