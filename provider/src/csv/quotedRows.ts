import type { ColumnPlan } from "./columnPlan";
import { isFreeText } from "./formRules";
import type { ProblemList } from "./problemList";
import type { QuotedLine } from "./quotedLine";
import { readValue, splitLine, trimValue } from "./values";

/**
 * Whether a row with quotation marks is to be read as its writer has meant it: not where they are data, since none is around
 * a value, or only then the row has its columns.
 *
 * @param read the row as RFC 4180 reads it
 * @param columns how many values a row has
 */
export function isQuotedRow(read: QuotedLine, text: string, columns: number): boolean {
    return read.quoted.length > 0 && (read.values.length === columns || splitLine(text).length !== columns);
}

/**
 * Reads a row with values in single quotation marks, where these are no letters of a text.
 *
 * @param written the values as the dialect writes them
 * @returns `undefined`: there are none
 */
export function readApostrophes(written: readonly string[], plans: readonly ColumnPlan[]): QuotedLine | undefined {
    const isQuoted = (value: string, index: number): boolean =>
        /^'.*'$/su.test(value) && !isFreeText(plans[index]?.kind ?? "text");
    const values = written.map(readValue);
    const quoted = values.flatMap((value, index) => (isQuoted(value, index) ? [index] : []));
    return quoted.length === 0 || values.length !== plans.length
        ? undefined
        : {
              values: values.map((value, index) => (isQuoted(value, index) ? trimValue(value.slice(1, -1)) : value)),
              quoted,
              open: undefined,
          };
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
            "Values are in quotation marks, and Cognito reads the marks as part of the values, so the row fails. Write them without quotation marks, and a comma in a value as \\, (docs/csv.md has a script).";
        problems.addFollowing("header-quoted", "quoted-row", place, message);
    } else {
        const message =
            "A value is in quotation marks, which become part of it. Write it without quotation marks (docs/csv.md has a script).";
        problems.addFollowing("header-quoted", "quoted-value", place, message);
    }
}

const brokenRow = {
    code: "quoted-line-break",
    message:
        "A value in quotation marks contains a line break, and Cognito reads each line as a row. Replace the line break with a space, and write the value without quotation marks (docs/csv.md has a script).",
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
