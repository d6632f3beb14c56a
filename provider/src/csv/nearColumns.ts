import { isCustomColumn } from "../users/standardColumns";

/**
 * The columns that the names of a header mean, in the file's order; an empty string where one means none.
 *
 * A name means the column that is written so, or so but for its case. One that comes near a column which is not there
 * otherwise (`emailVerified`, `username`, `team` for `custom:team`) means that.
 *
 * @param names without the spaces around them
 * @param expected the pool's columns, or those of every pool
 * @param isPoolKnown `false`: any custom column may be one of the pool's
 */
export function meantColumns(
    names: readonly string[],
    expected: readonly string[],
    isPoolKnown: boolean,
): readonly string[] {
    const columns = names.map((name) => {
        const isColumn = expected.includes(name) || (!isPoolKnown && isCustomColumn(name));
        return isColumn ? name : (expected.find((column) => column.toLowerCase() === name.toLowerCase()) ?? "");
    });
    for (const column of expected.filter((one) => !columns.includes(one))) {
        const key = columnKey(column);
        const index = names.findIndex((name, at) => columns[at] === "" && name !== "" && columnKey(name) === key);
        if (index >= 0) {
            columns[index] = column;
        }
    }
    return columns;
}

/** What is left of a column's name without prefix, case, spaces and the signs that join words. */
export function columnKey(name: string): string {
    return name
        .toLowerCase()
        .replace(/^(?:dev:)?(?:cognito|custom):/u, "")
        .replace(/[ _.-]/gu, "");
}
