import type { UserPool } from "../pools/userPool";

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

/** The column of password hashes. */
export const passwordHashColumn = "password_hash";

/**
 * The columns of a pool's CSV in the order of GetCSVHeader. Assumed: the place of the column of password hashes.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool-csv-header.html
 */
export function csvColumns(pool: Pick<UserPool, "schema" | "olderInfrastructure">): string[] {
    const hashes = pool.olderInfrastructure ? [] : [passwordHashColumn];
    return [...requiredColumns(pool), ...hashes];
}

/** The columns that every file for the pool has. */
function requiredColumns(pool: Pick<UserPool, "schema">): string[] {
    const attributes = [...pool.schema.keys()].filter((name) => name !== "sub" && !name.startsWith("dev:"));
    return [...attributes, "cognito:mfa_enabled", "cognito:username"];
}

/**
 * Whether a file's first line names the required columns, each once, in any order, and no others. The column of password
 * hashes may be there or not, where the pool can import them. Where columns may be missing, any of the pool's columns are enough.
 */
export function isHeaderOf(columns: readonly string[], pool: UserPool, mayLackColumns: boolean): boolean {
    const required = mayLackColumns ? [] : requiredColumns(pool);
    const allowed = new Set(csvColumns(pool));
    const given = new Set(columns);
    const isRepeated = given.size !== columns.length;
    return !isRepeated && columns.every((column) => allowed.has(column)) && required.every((name) => given.has(name));
}
