import type { CsvProblemCode } from "../problems/csvProblemCodes";
import type { ColumnKind, ColumnPlan } from "../rows/columnPlan";
import { passwordHashProblem } from "./passwordHash";
import { causeOfBirthdate, causeOfBoolean, causeOfPhone, type ValueCause } from "./spreadsheetValues";

/** Takes one problem of the value that is being checked; `general` is said of several rows, where the message fits one only. */
export type Report = (code: CsvProblemCode, message: string, general?: string) => void;

const numberForm = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/u;
const wholeNumber = /^-?\d+$/u;
const emailForm = /^("[^"\p{Cc}]+"|[^\s\p{Cc}@]+)@[^\s\p{Cc}@]+$/u;
const phoneForm = /^\+\d{1,15}$/u;

const noPhone: ValueCause = {
    code: "phone-number-form",
    message: "This is not a phone number. Write a plus sign and up to 15 digits, such as +15550100123.",
};
const noBirthdate: ValueCause = {
    code: "birthdate-form",
    message: "This is not a date in the form mm/dd/yyyy. Write 12/10/1985 for 10 December 1985.",
};
const noBoolean: ValueCause = {
    code: "boolean-value",
    message: "This is neither TRUE nor FALSE. Write TRUE or FALSE.",
};

/** From here on a number of seconds lies after the year 5000, and is rather one of milliseconds. */
export const firstImplausibleSecond = 100_000_000_000;

/** `true` and `false` in any case, or `undefined` for anything else. AWS's example writes TRUE and FALSE. */
export function readBoolean(value: string): boolean | undefined {
    const lower = value.toLowerCase();
    return lower === "true" ? true : lower === "false" ? false : undefined;
}

/** Assumed: Cognito accepts one @ with something on both sides, and no spaces. */
export function isEmail(value: string): boolean {
    return emailForm.test(value);
}

/** A plus sign and up to 15 digits, the most that E.164 has. */
export function isPhoneNumber(value: string): boolean {
    return phoneForm.test(value);
}

/** A day of the calendar, written as mm/dd/yyyy. */
export function isBirthdate(value: string): boolean {
    const match = /^(\d\d)\/(\d\d)\/(\d{4})$/u.exec(value);
    if (match === null) {
        return false;
    }
    const [month, day, year] = match.slice(1).map(Number) as [number, number, number];
    return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(month, year);
}

/** Checks the form of a value that is not empty, by the kind of its column. */
export function checkForm(written: string, plan: ColumnPlan, report: Report): void {
    const value = withoutApostrophe(written, plan, report);
    switch (plan.kind) {
        case "email":
            if (!isEmail(value)) {
                report("email-form", "This is not an e-mail address. Write one address, such as name@example.com.");
            }
            return;
        case "phone":
            checkPhone(value, report);
            return;
        case "birthdate":
            if (!isBirthdate(value)) {
                reportCause(causeOfBirthdate(value) ?? noBirthdate, report);
            }
            return;
        case "updatedAt":
            checkUpdatedAt(value, plan, report);
            return;
        case "number":
            checkNumber(value, plan, report);
            return;
        case "emailVerified":
        case "phoneVerified":
        case "mfa":
            if (readBoolean(value) === undefined) {
                reportCause(causeOfBoolean(value) ?? noBoolean, report);
            }
            return;
        case "passwordHash":
            checkPasswordHash(value, plan, report);
            return;
        case "otherType":
        case "text":
        case "username":
            return;
    }
}

/** Whether the values of such a column are any text, in which apostrophes are letters wherever they stand. */
export function isFreeText(kind: ColumnKind): boolean {
    return kind === "text" || kind === "username" || kind === "otherType";
}

/** Spreadsheets take an apostrophe before a value for "this is text", and some programs that read them give it out. */
function withoutApostrophe(value: string, { kind }: ColumnPlan, report: Report): string {
    // An address may begin with one, and so may any text.
    const rest = value.startsWith("'") ? value.slice(1).trimStart() : "";
    if (rest === "" || kind === "email" || isFreeText(kind)) {
        return value;
    }
    report(
        "leading-apostrophe",
        "The value begins with an apostrophe, which spreadsheets use to mark text. Remove the apostrophe.",
    );
    return rest;
}

function reportCause({ code, message }: ValueCause, report: Report): void {
    report(code, message);
}

/** Days of a month in the Gregorian calendar. */
export function daysOf(month: number, year: number): number {
    if (month === 2) {
        return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
    }
    return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function checkPasswordHash(value: string, { algorithm }: ColumnPlan, report: Report): void {
    if (algorithm === undefined) {
        report(
            "password-hash-without-algorithm",
            "The row has a password hash, but the job has no passwordHashingAlgorithm. Set it, or remove the column. AWS does not document what Cognito does with such a hash.",
        );
        return;
    }
    const problem = passwordHashProblem(value, algorithm);
    if (problem !== undefined) {
        report(problem.code, problem.message, problem.general);
    }
}

function checkPhone(value: string, report: Report): void {
    if (!isPhoneNumber(value)) {
        reportCause(causeOfPhone(value) ?? noPhone, report);
    } else if (value[1] === "0") {
        report("phone-number-country", "No country code begins with 0. Write the country code after the plus sign.");
    }
}

function checkUpdatedAt(value: string, plan: ColumnPlan, report: Report): void {
    if (!numberForm.test(value) || Number(value) < 0) {
        report("updated-at-form", "This is not a time in epoch seconds. Write seconds since 1970, such as 1700000000.");
        return;
    }
    if (Number(value) >= firstImplausibleSecond) {
        report("updated-at-milliseconds", "This seems to be in milliseconds. Write epoch seconds, such as 1700000000.");
    }
    checkNumber(value, plan, report);
}

/** Assumed: whole numbers in plain digits are always taken; a plus sign, a fraction or an exponent may not be. */
function checkNumber(value: string, plan: ColumnPlan, report: Report): void {
    if (!numberForm.test(value)) {
        report("number-form", "This is not a number. Write plain digits, such as 42 or -7.");
        return;
    }
    if (!wholeNumber.test(value)) {
        report(
            "number-maybe-refused",
            "Cognito may refuse a plus sign, a fraction or an exponent. Write plain digits.",
        );
    }
    const number = Number(value);
    if (number < plan.minValue || number > plan.maxValue) {
        report("number-range", `This number is outside the pool's bounds: ${bounds(plan)}.`);
    }
}

function bounds({ minValue, maxValue }: ColumnPlan): string {
    const parts = [
        ...(Number.isFinite(minValue) ? [`at least ${minValue}`] : []),
        ...(Number.isFinite(maxValue) ? [`at most ${maxValue}`] : []),
    ];
    return parts.join(" and ");
}
