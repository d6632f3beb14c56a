import { maxLineCharacters } from "../csvLimits";
import type { NamePlaces } from "../names/nameRules";
import type { ColumnPlan } from "../rows/columnPlan";
import type { CsvPoolRules } from "../types";
import { CleanValues } from "./cleanValues";
import { blockBytes, SeparatorMarks } from "./separatorMarks";

const comma = 0x2c;
const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Takes one clean row: the memory of its bytes, and the places of its names. Both are valid during the call only. */
export type OnCleanRow = (memory: Uint8Array, names: NamePlaces) => void;

/**
 * The only door to this folder, which is here for speed alone: it passes over the rows in which nothing is wrong, reading
 * bytes once and making no strings. Nearly all rows of nearly all files are such. Whatever is unusual, right or wrong, is
 * for the caller to look at closer: `RowChecker` knows every rule.
 *
 * To delete the folder: delete `fast` in `rows/lineInspector.ts`, with the lines that use it. The results stay the same,
 * which `fastPath.spec.ts` tests.
 */
export class FastPath {
    private readonly separators = new SeparatorMarks();
    private readonly values: CleanValues;
    private readonly lastColumn: number;
    /** Where the block begins in its memory. */
    private offset = 0;
    /** Where it ends there. */
    private end = 0;

    /** @param reportedColumns as {@link CleanValues} takes it */
    constructor(
        plans: readonly ColumnPlan[],
        pool: CsvPoolRules,
        reportedColumns: ReadonlySet<number>,
        private readonly onCleanRow: OnCleanRow,
    ) {
        this.values = new CleanValues(plans, pool, reportedColumns);
        this.lastColumn = plans.length - 1;
    }

    /** Takes whole lines of valid UTF-8, `bytes[start]` to `bytes[end - 1]`, to pass over clean rows in. */
    begin(bytes: Buffer, start: number, end: number): void {
        this.offset = bytes.byteOffset;
        this.end = bytes.byteOffset + end;
        this.separators.mark(bytes, start, end);
    }

    /**
     * Passes over clean rows.
     *
     * @param start where a line of the block begins
     * @returns where the first line begins that has to be looked at closer, or the end of the block
     */
    skip(start: number): number {
        return this.skipInMemory(this.offset + start) - this.offset;
    }

    private skipInMemory(start: number): number {
        const { values, lastColumn, end } = this;
        const { memory, marks, start: firstPlace, count } = this.separators;
        let column = 0;
        let lineStart = start;
        let valueStart = start;
        values.beginRow();
        for (let block = (start - firstPlace) >>> 5; block < count && lineStart < end; block++) {
            const place = firstPlace + block * blockBytes;
            let separators = marks[block] as number;
            if (place < start) {
                separators &= -1 << (start - place);
            }
            // What lies behind the end is not of this block: the memory may have been used before.
            if (place + blockBytes > end) {
                separators &= ~(-1 << (end - place));
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
        if (isClean) {
            this.onCleanRow(bytes, values.names);
            values.beginRow();
        }
        return isClean;
    }
}

/** `false` if there are two backslashes before the comma: that row is for `RowChecker`. */
function isEscaped(bytes: Uint8Array, valueStart: number, at: number): boolean {
    return at > valueStart && bytes[at - 1] === backslash && bytes[at - 2] !== backslash;
}
