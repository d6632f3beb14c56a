import { readPlain, readQuoted } from "./referenceQuotes";

/**
 * How many of the next lines belong together: one; those that line breaks in quotation marks have cut out of one row; or
 * those that looked so, and are rows of their own after all.
 *
 * @param texts the lines to the end of the file; `undefined` is one that cannot be read, an empty one is blank
 * @returns `broken`: which value a line break cuts first, where the lines are one row
 */
export function linesTogether(
    texts: readonly (string | undefined)[],
    columns: number,
): { readonly count: number; readonly broken?: number } {
    let joined = texts[0] ?? "";
    const broken = columns === 0 ? undefined : readQuoted(joined).open;
    if (broken !== undefined && broken < columns - 1 && isRow(joined, columns)) {
        return { count: 1 };
    }
    let open = broken;
    for (let count = 1; open !== undefined && count < texts.length; count++) {
        const text = texts[count];
        if (text === undefined || joined.length + 1 + text.length > 16_000) {
            return { count };
        }
        joined = `${joined} ${text}`;
        if (text === "") {
            continue;
        }
        const { quoted, values, open: next } = readQuoted(joined);
        const isClosed = quoted.includes(open);
        const isRowOfItsOwn = isRow(text, columns);
        // After a break in the first value, all the others stand in the last line.
        const mayEnd = !isRowOfItsOwn || (broken === 0 && columns > 1);
        if (isClosed && next === undefined && values.length === columns && mayEnd) {
            return { count: count + 1, broken: broken ?? 0 };
        }
        const isData = !isClosed && next !== open;
        if (isData || next === undefined || next >= columns || isRowOfItsOwn) {
            return { count };
        }
        open = next;
    }
    return { count: open === undefined ? 1 : texts.length };
}

/** Whether a line has all values of a row, so that a quotation mark in it is rather a letter. */
function isRow(text: string, columns: number): boolean {
    return readPlain(text).values.length === columns;
}
