import type { CsvAttributeRules, CsvPoolRules } from "../../../../provider/src/csv/types";
import { looksLikeEmail, looksLikePhone } from "./referenceAddress";
import { birthdateFault, booleanFault, phoneFault } from "./referenceBrought";
import { hashFault } from "./referenceHash";
import type { Say } from "./referenceReport";
import { checkUsername } from "./referenceUsername";
import type { ReferenceJob } from "./referenceValidator";

/** The columns that hold true or false. */
const flags: readonly string[] = ["email_verified", "phone_number_verified", "cognito:mfa_enabled"];

/** The columns whose values have a form in every pool. */
const formed: readonly string[] = [...flags, "email", "phone_number", "birthdate", "updated_at", "password_hash"];

/** Checks one value, trimmed and unescaped, by its column. */
export function checkValue(column: string, written: string, line: number, job: ReferenceJob, say: Say): void {
    const { pool = {} } = job;
    if (written === "") {
        if (column === "cognito:username") {
            say("username-missing", line, column);
        }
        return;
    }
    const rules = pool.attributes?.get(column);
    // Of a birthdate that is none the length says nothing.
    if (column !== "birthdate" || isDay(written)) {
        checkLength(column, written, line, rules, say);
    }
    if (column === "cognito:username") {
        checkUsername(written, line, pool, say);
        return;
    }
    if (/^[\p{Z}\u0085\u200b\ufeff]|[\p{Z}\u0085\u200b\ufeff]$/u.test(written)) {
        say("value-unicode-space", line, column);
    }
    const isNumber = isCustom(column) && rules?.dataType === "Number";
    const hasForm = isFormed(column, pool);
    // Spreadsheets mark text so.
    const hasApostrophe = hasForm && column !== "email" && /^'\s*\S/.test(written);
    if (hasApostrophe) {
        say("leading-apostrophe", line, column);
    }
    const value = hasApostrophe ? written.slice(1).trimStart() : written;
    if (isNumber) {
        checkNumber(column, value, line, rules, say);
    } else if (hasForm) {
        checkForm(column, value, line, job, say);
    }
}

/** Whether the values of a column have a form, so that they are not free text. */
export function isFormed(column: string, pool: CsvPoolRules): boolean {
    return formed.includes(column) || (isCustom(column) && pool.attributes?.get(column)?.dataType === "Number");
}

function checkForm(column: string, value: string, line: number, job: ReferenceJob, say: Say): void {
    const hash = column === "password_hash" ? hashFault(value, job.passwordHashingAlgorithm) : undefined;
    if (hash !== undefined) {
        say(hash.code, line, column, hash.cause);
    } else if (flags.includes(column) && !/^(true|false)$/i.test(value)) {
        say(booleanFault(value), line, column);
    } else if (column === "email" && !looksLikeEmail(value)) {
        say("email-form", line, column);
    } else if (column === "phone_number") {
        checkPhone(value, line, say);
    } else if (column === "birthdate" && !isDay(value)) {
        say(birthdateFault(value), line, column);
    } else if (column === "updated_at") {
        checkTime(value, line, job.pool?.attributes?.get(column), say);
    }
}

function isCustom(column: string): boolean {
    return column.includes(":") && !column.startsWith("cognito:");
}

/** The schema's lengths are characters; the guide's 2,048 are characters too, and bytes on its page of quotas. */
function checkLength(
    column: string,
    value: string,
    line: number,
    rules: CsvAttributeRules | undefined,
    say: Say,
): void {
    const isName = column === "cognito:username";
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = rules?.dataType === "String" ? rules : {};
    const most = Math.min(isName ? 128 : 2048, maxLength);
    const characters = [...value].length;
    const units = value.length;
    if (characters > most) {
        say(isName ? "username-too-long" : "value-too-long", line, column);
    } else if (isName ? units > most : units > most || Buffer.byteLength(value) > 2048) {
        const cause = Buffer.byteLength(value) > 2048 ? "bytes" : "units";
        say(isName ? "username-maybe-too-long" : "value-maybe-too-long", line, column, cause);
    }
    if (units < minLength) {
        say("value-too-short", line, column);
    } else if (characters < minLength) {
        say("value-maybe-too-short", line, column);
    }
}

function checkPhone(value: string, line: number, say: Say): void {
    if (!looksLikePhone(value)) {
        say(phoneFault(value), line, "phone_number");
    } else if (value.startsWith("+0")) {
        say("phone-number-country", line, "phone_number");
    }
}

/** A day of the calendar, month first, with leading zeros. */
function isDay(value: string): boolean {
    const [, month, day, year] = /^([0-9]{2})\/([0-9]{2})\/([0-9]{4})$/.exec(value) ?? [];
    const written = new Date(`${year}-${month}-${day}T00:00:00Z`);
    // JavaScript reads February 30 as March 1 or as no day at all.
    return !Number.isNaN(written.getTime()) && written.getUTCDate() === Number(day);
}

function checkTime(value: string, line: number, rules: CsvAttributeRules | undefined, say: Say): void {
    if (!hasNumberForm(value) || Number(value) < 0) {
        say("updated-at-form", line, "updated_at");
        return;
    }
    if (Number(value) >= Date.UTC(5138, 10, 16, 9, 46, 40) / 1000) {
        say("updated-at-milliseconds", line, "updated_at");
    }
    checkNumber("updated_at", value, line, rules, say);
}

function checkNumber(
    column: string,
    value: string,
    line: number,
    rules: CsvAttributeRules | undefined,
    say: Say,
): void {
    if (!hasNumberForm(value)) {
        say("number-form", line, column);
        return;
    }
    if (!/^-?[0-9]+$/.test(value)) {
        say("number-maybe-refused", line, column);
    }
    const { minValue = Number.NEGATIVE_INFINITY, maxValue = Number.POSITIVE_INFINITY } = rules ?? {};
    if (Number(value) < minValue || Number(value) > maxValue) {
        say("number-range", line, column);
    }
}

function hasNumberForm(value: string): boolean {
    return /^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[-+]?[0-9]+)?$/i.test(value);
}
