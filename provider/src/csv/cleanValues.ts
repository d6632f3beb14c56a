import {
    booleanAt,
    hasUnicodeSpaceAtEdge,
    isPlainDate,
    isPlainEmail,
    isPlainPhone,
    isVisibleAscii,
    wholeNumberAt,
} from "./byteForms";
import type { ColumnKind, ColumnPlan } from "./columnPlan";
import { maxValueCharacters } from "./csvLimits";
import { firstImplausibleSecond } from "./formRules";
import type { CsvPoolRules } from "./types";
import { characterCount, readValue } from "./values";

const backslash = 0x5c;
const space = 0x20;
const tab = 0x09;
const quote = 0x22;

const text = 0;
const username = 1;
const email = 2;
const phone = 3;
const emailVerified = 4;
const phoneVerified = 5;
const mfa = 6;
const birthdate = 7;
const updatedAt = 8;
const number = 9;
const boolean = 10;

const codes: Readonly<Record<ColumnKind, number>> = {
    text,
    username,
    email,
    phone,
    emailVerified,
    phoneVerified,
    mfa,
    birthdate,
    updatedAt,
    number,
    boolean,
};

const emailIsTrue = 1;
const phoneIsTrue = 2;
const emailIsFilled = 4;
const phoneIsFilled = 8;

/** Tells the values in which nothing at all is wrong, by their bytes, and whether those of a row go together. */
export class CleanValues {
    /** Where the username of the last clean row begins and ends; nowhere, where there is none. */
    usernameStart = 0;
    usernameEnd = 0;
    private readonly kinds: Uint8Array;
    /** By column: 1 where a clean row may have no value. */
    readonly mayBeEmpty: Uint8Array;
    private readonly minBytes: Float64Array;
    private readonly maxBytes: Float64Array;
    private readonly minValues: Float64Array;
    private readonly maxValues: Float64Array;
    private readonly verifiedMask: number;
    private readonly mfaWanted: number;
    private readonly usernameForms: number;
    private facts = 0;

    constructor(plans: readonly ColumnPlan[], pool: CsvPoolRules) {
        this.kinds = Uint8Array.from(plans, ({ kind }) => codes[kind]);
        this.mayBeEmpty = Uint8Array.from(plans, (plan) => (mayBeEmpty(plan) ? 1 : 0));
        this.minBytes = Float64Array.from(plans, ({ minCharacters }) => (minCharacters > 1 ? 4 * minCharacters : 0));
        this.maxBytes = Float64Array.from(plans, ({ maxCharacters }) => maxCharacters);
        this.minValues = Float64Array.from(plans, ({ minValue }) => minValue);
        this.maxValues = Float64Array.from(plans, ({ maxValue }) => maxValue);
        const verified = pool.autoVerifiedAttributes ?? ["email", "phone_number"];
        this.verifiedMask =
            (verified.includes("email") ? emailIsTrue : 0) | (verified.includes("phone_number") ? phoneIsTrue : 0);
        this.mfaWanted = pool.mfaConfiguration === "ON" ? 1 : pool.mfaConfiguration === "OFF" ? 0 : -1;
        this.usernameForms = (pool.usernameAttributes ?? []).reduce(
            (forms, attribute) => forms | (attribute === "email" ? emailIsFilled : phoneIsFilled),
            0,
        );
    }

    /** Forgets the values of the row before. */
    beginRow(): void {
        this.facts = 0;
        this.usernameEnd = 0;
    }

    isCleanValue(bytes: Uint8Array, start: number, end: number, column: number): boolean {
        const first = bytes[start] as number;
        const last = bytes[end - 1] as number;
        const length = end - start;
        const isPlain =
            first > quote &&
            first < 0x80 &&
            last > space &&
            last < 0x80 &&
            last !== backslash &&
            length <= (this.maxBytes[column] as number) &&
            length >= (this.minBytes[column] as number);
        return isPlain
            ? this.kinds[column] === text || this.isCleanForm(bytes, start, end, column)
            : this.isCleanUnusual(bytes, start, end, column);
    }

    /** With spaces around it, of unusual length, or with other edges than visible ASCII. */
    private isCleanUnusual(bytes: Uint8Array, writtenStart: number, writtenEnd: number, column: number): boolean {
        let start = writtenStart;
        let end = writtenEnd;
        while (start < end && (bytes[start] === space || bytes[start] === tab)) {
            start++;
        }
        while (end > start && (bytes[end - 1] === space || bytes[end - 1] === tab)) {
            end--;
        }
        if (start === end) {
            return this.mayBeEmpty[column] === 1;
        }
        const first = bytes[start] as number;
        const last = bytes[end - 1] as number;
        return (
            first > space &&
            first !== quote &&
            last > space &&
            last !== backslash &&
            !hasUnicodeSpaceAtEdge(bytes, start, end) &&
            this.isCleanLength(bytes, start, end, column) &&
            (this.kinds[column] === text || this.isCleanForm(bytes, start, end, column))
        );
    }

    private isCleanLength(bytes: Uint8Array, start: number, end: number, column: number): boolean {
        const length = end - start;
        if (length <= (this.maxBytes[column] as number) && length >= (this.minBytes[column] as number)) {
            return true;
        }
        const value = readValue(textAt(bytes, start, end));
        const isUsername = this.kinds[column] === username;
        return (
            value.length <= (this.maxBytes[column] as number) &&
            (isUsername || Buffer.byteLength(value) <= maxValueCharacters) &&
            characterCount(value) * 4 >= (this.minBytes[column] as number)
        );
    }

    private isCleanForm(bytes: Uint8Array, start: number, end: number, column: number): boolean {
        switch (this.kinds[column]) {
            case username:
                this.usernameStart = start;
                this.usernameEnd = end;
                return this.isCleanUsername(bytes, start, end);
            case email:
                this.facts |= emailIsFilled;
                return isPlainEmail(bytes, start, end);
            case phone:
                this.facts |= phoneIsFilled;
                return isPlainPhone(bytes, start, end);
            case birthdate:
                return isPlainDate(bytes, start, end);
            case updatedAt:
            case number:
                return this.isCleanNumber(wholeNumberAt(bytes, start, end), column);
            default:
                return this.isCleanBoolean(booleanAt(bytes, start, end), column);
        }
    }

    private isCleanUsername(bytes: Uint8Array, start: number, end: number): boolean {
        if (this.usernameForms !== 0) {
            return (
                ((this.usernameForms & emailIsFilled) !== 0 && isPlainEmail(bytes, start, end)) ||
                ((this.usernameForms & phoneIsFilled) !== 0 && isPlainPhone(bytes, start, end))
            );
        }
        return isVisibleAscii(bytes, start, end) || !/[\p{Z}\p{C}]/u.test(textAt(bytes, start, end));
    }

    private isCleanNumber(value: number, column: number): boolean {
        const isTime = this.kinds[column] === updatedAt;
        return (
            value >= (this.minValues[column] as number) &&
            value <= (this.maxValues[column] as number) &&
            (!isTime || (value >= 0 && value < firstImplausibleSecond))
        );
    }

    private isCleanBoolean(value: number, column: number): boolean {
        switch (this.kinds[column]) {
            case emailVerified:
                this.facts |= value === 1 ? emailIsTrue : 0;
                break;
            case phoneVerified:
                this.facts |= value === 1 ? phoneIsTrue : 0;
                break;
            case mfa:
                return this.mfaWanted < 0 ? value >= 0 : value === this.mfaWanted;
            default:
                break;
        }
        return value >= 0;
    }

    /** Whether the values seen since `beginRow` make a clean row, those of the mandatory columns being among them. */
    isCleanRow(): boolean {
        const { facts } = this;
        return (
            this.usernameEnd > 0 &&
            (facts & this.verifiedMask) !== 0 &&
            ((facts & emailIsTrue) === 0 || (facts & emailIsFilled) !== 0) &&
            ((facts & phoneIsTrue) === 0 || (facts & phoneIsFilled) !== 0)
        );
    }
}

function mayBeEmpty({ kind, isRequired }: ColumnPlan): boolean {
    return !isRequired && !["username", "mfa", "emailVerified", "phoneVerified"].includes(kind);
}

function textAt(bytes: Uint8Array, start: number, end: number): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
