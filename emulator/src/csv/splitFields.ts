/**
 * Splits a row into its values: commas separate, a backslash before a comma makes it part of the value, everything else
 * (quotation marks too) is data. Values are trimmed. Assumed: of all Unicode white space.
 */
export function splitFields(row: string): string[] {
    if (!row.includes("\\,")) {
        return row.split(",").map((value) => value.trim());
    }
    const values: string[] = [];
    let value = "";
    for (let index = 0; index < row.length; index++) {
        if (row[index] === "\\" && row[index + 1] === ",") {
            value += ",";
            index++;
        } else if (row[index] === ",") {
            values.push(value.trim());
            value = "";
        } else {
            value += row[index];
        }
    }
    values.push(value.trim());
    return values;
}
