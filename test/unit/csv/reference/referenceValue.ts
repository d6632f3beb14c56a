import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import { formOfDate, isDate } from "./referenceDates";
import type { Say } from "./referenceHeader";

/** Checks one value, trimmed and unescaped, by its column. */
export function checkOne(column: string, value: string, line: number, pool: CsvPoolRules, say: Say): void {
    const rules = pool.attributes?.get(column);
    if (value === "") {
        if (column === "cognito:username") {
            say("username-missing", line, column);
        }
        return;
    }
    if (column !== "birthdate" || isDate(value)) {
        checkSize(column, value, line, rules?.dataType === "String" ? rules : {}, say);
    }
    if (column === "cognito:username") {
        checkName(value, line, pool, say);
        return;
    }
    const edges = [[...value][0] ?? "", [...value].at(-1) ?? ""];
    if (edges.some((edge) => /[\p{Z}\u0085\u200b\ufeff]/u.test(edge))) {
        say("value-unicode-space", line, column);
    }
    checkKind(column, value, line, rules, say);
}

function checkName(value: string, line: number, pool: CsvPoolRules, say: Say): void {
    const characters = [...value];
    const column = "cognito:username";
    const isAlias = (form: string): boolean => pool.aliasAttributes?.some((alias) => alias === form) ?? false;
    if ((isAlias("email") && looksLikeEmail(value)) || (isAlias("phone_number") && looksLikePhone(value))) {
        say("username-alias-form", line, column, isAlias("email") && looksLikeEmail(value) ? "email" : "phone");
        return;
    }
    if (characters.some((one) => one === "\t" || /\p{Z}/u.test(one))) {
        say("username-space", line, column);
    } else if (characters.some((one) => /\p{Cc}/u.test(one))) {
        say("username-control-character", line, column);
    } else if (characters.some((one) => /\p{Cf}/u.test(one))) {
        say("username-invisible-character", line, column);
    }
    const forms = pool.usernameAttributes ?? [];
    const fits = forms.some((form) => (form === "email" ? looksLikeEmail(value) : looksLikePhone(value)));
    if (forms.length > 0 && !fits) {
        const hexDigits = value.split("-").map((part) => (/^[0-9a-fA-F]+$/.test(part) ? part.length : 0));
        say(hexDigits.join() === "8,4,4,4,12" ? "username-uuid" : "username-form", line, column);
    }
    const provider = ["GOOGLE_", "FACEBOOK_", "SIGNINWITHAPPLE_", "LOGINWITHAMAZON_"].find(
        (one) => value.slice(0, one.length).replace(/[a-z]/g, (letter) => letter.toUpperCase()) === one,
    );
    if (forms.length === 0 && provider !== undefined && provider.length < value.length && !value.includes("@")) {
        say("username-federated", line, column);
    }
}

/** A plus sign and digits, as the reference knows numbers. */
export function looksLikePhone(value: string): boolean {
    return /^\+[0-9]{1,15}$/.test(value);
}

function checkSize(
    column: string,
    value: string,
    line: number,
    rules: { minLength?: number; maxLength?: number },
    say: Say,
): void {
    const isName = column === "cognito:username";
    const most = Math.min(isName ? 128 : 2048, rules.maxLength ?? Number.POSITIVE_INFINITY);
    const least = rules.minLength ?? 0;
    const points = [...value].length;
    const bytes = new TextEncoder().encode(value).length;
    const prefix = isName ? "username" : "value";
    if (points > most) {
        say(`${prefix}-too-long`, line, column);
    } else if (value.length > most || (!isName && bytes > 2048)) {
        say(`${prefix}-maybe-too-long`, line, column, !isName && bytes > 2048 ? "bytes" : "units");
    }
    if (value.length < least) {
        say("value-too-short", line, column);
    } else if (points < least) {
        say("value-maybe-too-short", line, column);
    }
}

/** One address. */
export function looksLikeEmail(value: string): boolean {
    const quoted = /^"([^"]+)"@(.+)$/.exec(value);
    const [local, domain] = quoted ? ["x", quoted[2] ?? ""] : value.split("@");
    const characters = [...(quoted?.[1] ?? ""), ...(quoted ? "" : value), ...(domain ?? "")];
    const isSplitOnce = quoted ? !(domain ?? "@").includes("@") : value.split("@").length === 2;
    const hasControl = characters.some((one) => /\p{Cc}/u.test(one));
    const hasSpace = (quoted ? (domain ?? "") : value).match(/\s/) !== null;
    return isSplitOnce && local !== "" && domain !== "" && domain !== undefined && !hasControl && !hasSpace;
}

function checkKind(
    column: string,
    value: string,
    line: number,
    rules: { dataType?: string; minValue?: number; maxValue?: number } | undefined,
    say: Say,
): void {
    const isFlag = ["email_verified", "phone_number_verified", "cognito:mfa_enabled"].includes(column);
    if (
        isFlag ||
        column === "phone_number" ||
        column === "birthdate" ||
        column === "updated_at" ||
        (column.includes(":") && rules?.dataType === "Number")
    ) {
        if (value.startsWith("'") && value !== "'") {
            say("leading-apostrophe", line, column);
            checkKind(column, value.slice(1).trimStart(), line, rules, say);
            return;
        }
    }
    if (isFlag) {
        if (!["TRUE", "FALSE"].includes(value.toUpperCase())) {
            say(
                ["YES", "1", "0", "-1", "VRAI", "FALSCH", "T", "F"].includes(value.toUpperCase())
                    ? "boolean-word"
                    : "boolean-value",
                line,
                column,
            );
        }
    } else if (column === "email") {
        if (!looksLikeEmail(value)) {
            say("email-form", line, column);
        }
    } else if (column === "phone_number") {
        if (!looksLikePhone(value)) {
            const isRounded = /^[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+$/.test(value);
            const isBare = /^[0-9]+(\.0+)?$/.test(value);
            say(isRounded ? "phone-number-rounded" : isBare ? "phone-number-plus" : "phone-number-form", line, column);
        } else if (value.startsWith("+0")) {
            say("phone-number-country", line, column);
        }
    } else if (column === "birthdate") {
        checkDate(value, line, say);
    } else if (column === "updated_at" || (column.includes(":") && rules?.dataType === "Number")) {
        checkAmount(column, value, line, rules, say);
    }
}

function checkDate(value: string, line: number, say: Say): void {
    if (!isDate(value)) {
        say(`birthdate-${formOfDate(value)}`, line, "birthdate");
    }
}

function checkAmount(
    column: string,
    value: string,
    line: number,
    rules: { minValue?: number; maxValue?: number } | undefined,
    say: Say,
): void {
    const isNumber = /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$/.test(value);
    if (column === "updated_at") {
        if (!isNumber || Number(value) < 0) {
            say("updated-at-form", line, column);
            return;
        }
        if (Number(value) >= 100_000_000_000) {
            say("updated-at-milliseconds", line, column);
        }
    }
    if (!isNumber) {
        say("number-form", line, column);
        return;
    }
    if (!/^-?[0-9]+$/.test(value)) {
        say("number-maybe-refused", line, column);
    }
    if (Number(value) < (rules?.minValue ?? -Infinity) || Number(value) > (rules?.maxValue ?? Infinity)) {
        say("number-range", line, column);
    }
}
