/** Limits of the developer guide's page "Formatting the .csv file" and of the quota page. */
export const csvLimits = {
    /** Rows a file, header not counted. */
    rows: 500_000,
    /** Characters a row. Assumed: UTF-16 units. */
    rowCharacters: 16_000,
    /** Characters a value. */
    valueCharacters: 2_048,
    /** Bytes a file. Assumed: 100 × 2^20. */
    fileBytes: 100 * 1024 * 1024,
};
