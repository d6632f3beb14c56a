import { CleanValues } from "./cleanValues";
import type { ColumnPlan } from "./columnPlan";
import { maxLineCharacters } from "./csvLimits";
import { blockBytes, type SeparatorMarks } from "./separatorMarks";
import type { CsvPoolRules } from "./types";

const comma = 0x2c;
const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Takes the username of a clean row, which lies in `bytes[start]` to `bytes[end - 1]`. */
export type OnCleanRow = (bytes: Uint8Array, start: number, end: number) => void;

/**
 * Passes over the rows in which nothing at all is wrong, reading bytes once and making no strings.
 *
 * Nearly all rows of nearly all files are such; `RowChecker`, which knows every rule, need not see them. Whatever is
 * unusual, right or wrong, counts as not clean here.
 */
export class CleanRows {
    private readonly values: CleanValues;
    private readonly lastColumn: number;

    constructor(
        plans: readonly ColumnPlan[],
        pool: CsvPoolRules,
        private readonly onRow: OnCleanRow,
    ) {
        this.values = new CleanValues(plans, pool);
        this.lastColumn = plans.length - 1;
    }

    /**
     * Reads lines of valid UTF-8 from `start` until one is not plainly clean, at most to `end`, where one begins.
     *
     * @param separators marks of the memory that `start` and `end` are places in
     * @returns where the first line begins that is not plainly clean, or `end`
     */
    skip({ memory, marks, start: firstPlace, count }: SeparatorMarks, start: number, end: number): number {
        const { values, lastColumn } = this;
        const { mayBeEmpty } = values;
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
            while (separators !== 0) {
                const at = place + 31 - Math.clz32(separators & -separators);
                const byte = memory[at] as number;
                separators &= separators - 1;
                if (byte === comma) {
                    if (at === valueStart) {
                        if (mayBeEmpty[column] !== 1) {
                            return lineStart;
                        }
                    } else if (memory[at - 1] === backslash && memory[at - 2] !== backslash) {
                        continue;
                    } else if (!values.isCleanValue(memory, valueStart, at, column)) {
                        return lineStart;
                    }
                    if (column++ === lastColumn) {
                        return lineStart;
                    }
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
        const isLastClean =
            valueStart >= end
                ? values.mayBeEmpty[lastColumn] === 1
                : values.isCleanValue(bytes, valueStart, end, lastColumn);
        if (!isLastClean || end - lineStart > maxLineCharacters || !values.isCleanRow()) {
            return false;
        }
        this.onRow(bytes, values.usernameStart, values.usernameEnd);
        values.beginRow();
        return true;
    }
}
