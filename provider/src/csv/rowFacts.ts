import type { CsvPoolRules } from "./types";

const emailIsTrue = 1;
const phoneIsTrue = 2;
const emailIsFilled = 4;
const phoneIsFilled = 8;

/** What the values of one row say together: whether they make a row that the pool takes. */
export class RowFacts {
    private readonly verifiedMask: number;
    /** 1 for true, 0 for false, -1 for either. */
    private readonly wantedMfa: number;
    private facts = 0;

    constructor(pool: CsvPoolRules) {
        const verified = pool.autoVerifiedAttributes ?? ["email", "phone_number"];
        this.verifiedMask =
            (verified.includes("email") ? emailIsTrue : 0) | (verified.includes("phone_number") ? phoneIsTrue : 0);
        this.wantedMfa = pool.mfaConfiguration === "ON" ? 1 : pool.mfaConfiguration === "OFF" ? 0 : -1;
    }

    /** Forgets the row before. */
    clear(): void {
        this.facts = 0;
    }

    /** There is an address. */
    addEmail(): void {
        this.facts |= emailIsFilled;
    }

    /** There is a number. */
    addPhone(): void {
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

    /** Whether `value`, 1 for true and 0 for false, is what the pool wants of multi-factor authentication. */
    isMfa(value: number): boolean {
        return this.wantedMfa < 0 ? value >= 0 : value === this.wantedMfa;
    }

    /** Whether one of the pool's auto-verified attributes is true, and what is true is there. */
    areClean(): boolean {
        const { facts } = this;
        return (
            (facts & this.verifiedMask) !== 0 &&
            ((facts & emailIsTrue) === 0 || (facts & emailIsFilled) !== 0) &&
            ((facts & phoneIsTrue) === 0 || (facts & phoneIsFilled) !== 0)
        );
    }
}
