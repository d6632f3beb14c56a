import type { ColumnPlan } from "./columnPlan";
import type { ProblemList } from "./problemList";
import { type QuotedLine, readQuotedLine } from "./quotedLine";
import { splitLine } from "./values";

/**
 * Reads a row with quotation marks as its writer has meant it, where that makes sense.
 *
 * @param columns how many values a row has
 * @returns `undefined` where its quotation marks are data: none is around a value, or only then the row has its columns
 */
export function readQuotedRow(text: string, columns: number): QuotedLine | undefined {
    const read = text.includes('"') ? readQuotedLine(text) : undefined;
    if (read === undefined || read.quoted.length === 0) {
        return undefined;
    }
    return read.values.length === columns || splitLine(text).length !== columns ? read : undefined;
}

/** Says once of a row that there are values in quotation marks, and whether they make it fail. */
export function addQuotedRow(
    { quoted }: QuotedLine,
    line: number,
    makesFail: boolean,
    plans: readonly ColumnPlan[],
    problems: ProblemList,
): void {
    const place = { line, column: plans[quoted[0] ?? 0]?.name || undefined };
    if (makesFail) {
        const message =
            "Values stand in quotation marks, which Cognito takes as part of them, so that the row fails: write them without, " +
            "and a comma within as \\, (docs/csv.md has a script).";
        problems.addFollowing("header-quoted", "quoted-row", place, message);
    } else {
        const message =
            "A value stands in quotation marks, which become part of it: write it without (docs/csv.md has a script).";
        problems.addFollowing("header-quoted", "quoted-value", place, message);
    }
}

const brokenRow = {
    code: "quoted-line-break",
    message:
        "A value in quotation marks holds a line break, and Cognito takes each line for a row: write a space in its place, " +
        "and the value without quotation marks (docs/csv.md has a script).",
} as const;

/** Says, at its first line, of a row that a line break has cut it. */
export function addBrokenRow(line: number, column: string | undefined, problems: ProblemList): void {
    problems.add(brokenRow.code, { line, column }, brokenRow.message);
}

/** Counts the other lines of such a row, as Cognito takes them for rows that fail. Nothing is said of them. */
export function addOtherLines(lines: readonly number[], problems: ProblemList): void {
    for (const line of lines) {
        problems.addFollowing(brokenRow.code, brokenRow.code, { line }, brokenRow.message);
    }
}
