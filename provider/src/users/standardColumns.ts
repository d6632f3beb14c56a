/** The columns that GetCSVHeader returns for every pool, in the order of AWS's guide; custom attributes come before the last. */
export const standardColumns = [
    "cognito:username",
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "email",
    "email_verified",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "phone_number_verified",
    "address",
    "updated_at",
    "cognito:mfa_enabled",
] as const;

/**
 * The column of password hashes, by AWS's guide. GetCSVHeader lists it for pools that can import them, with or without
 * a job that does; a file must have it if its job has an algorithm.
 */
export const passwordHashColumn = "password_hash";

/** One of the columns that every pool has. */
export type StandardColumn = (typeof standardColumns)[number];

/** Whether a column's name is that of a custom (or legacy developer-only) attribute. */
export function isCustomColumn(name: string): boolean {
    return /^(dev:)?custom:[^\s,]{1,128}$/u.test(name) || /^dev:[^\s,]{1,128}$/u.test(name);
}

/**
 * The header of a pool with these custom attributes: AWS's guide lists the columns, and a file may have them in any order.
 */
export function headerWithCustomColumns(customColumns: readonly string[]): readonly string[] {
    return [...standardColumns.slice(0, -1), ...customColumns, "cognito:mfa_enabled"];
}
