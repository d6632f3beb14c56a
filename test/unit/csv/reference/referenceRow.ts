import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import type { Say } from "./referenceHeader";
import { isWarning } from "./referenceListing";
import { cutValues, inApostrophes, readRfc } from "./referenceQuotes";
import { checkOne, looksLikeEmail, looksLikePhone } from "./referenceValue";

/** The usernames so far, by what Cognito may compare; and the verified addresses and numbers after `email` or `phone_number`. */
export type Seen = Map<string, string[]>;

function strip(value: string): string {
    return value.replace(/^[ \t]+/, "").replace(/[ \t]+$/, "");
}

/**
 * Checks one row of readable text.
 *
 * @param wholeText the row where line breaks have cut it, these included
 */
export function checkRow(
    text: string,
    line: number,
    header: readonly string[],
    pool: CsvPoolRules,
    seen: Seen,
    say: Say,
    wholeText?: string,
): void {
    const rfc = readRfc(wholeText ?? text);
    const literal = cutValues(text).map((value) => strip(value).split("\\,").join(","));
    const inMarks = rfc.quoted.length > 0 && (rfc.values.length === header.length || literal.length !== header.length);
    const single = inMarks || literal.length !== header.length ? [] : inApostrophes(literal, header, pool);
    const isQuoted = inMarks || single.length > 0;
    const quoted = inMarks ? rfc.quoted : single;
    const values = inMarks
        ? rfc.values
        : literal.map((value, at) => (single.includes(at) ? strip(value.slice(1, -1)) : value));
    const raw = isQuoted ? values.map((value) => value.split(",").join("\\,")) : cutValues(text);
    if (values.every((value) => value === "")) {
        say("empty-row", line);
        return;
    }
    if (isQuoted && wholeText === undefined) {
        const failures = errorsOf(literal, header, pool);
        const others = errorsOf(values, header, pool);
        const isFailing =
            literal.length !== header.length ||
            quoted.some((at) => header[at] === "email") ||
            failures.some((failure) => !others.includes(failure));
        say(isFailing ? "quoted-row" : "quoted-value", line, header[quoted[0] ?? 0]);
    }
    if (!inMarks) {
        checkBackslashes(text, cutValues(text), line, header, say);
    }
    if (values.length !== header.length) {
        const isSeparated = [";", "\t", "|"].some((sign) => text.split(sign).length === header.length);
        say(isSeparated ? "row-separator" : "value-count", line);
        return;
    }
    checkValues(values, line, header, pool, say);
    for (const [index, column] of header.entries()) {
        const type = pool.attributes?.get(column)?.dataType ?? "";
        if (column.includes(":") && ["Boolean", "DateTime"].includes(type) && values[index] !== "") {
            say("attribute-type", line, column);
        }
    }
    const username = strip(raw[header.indexOf("cognito:username")] ?? "");
    if (header.includes("cognito:username") && username !== "") {
        const isNew = checkRepeated(username, line, pool, seen, say);
        for (const alias of ["email", "phone_number"] as const) {
            if (isNew && pool.aliasAttributes?.includes(alias)) {
                checkAlias(alias, (column) => values[header.indexOf(column)], line, seen, say);
            }
        }
    }
}

function checkBackslashes(
    text: string,
    raw: readonly string[],
    line: number,
    header: readonly string[],
    say: Say,
): void {
    const firstDoubled = raw.findIndex((value) => value.includes("\\\\,"));
    if (firstDoubled >= 0) {
        say("backslash-before-comma", line, header[firstDoubled]);
    }
    if (/\\\s*$/.test(text)) {
        say("backslash-at-end", line, header[raw.length - 1]);
    }
}

function checkValues(
    values: readonly string[],
    line: number,
    header: readonly string[],
    pool: CsvPoolRules,
    say: Say,
): void {
    for (const [index, column] of header.entries()) {
        checkOne(column, values[index] ?? "", line, pool, say);
    }
    checkTogether((column) => values[header.indexOf(column)], line, pool, say);
}

/** The errors of values, but not what is only warned of. */
function errorsOf(values: readonly string[], header: readonly string[], pool: CsvPoolRules): string[] {
    const errors: string[] = [];
    if (values.length === header.length) {
        checkValues(values, 0, header, pool, (code, _, column) => {
            if (!isWarning(code)) {
                errors.push(`${code} ${column}`);
            }
        });
    }
    return errors;
}

function checkAlias(
    alias: "email" | "phone_number",
    get: (column: string) => string | undefined,
    line: number,
    seen: Seen,
    say: Say,
): void {
    const value = get(alias) ?? "";
    const isOne = alias === "email" ? looksLikeEmail(value) : looksLikePhone(value);
    if (!isOne || get(`${alias}_verified`)?.toUpperCase() !== "TRUE") {
        return;
    }
    const key = `${alias} ${value.toLowerCase()}`;
    if (seen.has(key)) {
        say("alias-repeated", line, alias);
    }
    seen.set(key, []);
}

function checkTogether(get: (column: string) => string | undefined, line: number, pool: CsvPoolRules, say: Say): void {
    const isTrue = (column: string): boolean => get(column)?.toUpperCase() === "TRUE";
    if (isTrue("email_verified") && get("email") === "") {
        say("email-missing", line, "email");
    }
    if (isTrue("phone_number_verified") && get("phone_number") === "") {
        say("phone-number-missing", line, "phone_number");
    }
    const verified = pool.autoVerifiedAttributes ?? ["email", "phone_number"];
    const areFalse = verified.every((one) => ["", "FALSE"].includes(get(`${one}_verified`)?.toUpperCase() ?? "?"));
    if (verified.length > 0 && areFalse) {
        say("not-verified", line, verified.length === 1 ? `${verified[0]}_verified` : "");
    }
    const mfa = get("cognito:mfa_enabled")?.toUpperCase();
    if (pool.mfaConfiguration === "ON" && mfa === "FALSE") {
        say("mfa-required", line, "cognito:mfa_enabled");
    }
    if (pool.mfaConfiguration === "OFF" && mfa === "TRUE") {
        say("mfa-off", line, "cognito:mfa_enabled");
    }
    const name = get("cognito:username") ?? "";
    for (const form of pool.usernameAttributes ?? []) {
        const looksLikeOne = form === "email" ? looksLikeEmail : looksLikePhone;
        const other = get(form) ?? "";
        if (looksLikeOne(name) && looksLikeOne(other) && other.toLowerCase() !== name.toLowerCase()) {
            say("username-other-address", line, form);
        }
    }
    const factors = pool.mfaContacts ?? [];
    const areMissing = factors.every(
        (factor) =>
            get(factor) === "" && !isTrue(`${factor}_verified`) && pool.attributes?.get(factor)?.required !== true,
    );
    if (factors.length > 0 && areMissing) {
        say("mfa-no-factor", line, factors.length === 1 ? factors[0] : "");
    }
    for (const [column, rules] of pool.attributes ?? []) {
        const isContactMissing =
            (column === "email" && isTrue("email_verified")) ||
            (column === "phone_number" && isTrue("phone_number_verified"));
        if (rules.required && get(column) === "" && !isContactMissing) {
            say("attribute-missing", line, column);
        }
    }
}

/** @returns whether the username is new */
function checkRepeated(username: string, line: number, pool: CsvPoolRules, seen: Seen, say: Say): boolean {
    const key = pool.caseSensitiveUsernames === true ? username : username.toLowerCase();
    const others = seen.get(key) ?? [];
    const isSame = others.some((other) => other === username || pool.caseSensitiveUsernames === false);
    if (isSame) {
        say("username-repeated", line, "cognito:username");
    } else if (others.length > 0) {
        say("username-maybe-repeated", line, "cognito:username");
    }
    seen.set(key, [...others, username]);
    return others.length === 0;
}
