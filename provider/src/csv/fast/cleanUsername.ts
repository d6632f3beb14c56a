import type { CsvPoolRules } from "../types";
import { isPlainEmail, isPlainPhone, isVisibleAscii, textAt } from "./byteForms";
import type { RowFacts } from "./rowFacts";

const at = 0x40;
const plus = 0x2b;
const underscore = 0x5f;

/** Tells the usernames in which nothing at all is wrong, alone and beside what else is in their row, by their bytes. */
export class CleanUsername {
    /** Where the username of the row begins and ends; nowhere, where there is none. */
    start = 0;
    end = 0;
    private isEmail: boolean = false;
    private readonly mayBeEmail: boolean;
    private readonly mayBePhone: boolean;
    private readonly mayNotBeEmail: boolean;
    private readonly mayNotBePhone: boolean;

    constructor({ usernameAttributes = [], aliasAttributes = [] }: CsvPoolRules) {
        this.mayBeEmail = usernameAttributes.includes("email");
        this.mayBePhone = usernameAttributes.includes("phone_number");
        this.mayNotBeEmail = aliasAttributes.includes("email");
        this.mayNotBePhone = aliasAttributes.includes("phone_number");
    }

    /** Forgets the row before. */
    clear(): void {
        this.end = 0;
    }

    /** Takes the username of the row, which is not empty. @returns whether it is clean by itself */
    isClean(bytes: Uint8Array, start: number, end: number): boolean {
        this.start = start;
        this.end = end;
        if (this.isAliasForm(bytes, start, end)) {
            return false;
        }
        if (this.mayBeEmail || this.mayBePhone) {
            this.isEmail = this.mayBeEmail && isPlainEmail(bytes, start, end);
            return this.isEmail || (this.mayBePhone && isPlainPhone(bytes, start, end));
        }
        return (
            !mayBeFederated(bytes, start, end) &&
            (isVisibleAscii(bytes, start, end) || !/[\p{Z}\p{C}]/u.test(textAt(bytes, start, end)))
        );
    }

    /** Whether there is a username and, where it is an address or a number, no other one in that column. */
    fits(bytes: Uint8Array, facts: RowFacts): boolean {
        if (this.end === 0 || !(this.mayBeEmail || this.mayBePhone)) {
            return this.end > 0;
        }
        return this.isEmail
            ? facts.emailEnd === 0 || this.isSame(bytes, facts.emailStart, facts.emailEnd)
            : facts.phoneEnd === 0 || this.isSame(bytes, facts.phoneStart, facts.phoneEnd);
    }

    /** Whether this may be of a form that the pool has for aliases. */
    private isAliasForm(bytes: Uint8Array, start: number, end: number): boolean {
        return (this.mayNotBePhone && bytes[start] === plus) || (this.mayNotBeEmail && hasByte(bytes, start, end, at));
    }

    private isSame(bytes: Uint8Array, otherStart: number, otherEnd: number): boolean {
        const length = this.end - this.start;
        if (otherEnd - otherStart !== length) {
            return false;
        }
        for (let index = 0; index < length; index++) {
            if (bytes[this.start + index] !== bytes[otherStart + index]) {
                return false;
            }
        }
        return true;
    }
}

/** By its first letter, and the underscore after the name of a provider that begins with it. */
function mayBeFederated(bytes: Uint8Array, start: number, end: number): boolean {
    switch ((bytes[start] as number) | 0x20) {
        case 0x67:
            return isUnderscore(bytes, start + "google".length, end);
        case 0x66:
            return isUnderscore(bytes, start + "facebook".length, end);
        case 0x73:
            return isUnderscore(bytes, start + "signinwithapple".length, end);
        case 0x6c:
            return isUnderscore(bytes, start + "loginwithamazon".length, end);
        default:
            return false;
    }
}

function isUnderscore(bytes: Uint8Array, place: number, end: number): boolean {
    return place < end && bytes[place] === underscore;
}

function hasByte(bytes: Uint8Array, start: number, end: number, byte: number): boolean {
    for (let place = start; place < end; place++) {
        if (bytes[place] === byte) {
            return true;
        }
    }
    return false;
}
