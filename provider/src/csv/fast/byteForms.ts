/**
 * Quick looks at bytes that leave every doubt to the rules in plain strings: what passes here passes there, while what
 * fails here may pass there.
 */
import { daysOf } from "../values/formRules";

/** 1 for `true` and 0 for `false` in any case, else -1. */
export function booleanAt(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length !== 4 && length !== 5) {
        return -1;
    }
    // The bit that tells upper from lower case is set, and the letters are put into one number.
    const head =
        (((bytes[start] as number) | 0x20) << 24) |
        (((bytes[start + 1] as number) | 0x20) << 16) |
        (((bytes[start + 2] as number) | 0x20) << 8) |
        ((bytes[start + 3] as number) | 0x20);
    if (length === 4 && head === 0x74727565) {
        return 1;
    }
    return length === 5 && head === 0x66616c73 && ((bytes[start + 4] as number) | 0x20) === 0x65 ? 0 : -1;
}

/** Whether there are visible ASCII characters only, none of them a space. */
export function isVisibleAscii(bytes: Uint8Array, start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        if (byte <= 0x20 || byte >= 0x7f) {
            return false;
        }
    }
    return true;
}

/** Whether this is visible ASCII with one @ somewhere in the midst of it, and no apostrophe at its end. */
export function isPlainEmail(bytes: Uint8Array, start: number, end: number): boolean {
    let signs = 0;
    for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        if (byte <= 0x20 || byte >= 0x7f) {
            return false;
        }
        signs += byte === 0x40 ? 1 : 0;
    }
    const last = bytes[end - 1];
    return signs === 1 && bytes[start] !== 0x40 && last !== 0x40 && last !== 0x27;
}

/** Whether this is a plus sign and up to 15 digits, the first of them no zero. */
export function isPlainPhone(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    return (
        length >= 2 &&
        length <= 16 &&
        bytes[start] === 0x2b &&
        bytes[start + 1] !== 0x30 &&
        areDigits(bytes, start + 1, end)
    );
}

/** Whether this is a day of the calendar, written as mm/dd/yyyy. */
export function isPlainDate(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start !== 10 || bytes[start + 2] !== 0x2f || bytes[start + 5] !== 0x2f) {
        return false;
    }
    const month = digitsAt(bytes, start, start + 2);
    const day = digitsAt(bytes, start + 3, start + 5);
    const year = digitsAt(bytes, start + 6, end);
    if (month < 1 || month > 12 || day < 1 || year < 0) {
        return false;
    }
    return day <= 28 || day <= daysOf(month, year);
}

/** The whole number of up to 15 digits that is written here, `NaN` for anything else. */
export function wholeNumberAt(bytes: Uint8Array, start: number, end: number): number {
    const isNegative = bytes[start] === 0x2d;
    const value = digitsAt(bytes, isNegative ? start + 1 : start, end);
    return value < 0 ? Number.NaN : isNegative ? -value : value;
}

function areDigits(bytes: Uint8Array, start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        if (byte < 0x30 || byte > 0x39) {
            return false;
        }
    }
    return true;
}

/** The number that 1 to 15 digits write, -1 for anything else. */
function digitsAt(bytes: Uint8Array, start: number, end: number): number {
    if (end <= start || end - start > 15) {
        return -1;
    }
    let value = 0;
    for (let at = start; at < end; at++) {
        const digit = (bytes[at] as number) - 0x30;
        if (digit < 0 || digit > 9) {
            return -1;
        }
        value = value * 10 + digit;
    }
    return value;
}

/** How long a text is, `\\,` being one comma, in each way that Cognito may count. */
export function measureText(
    bytes: Uint8Array,
    start: number,
    end: number,
): { characters: number; units: number; writtenBytes: number } {
    let characters = 0;
    let surrogates = 0;
    let escapes = 0;
    for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        characters += (byte & 0xc0) === 0x80 ? 0 : 1;
        surrogates += byte >= 0xf0 ? 1 : 0;
        escapes += byte === 0x5c && at + 1 < end && bytes[at + 1] === 0x2c ? 1 : 0;
    }
    const unescaped = characters - escapes;
    return { characters: unescaped, units: unescaped + surrogates, writtenBytes: end - start - escapes };
}

/** Whether a value begins or ends with what may be a space of Unicode beyond ASCII. */
export function hasUnicodeSpaceAtEdge(bytes: Uint8Array, start: number, end: number): boolean {
    return (
        isUnicodeSpaceAt(bytes, start, end) ||
        (bytes[end - 2] === 0xc2 && isUnicodeSpaceAt(bytes, end - 2, end)) ||
        isUnicodeSpaceAt(bytes, end - 3, end)
    );
}

/** By the first bytes in UTF-8 of the spaces: U+0085, U+00A0, U+1680, U+2000 to U+207F in one go, U+3000, U+FEFF. */
function isUnicodeSpaceAt(bytes: Uint8Array, start: number, end: number): boolean {
    if (start + 1 >= end) {
        return false;
    }
    const second = bytes[start + 1] as number;
    switch (bytes[start]) {
        case 0xc2:
            return second === 0x85 || second === 0xa0;
        case 0xe1:
            return second === 0x9a;
        case 0xe2:
            return second === 0x80 || second === 0x81;
        case 0xe3:
            return second === 0x80;
        case 0xef:
            return second === 0xbb;
        default:
            return false;
    }
}

/** The text of these bytes. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
