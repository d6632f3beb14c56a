import type { CsvPoolRules } from "../../../../provider/src/csv/types";

/** Rows as RFC 4180 reads them, by regular expressions, and as the dialect cuts them. */

/** What is within quotation marks: doubled ones, and escaped ones that do not end the value or stand before its end. */
const end = String.raw`[ \t]*(?:,|$)`;
const within = String.raw`(?:[^"]|(?!(?<=\\)""${end})""|(?<=\\)"(?!"|${end})|(?<=\\)"(?="${end}))*`;
const closed = new RegExp(String.raw`^[ \t]*"(${within})"(?!")[ \t]*(?:,|$)`);
const open = new RegExp(String.raw`^[ \t]*"${within}$`);

/** A row as RFC 4180 reads it. */
export interface RfcRow {
    readonly values: string[];
    /** Places of the values in quotation marks. */
    readonly quoted: number[];
    /** The place of a value whose quotation mark is not closed. */
    readonly open: number | undefined;
}

/** Reads one row, in which line breaks may stand. */
export function readRfc(text: string): RfcRow {
    const values: string[] = [];
    const quoted: number[] = [];
    let openAt: number | undefined;
    let rest: string | undefined = text;
    while (rest !== undefined) {
        const inQuotes: RegExpExecArray | null = openAt === undefined ? closed.exec(rest) : null;
        if (inQuotes === null && openAt === undefined && open.test(rest)) {
            openAt = values.length;
        }
        if (inQuotes !== null) {
            quoted.push(values.length);
        }
        const written: string = inQuotes?.[1] ?? cutValues(rest)[0] ?? "";
        const value = inQuotes === null ? written : written.replaceAll("\n", " ").replace(/""|\\"/g, '"');
        values.push(value.replace(/^[ \t]+|[ \t]+$/g, "").replaceAll("\\,", ","));
        const length: number = inQuotes === null ? written.length + 1 : inQuotes[0].length;
        rest = rest[length - 1] === "," ? rest.slice(length) : undefined;
    }
    return { values, quoted, open: openAt };
}

/** Cuts a row character by character: a backslash before a comma makes it part of the value. */
export function cutValues(text: string): string[] {
    const values: string[] = [];
    let value = "";
    for (let index = 0; index < text.length; index++) {
        if (text[index] === "," && (value === "" || text[index - 1] !== "\\")) {
            values.push(value);
            value = "";
        } else {
            value += text[index] ?? "";
        }
    }
    return [...values, value];
}

/**
 * How many lines from `first` on make one row, since line breaks stand in quotation marks.
 *
 * @returns 0 where they do not
 */
export function linesOfRow(
    lines: readonly (string | undefined)[],
    first: number,
    columns: number,
): { lines: number; given: number; broken: number } {
    const opened = new Set<number>();
    const broken = readRfc(lines[first] ?? "").open;
    const isWhole = (line: string | undefined): boolean => cutValues(line ?? "").length === columns;
    if (broken !== undefined && broken < columns - 1 && isWhole(lines[first])) {
        return { lines: 0, given: 1, broken: 0 };
    }
    for (let last = first; broken !== undefined; last++) {
        const line = lines[last];
        if (line === undefined) {
            return { lines: 0, given: Math.max(last - first, 1), broken: 0 };
        }
        const { values, quoted, open: at } = readRfc(lines.slice(first, last + 1).join("\n"));
        const isRow = [...opened].every((one) => quoted.includes(one) || one === at);
        const isOther = last > first && line !== "" && isWhole(line);
        const isNext = isOther && (broken > 0 || columns === 1);
        if (last > first && isRow && at === undefined && values.length === columns && !isNext) {
            return { lines: last - first + 1, given: 1, broken };
        }
        if (!isRow || at === undefined || isOther || at >= columns) {
            return { lines: 0, given: Math.max(last - first, 1), broken: 0 };
        }
        opened.add(at);
    }
    return { lines: 0, given: 1, broken: 0 };
}

/** Places of values in single quotation marks, in columns that are no free text. */
export function inApostrophes(values: readonly string[], header: readonly string[], pool: CsvPoolRules): number[] {
    const kinds = "email phone_number birthdate updated_at password_hash cognito:mfa_enabled".split(" ");
    return [...values.keys()].filter((at) => {
        const [value = "", column = ""] = [values[at], header[at]];
        const isNumber = column.includes(":") && pool.attributes?.get(column)?.dataType === "Number";
        const isOther = kinds.includes(column) || column.endsWith("_verified") || isNumber;
        return isOther && value.length > 1 && value.startsWith("'") && value.endsWith("'");
    });
}
