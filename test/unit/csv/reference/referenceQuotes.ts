import { stripped } from "./referenceLines";

/** A line as RFC 4180 reads it. */
export interface QuotedReading {
    /** Without quotation marks, trimmed and unescaped. */
    readonly values: readonly string[];
    /** The values that stand in quotation marks. */
    readonly quoted: readonly number[];
    /** The value whose quotation marks are not closed; `undefined`: none. */
    readonly open: number | undefined;
}

/** Reads a line as the dialect has it: a comma after a backslash is part of the value, quotation marks are data. */
export function readPlain(text: string): { readonly raw: readonly string[]; readonly values: readonly string[] } {
    const raw = text.split(/(?<!\\),/).map(stripped);
    return { raw, values: raw.map(unescaped) };
}

/**
 * Reads a line as RFC 4180 has it. A quotation mark within quotation marks is doubled, or stands after a backslash; one
 * that is not the first of its value is data, and so is one that something but a comma follows. Of two
 * after a backslash, before a comma or the end, the first is escaped and the second ends the value.
 */
export function readQuoted(text: string): QuotedReading {
    const values: string[] = [];
    const quoted: number[] = [];
    let open: number | undefined;
    for (let rest: string | undefined = text; rest !== undefined; ) {
        const begin: string = /^[ \t]*"/.exec(rest)?.[0] ?? "";
        const end: ReturnType<typeof closing> =
            begin === "" || open !== undefined ? "data" : closing(rest, begin.length);
        if (typeof end === "number") {
            quoted.push(values.length);
            values.push(unescaped(stripped(rest.slice(begin.length, end).replace(/""|\\"/g, '"'))));
            rest = afterComma(rest, rest.indexOf(",", end));
        } else {
            open = end === "open" ? values.length : open;
            const { index } = /(?<!\\),/.exec(rest) ?? { index: -1 };
            values.push(unescaped(stripped(index < 0 ? rest : rest.slice(0, index))));
            rest = afterComma(rest, index);
        }
    }
    return { values, quoted, open };
}

/** Takes single quotation marks off the values where they are no letters of a text. */
export function readApostrophes(
    values: readonly string[],
    mayBeQuoted: (index: number) => boolean,
): Omit<QuotedReading, "open"> {
    const quoted = [...values.keys()].filter((at) => mayBeQuoted(at) && /^'.*'$/s.test(values[at] ?? ""));
    return { values: values.map((value, at) => (quoted.includes(at) ? stripped(value.slice(1, -1)) : value)), quoted };
}

/** Where the quotation mark is that ends a value; or it is never closed, or what was taken for its beginning is data. */
function closing(text: string, start: number): number | "open" | "data" {
    let at = start;
    while (at < text.length) {
        if (text[at] !== '"') {
            at++;
        } else if (text[at + 1] === '"') {
            if (at > start && /^\\""[ \t]*(,|$)/.test(text.slice(at - 1))) {
                return at + 1;
            }
            at += 2;
        } else if (/^"[ \t]*(,|$)/.test(text.slice(at))) {
            return at;
        } else if (at > start && text[at - 1] === "\\") {
            at++;
        } else {
            return "data";
        }
    }
    return "open";
}

function afterComma(text: string, comma: number): string | undefined {
    return comma < 0 ? undefined : text.slice(comma + 1);
}

function unescaped(value: string): string {
    return value.replaceAll("\\,", ",");
}
