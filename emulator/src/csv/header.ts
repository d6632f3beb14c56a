import type { UserPool } from "../services/userPool";

/**
 * The column of password hashes, allowed and expected in the files of jobs with a PasswordHashingAlgorithm.
 * Assumed: AWS does not document the column's name.
 */
export const passwordHashColumn = "cognito:password_hash";

/**
 * The columns of a pool's CSV in the order of GetCSVHeader.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool-csv-header.html
 */
export function csvColumns(pool: Pick<UserPool, "schema">): string[] {
    const attributes = [...pool.schema.keys()].filter((name) => name !== "sub" && !name.startsWith("dev:"));
    return [...attributes, "cognito:mfa_enabled", "cognito:username"];
}

/** Whether a file's first line names exactly the columns it has to, each once, in any order. */
export function isHeaderOf(columns: readonly string[], pool: UserPool, withPasswordHash: boolean): boolean {
    const expected = new Set(csvColumns(pool));
    const given = new Set(columns);
    if (withPasswordHash) {
        given.delete(passwordHashColumn);
    }
    const repeated = new Set(columns).size !== columns.length;
    return !repeated && given.size === expected.size && [...given].every((column) => expected.has(column));
}
