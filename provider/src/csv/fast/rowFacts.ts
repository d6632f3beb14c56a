import type { CsvPoolRules } from "../types";

const emailIsTrue = 1;
const phoneIsTrue = 2;
const emailIsFilled = 4;
const phoneIsFilled = 8;

/** What the values of one row say together: whether they make a row that the pool takes. */
export class RowFacts {
    /** Where the address of the row begins and ends; nowhere, where there is none. */
    emailStart = 0;
    emailEnd = 0;
    /** The same of its number. */
    phoneStart = 0;
    phoneEnd = 0;
    private readonly verifiedMask: number;
    /** Of these one must be there; 0: none. */
    private readonly wantedContacts: number;
    /** 1 for true, 0 for false, -1 for either. */
    private readonly wantedMfa: number;
    private facts = 0;

    constructor(pool: CsvPoolRules) {
        const verified = pool.autoVerifiedAttributes ?? ["email", "phone_number"];
        this.verifiedMask =
            (verified.includes("email") ? emailIsTrue : 0) | (verified.includes("phone_number") ? phoneIsTrue : 0);
        this.wantedContacts =
            (pool.mfaContacts?.includes("email") ? emailIsFilled : 0) |
            (pool.mfaContacts?.includes("phone_number") ? phoneIsFilled : 0);
        this.wantedMfa = pool.mfaConfiguration === "ON" ? 1 : pool.mfaConfiguration === "OFF" ? 0 : -1;
    }

    /** Forgets the row before. */
    clear(): void {
        this.facts = 0;
        this.emailEnd = 0;
        this.phoneEnd = 0;
    }

    /** Whether the row says that its address is verified. */
    get isEmailVerified(): boolean {
        return (this.facts & emailIsTrue) !== 0;
    }

    /** Whether the row says that its number is verified. */
    get isPhoneVerified(): boolean {
        return (this.facts & phoneIsTrue) !== 0;
    }

    /** There is an address. */
    addEmail(start: number, end: number): void {
        this.emailStart = start;
        this.emailEnd = end;
        this.facts |= emailIsFilled;
    }

    /** There is a number. */
    addPhone(start: number, end: number): void {
        this.phoneStart = start;
        this.phoneEnd = end;
        this.facts |= phoneIsFilled;
    }

    /** @returns whether `value` is true or false: 1 or 0 */
    addEmailVerified(value: number): boolean {
        this.facts |= value === 1 ? emailIsTrue : 0;
        return value >= 0;
    }

    /** @returns whether `value` is true or false: 1 or 0 */
    addPhoneVerified(value: number): boolean {
        this.facts |= value === 1 ? phoneIsTrue : 0;
        return value >= 0;
    }

    /** Whether `value`, 1 for true and 0 for false, is what the pool requires for multi-factor authentication. */
    isMfa(value: number): boolean {
        return this.wantedMfa < 0 ? value >= 0 : value === this.wantedMfa;
    }

    /** Whether one of the pool's auto-verified attributes is true, what is true is there, and so is what codes go to. */
    areClean(): boolean {
        const { facts } = this;
        return (
            (facts & this.verifiedMask) !== 0 &&
            (this.wantedContacts === 0 || (facts & this.wantedContacts) !== 0) &&
            ((facts & emailIsTrue) === 0 || (facts & emailIsFilled) !== 0) &&
            ((facts & phoneIsTrue) === 0 || (facts & phoneIsFilled) !== 0)
        );
    }
}
