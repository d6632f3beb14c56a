/** Values as spreadsheets and databases write them, which Cognito does not accept. */
import type { CsvProblemCode } from "../problems/csvProblemCodes";

/** Why a value does not have the form of its column. */
export interface ValueCause {
    readonly code: CsvProblemCode;
    /** Fits every value of the same cause. */
    readonly message: string;
}

const asText = "format the column as text before you fill it";

const roundedPhone: ValueCause = {
    code: "phone-number-rounded",
    message: `A spreadsheet changed the phone number to a number like 1.55501E+10, and its last digits are lost. Format the column as text before you fill it, enter it again, and write +15550100123.`,
};
const phoneWithoutPlus: ValueCause = {
    code: "phone-number-plus",
    message: `The phone number has no plus sign. A spreadsheet may have removed it. Write a plus sign and the country code, such as +15550100123. In a spreadsheet, ${asText}.`,
};
const yearFirst: ValueCause = {
    code: "birthdate-year-first",
    message: "The date begins with the year. Write mm/dd/yyyy, such as 12/10/1985 for 10 December 1985.",
};
const dayFirst: ValueCause = {
    code: "birthdate-day-first",
    message:
        "The day comes before the month. Write mm/dd/yyyy, such as 12/10/1985 for 10 December 1985. Check all dates: Cognito reads a day up to 12 as the month.",
};
const spreadsheetDate: ValueCause = {
    code: "birthdate-spreadsheet",
    message:
        "The date is in a spreadsheet's format. Format the column as mm/dd/yyyy, with leading zeros and a four-digit year, such as 12/10/1985.",
};
const otherWord: ValueCause = {
    code: "boolean-word",
    message:
        "Cognito does not know this word for true or false. Spreadsheets in other languages (VRAI, FALSCH) and databases (1, 0, t, f, yes, no) write such words. Write TRUE or FALSE.",
};

/** True and false in the languages of spreadsheets, in databases and in forms; in lower case, in which the Turkish I is an i. */
const booleanWords: ReadonlySet<string> = new Set(
    (
        "1 0 1.0 0.0 -1 t f y n yes no on off x " +
        "vrai faux oui non wahr falsch ja nein verdadero falso sí si sì vero verdadeiro sim não nao waar onwaar nee " +
        "prawda fałsz tak nie sant falskt sann usann sand falsk nej nei tosi epätosi kyllä ei doğru yanliş yanlış evet hayır hayir " +
        "pravda nepravda ano ne igaz hamis igen nem da nu истина ложь да нет"
    ).split(" "),
);

/** Why a value is not a phone number; `undefined` if the cause is not known. */
export function causeOfPhone(value: string): ValueCause | undefined {
    if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/iu.test(value)) {
        return roundedPhone;
    }
    return /^\d+(?:\.0+)?$/u.test(value) ? phoneWithoutPlus : undefined;
}

/** Why a value is not a birthdate; `undefined` if the cause is not known. */
export function causeOfBirthdate(value: string): ValueCause | undefined {
    // An hour may follow, which dates of spreadsheets and databases have.
    const date = value.replace(/[ T]\d\d?:.*$/u, "");
    if (/^\d{4}[-/.]\d\d?[-/.]\d\d?$/u.test(date) || isCompactDate(date)) {
        return yearFirst;
    }
    const parts = /^(\d\d?)([-/.])(\d\d?)\2(\d\d|\d{4})$/u.exec(date);
    if (parts === null) {
        const hasMonthName = /^\d\d?[-. /]*\p{L}{3,}\.?[-. /]*(?:\d\d|\d{4})$/u.test(date);
        return hasMonthName || isSerialNumber(value) ? spreadsheetDate : undefined;
    }
    const [, first, separator, second, year = ""] = parts;
    if (isMonth(second) && isDay(first) && (separator === "." || !isMonth(first))) {
        return dayFirst;
    }
    const isWritten =
        date === value && separator === "/" && year.length === 4 && first?.length === 2 && second?.length === 2;
    // Otherwise it has the right form, but is not a day of the calendar.
    return !isWritten && isMonth(first) && isDay(second) ? spreadsheetDate : undefined;
}

/** Why a value is neither true nor false; `undefined` if the cause is not known. */
export function causeOfBoolean(value: string): ValueCause | undefined {
    return booleanWords.has(value.toLowerCase()) ? otherWord : undefined;
}

/** A year, month and day without anything between them, of somebody who may live. */
function isCompactDate(date: string): boolean {
    return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(date);
}

/** Days since 1900, as spreadsheets count, from 1927 to 2064. */
function isSerialNumber(value: string): boolean {
    return /^[1-5]\d{4}(?:\.\d+)?$/u.test(value);
}

function isMonth(part: string | undefined): boolean {
    return Number(part) >= 1 && Number(part) <= 12;
}

function isDay(part: string | undefined): boolean {
    return Number(part) >= 1 && Number(part) <= 31;
}
