import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import { hasForm } from "./referenceAddress";
import type { Say } from "./referenceReport";

/**
 * Checks what the values of a row say together.
 *
 * @param get a column's value, `undefined` where the file has no such column
 * @param mayLackColumns the user has ignored that columns are missing
 */
export function checkTogether(
    get: (column: string) => string | undefined,
    line: number,
    pool: CsvPoolRules,
    mayLackColumns: boolean,
    say: Say,
): void {
    const isTrue = (column: string): boolean => get(column)?.toLowerCase() === "true";
    // A blank one counts as false; what is neither has a problem of its own, and a missing column too, but where
    // that is ignored.
    const absent = mayLackColumns && pool.autoVerifiedAttributes !== undefined ? "" : "no column";
    const isFalse = (column: string): boolean => ["", "false"].includes(get(column)?.toLowerCase() ?? absent);

    const missing = new Set<string>();
    if (isTrue("email_verified") && get("email") === "") {
        say("email-missing", line, "email");
        missing.add("email");
    }
    if (isTrue("phone_number_verified") && get("phone_number") === "") {
        say("phone-number-missing", line, "phone_number");
        missing.add("phone_number");
    }
    for (const [column, { required }] of pool.attributes ?? []) {
        if (required && get(column) === "" && !missing.has(column)) {
            say("attribute-missing", line, column);
            missing.add(column);
        }
    }

    // Where the pool is not known, it verifies one of the two or both.
    const verified = pool.autoVerifiedAttributes ?? ["email", "phone_number"];
    if (verified.length > 0 && verified.every((one) => isFalse(`${one}_verified`))) {
        say("not-verified", line, verified.length === 1 ? `${verified[0]}_verified` : undefined);
    }
    if (pool.mfaConfiguration === "ON" && get("cognito:mfa_enabled")?.toLowerCase() === "false") {
        say("mfa-required", line, "cognito:mfa_enabled");
    }
    if (pool.mfaConfiguration === "OFF" && isTrue("cognito:mfa_enabled")) {
        say("mfa-off", line, "cognito:mfa_enabled");
    }
    const contacts = pool.mfaContacts ?? [];
    // What has to be filled anyway will be there.
    if (contacts.length > 0 && contacts.every((one) => get(one) === "" && !missing.has(one))) {
        say("mfa-no-factor", line, contacts.length === 1 ? contacts[0] : undefined);
    }
    const username = get("cognito:username") ?? "";
    for (const form of pool.usernameAttributes ?? []) {
        const other = get(form) ?? "";
        const areBoth = hasForm(form, username) && hasForm(form, other);
        if (areBoth && other.toLowerCase() !== username.toLowerCase()) {
            say("username-other-address", line, form, form);
        }
    }
}
