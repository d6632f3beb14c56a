import { readValue, splitLine, trimValue, valueEnd } from "../dialect";
import type { ProblemList } from "../problems/problemList";
import { isFreeText } from "../values/formRules";
import type { ColumnPlan } from "./columnPlan";

/** A line read by RFC 4180, in which values may be in quotation marks. */
export interface QuotedLine {
    /** The values without their quotation marks, trimmed, `\,` read as a comma. */
    readonly values: readonly string[];
    /** Which of the values are in quotation marks. */
    readonly quoted: readonly number[];
    /**
     * Which value begins with a quotation mark that this line does not close; `undefined`: none. Its quotation mark is data
     * here, and the values after it are read as if it were none.
     */
    readonly open: number | undefined;
}

/** How a value that has begun with a quotation mark goes on in a text. */
export type QuotedEnd =
    /** Its quotation mark is closed before `end`, where a comma or the end of the text is. */
    | { readonly kind: "closed"; readonly value: string; readonly end: number }
    /** The text ends before. */
    | { readonly kind: "open" }
    /** Something follows the closing quotation mark, so its quotation marks are data. */
    | { readonly kind: "data" };

/**
 * Reads a line by RFC 4180.
 *
 * A quotation mark within is doubled, as RFC 4180 has it, or escaped by a backslash, as MySQL does. Where something stands
 * before the first one (`5" disk`) or after the last (`"Ada" Lovelace`), they are data.
 */
export function readQuotedLine(line: string): QuotedLine {
    const values: string[] = [];
    const quoted: number[] = [];
    let open: number | undefined;
    for (let start = 0; start <= line.length; ) {
        const first = skipSpaces(line, start);
        const end =
            line[first] === '"' && open === undefined ? endOfQuoted(line, first + 1) : ({ kind: "data" } as const);
        open ??= end.kind === "open" ? values.length : undefined;
        if (end.kind === "closed") {
            quoted.push(values.length);
            values.push(readValue(end.value));
            start = end.end + 1;
        } else {
            const next = valueEnd(line, start);
            values.push(readValue(line.slice(start, next)));
            start = next + 1;
        }
    }
    return { values, quoted, open };
}

/**
 * Looks for the end of a value in quotation marks.
 *
 * @param start where the text within its quotation marks begins, or goes on after a line break
 */
export function endOfQuoted(text: string, start: number): QuotedEnd {
    for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 1)) {
        if (text[at + 1] === '"') {
            at++;
            // After a backslash, the first of two is escaped and the second closes, where nothing else follows.
            const isEscaped = at - 2 >= start && text[at - 2] === "\\" && isValueEnd(text, skipSpaces(text, at + 1));
            if (!isEscaped) {
                continue;
            }
        }
        const end = skipSpaces(text, at + 1);
        if (isValueEnd(text, end)) {
            const value = text.slice(start, at);
            return { kind: "closed", value: value.includes('"') ? value.replace(/""|\\"/gu, '"') : value, end };
        }
        if (text[at - 1] !== "\\") {
            return { kind: "data" };
        }
    }
    return { kind: "open" };
}

/** A name or value without the quotation marks, and the spaces, around it. */
export function unquoted(written: string): string {
    return written.trim().replace(/^(["'])(.*)\1$/su, "$2");
}

function isValueEnd(text: string, at: number): boolean {
    return at === text.length || text[at] === ",";
}

function skipSpaces(text: string, start: number): number {
    let at = start;
    while (text[at] === " " || text[at] === "\t") {
        at++;
    }
    return at;
}

/**
 * Whether the quotation marks of a row are around values. They are data if none is around a value, or if the row has all its
 * values only when they are data.
 *
 * @param read the row as RFC 4180 reads it
 * @param columns how many values a row has
 */
export function isQuotedRow(read: QuotedLine, text: string, columns: number): boolean {
    return read.quoted.length > 0 && (read.values.length === columns || splitLine(text).length !== columns);
}

/**
 * Reads a row with values in single quotation marks, in columns that are not free text.
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

/** Adds one problem for a row with values in quotation marks: an error if they make it fail, else a warning. */
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
            "Values are in quotation marks, which Cognito reads as part of the values, so the row fails. Write values without them, and a comma in a value as \\, (cognito-user-import convert does it).";
        problems.addFollowing("header-quoted", "quoted-row", place, message);
    } else {
        const message =
            "A value is in quotation marks, which become part of it. Write it without quotation marks (cognito-user-import convert does it).";
        problems.addFollowing("header-quoted", "quoted-value", place, message);
    }
}

const brokenRow = {
    code: "quoted-line-break",
    message:
        "A value in quotation marks contains a line break, and Cognito reads each line as a row. Replace the line break with a space, and write the value without quotation marks (cognito-user-import convert does it).",
} as const;

/** Adds a problem, at its first line, for a row that a line break cuts. */
export function addBrokenRow(line: number, column: string | undefined, problems: ProblemList): void {
    problems.add(brokenRow.code, { line, column }, brokenRow.message);
}

/** Counts the other lines of such a row, because Cognito reads them as rows that fail. They are not listed. */
export function addOtherLines(lines: readonly number[], problems: ProblemList): void {
    for (const line of lines) {
        problems.addFollowing(brokenRow.code, brokenRow.code, { line }, brokenRow.message);
    }
}
