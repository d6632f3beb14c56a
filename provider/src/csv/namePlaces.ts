import type { CleanUsername } from "./fast/cleanUsername";
import type { RowFacts } from "./fast/rowFacts";
import type { CsvPoolRules } from "./types";

/** Where in memory the names of many rows stand: usernames, and verified addresses and numbers where they are aliases. */
export class NamePlaces {
    /** Of each row, where it begins and ends. */
    readonly usernames: Float64Array;
    /** The same of verified addresses, 0 where there is none; `undefined` where the pool has them as no alias. */
    readonly emails: Float64Array | undefined;
    /** The same of verified numbers. */
    readonly phones: Float64Array | undefined;

    constructor(rows: number, { aliasAttributes }: CsvPoolRules) {
        this.usernames = new Float64Array(2 * rows);
        this.emails = aliasAttributes?.includes("email") ? new Float64Array(2 * rows) : undefined;
        this.phones = aliasAttributes?.includes("phone_number") ? new Float64Array(2 * rows) : undefined;
    }

    set(row: number, { start, end }: CleanUsername, facts: RowFacts): void {
        const { usernames, emails, phones } = this;
        usernames[2 * row] = start;
        usernames[2 * row + 1] = end;
        if (emails !== undefined) {
            emails[2 * row] = facts.emailStart;
            emails[2 * row + 1] = facts.isEmailVerified ? facts.emailEnd : 0;
        }
        if (phones !== undefined) {
            phones[2 * row] = facts.phoneStart;
            phones[2 * row + 1] = facts.isPhoneVerified ? facts.phoneEnd : 0;
        }
    }
}
