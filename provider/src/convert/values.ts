import type { PhoneRule } from "./mapping";

/** A day or moment. */
export interface ReadDate {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    /** Seconds since 1970. */
    readonly seconds: number;
}

/**
 * Reads a date as the source writes it.
 *
 * @param form `yyyy`, `mm` or `m`, `dd` or `d` with anything between them; `iso` (a date, or a time with its zone); `seconds` or
 *   `milliseconds` since 1970
 * @returns `undefined` where it is not of the form, or no day of the calendar
 */
export function readDate(text: string, form: string): ReadDate | undefined {
    if (form === "seconds" || form === "milliseconds") {
        const number = /^-?\d{1,15}(?:\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
        return momentOf(form === "seconds" ? number * 1000 : number);
    }
    if (form === "iso") {
        const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?)?$/iu.exec(
            text,
        );
        const day = match === null ? undefined : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
        if (day === undefined || match?.[4] === undefined) {
            return day;
        }
        const moment = momentOf(Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${zoneOf(match[5])}`));
        // The day is the one that is written, not the one in Greenwich.
        return moment === undefined ? undefined : { ...day, seconds: moment.seconds };
    }
    const groups = patternOf(form).exec(text)?.groups;
    return groups === undefined ? undefined : dayOf(Number(groups.yyyy), Number(groups.m), Number(groups.d));
}

/** As Cognito takes a birthdate: mm/dd/yyyy. */
export function asBirthdate({ year, month, day }: ReadDate): string {
    return `${twoDigits(month)}/${twoDigits(day)}/${String(year).padStart(4, "0")}`;
}

/**
 * Makes an international number: takes out spaces and the marks between digits, `00` becomes the plus sign, and a national number
 * gets the country code.
 *
 * @returns what is not a number as it was, so that the rules of the CSV say so
 */
export function asPhoneNumber(text: string, { countryCode, trunkPrefix }: PhoneRule): string {
    const bare = text.replace(/[\s\u00a0\-().\u2010-\u2015/]/gu, "");
    if (!/^\+?\d+$/u.test(bare)) {
        return text;
    }
    if (bare.startsWith("+")) {
        return bare;
    }
    if (bare.startsWith("00")) {
        return `+${bare.slice(2)}`;
    }
    const isTrunk = trunkPrefix !== undefined && bare.startsWith(trunkPrefix);
    return `+${countryCode.replace("+", "")}${isTrunk ? bare.slice(trunkPrefix.length) : bare}`;
}

const patterns = new Map<string, RegExp>();

function patternOf(form: string): RegExp {
    const known = patterns.get(form);
    if (known !== undefined) {
        return known;
    }
    const parts: Readonly<Record<string, string>> = {
        yyyy: "(?<yyyy>\\d{4})",
        mm: "(?<m>\\d{2})",
        m: "(?<m>\\d{1,2})",
        dd: "(?<d>\\d{2})",
        d: "(?<d>\\d{1,2})",
    };
    const source = form.replace(/yyyy|mm?|dd?|./gu, (part) => parts[part] ?? part.replace(/[.\-/]/u, "\\$&"));
    const pattern = new RegExp(`^${source}$`, "u");
    patterns.set(form, pattern);
    return pattern;
}

/** A time without a zone is taken for one in UTC. */
function zoneOf(zone: string | undefined): string {
    return zone === undefined ? "Z" : zone.toUpperCase();
}

function dayOf(year: number, month: number, day: number): ReadDate | undefined {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
        ? { year, month, day, seconds: date.getTime() / 1000 }
        : undefined;
}

function momentOf(milliseconds: number): ReadDate | undefined {
    const date = new Date(milliseconds);
    return Number.isNaN(date.getTime())
        ? undefined
        : {
              year: date.getUTCFullYear(),
              month: date.getUTCMonth() + 1,
              day: date.getUTCDate(),
              seconds: Math.floor(milliseconds / 1000),
          };
}

function twoDigits(number: number): string {
    return String(number).padStart(2, "0");
}
