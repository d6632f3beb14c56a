import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import type { Say } from "./referenceHeader";
import { checkOne } from "./referenceValue";

/** The usernames so far, by what Cognito may compare. */
export type Seen = Map<string, string[]>;

/** Character by character: a backslash before a comma makes it part of the value. */
function cut(text: string): string[] {
    const values: string[] = [];
    let value = "";
    for (let index = 0; index < text.length; index++) {
        if (text[index] === "," && text[index - 1] !== "\\") {
            values.push(value);
            value = "";
        } else {
            value += text[index] ?? "";
        }
    }
    return [...values, value];
}

function strip(value: string): string {
    return value.replace(/^[ \t]+/, "").replace(/[ \t]+$/, "");
}

/** Checks one row of readable text. */
export function checkRow(
    text: string,
    line: number,
    header: readonly string[],
    pool: CsvPoolRules,
    seen: Seen,
    say: Say,
): void {
    const raw = cut(text);
    const values = raw.map((value) => strip(value).split("\\,").join(","));
    if (values.every((value) => value === "")) {
        say("empty-row", line);
        return;
    }
    const isCounted = values.length === header.length;
    const firstQuoted = values.findIndex(
        (value) => value.startsWith('"') && (!isCounted || (value.length > 1 && value.endsWith('"'))),
    );
    if (firstQuoted >= 0) {
        say("quoted-value", line, header[firstQuoted]);
    }
    const firstDoubled = raw.findIndex((value) => value.includes("\\\\,"));
    if (firstDoubled >= 0) {
        say("backslash-before-comma", line, header[firstDoubled]);
    }
    if (/\\\s*$/.test(text)) {
        say("backslash-at-end", line, header[raw.length - 1]);
    }
    if (!isCounted) {
        say("value-count", line);
        return;
    }
    const get = (column: string): string | undefined => values[header.indexOf(column)];
    for (const [index, column] of header.entries()) {
        checkOne(column, values[index] ?? "", line, pool, say);
    }
    checkTogether(get, line, pool, say);
    const username = strip(raw[header.indexOf("cognito:username")] ?? "");
    if (header.includes("cognito:username") && username !== "") {
        checkRepeated(username, line, pool, seen, say);
    }
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
    for (const [column, rules] of pool.attributes ?? []) {
        const isContactMissing =
            (column === "email" && isTrue("email_verified")) ||
            (column === "phone_number" && isTrue("phone_number_verified"));
        if (rules.required && get(column) === "" && !isContactMissing) {
            say("attribute-missing", line, column);
        }
    }
}

function checkRepeated(username: string, line: number, pool: CsvPoolRules, seen: Seen, say: Say): void {
    const key = pool.caseSensitiveUsernames === true ? username : username.toLowerCase();
    const others = seen.get(key) ?? [];
    const isSame = others.some((other) => other === username || pool.caseSensitiveUsernames === false);
    if (isSame) {
        say("username-repeated", line, "cognito:username");
    } else if (others.length > 0) {
        say("username-maybe-repeated", line, "cognito:username");
    }
    seen.set(key, [...others, username]);
}
