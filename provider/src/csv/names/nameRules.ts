import type { ProblemList } from "../problems/problemList";
import type { ColumnKind } from "../rows/columnPlan";
import type { CsvPoolRules } from "../types";
import { isEmail, isPhoneNumber, readBoolean } from "../values/formRules";
import { UsernameSet } from "./usernameSet";

/** The names of a row's user, as written but trimmed. */
export interface RowNames {
    readonly username: string;
    /** The address, where it is one and verified. */
    readonly email: string | undefined;
    /** The number, where it is one and verified. */
    readonly phone: string | undefined;
}

/** The same as places in memory: where each name begins and ends. An end of 0: there is none. */
export interface NamePlaces {
    readonly usernameStart: number;
    readonly usernameEnd: number;
    readonly emailStart: number;
    readonly emailEnd: number;
    readonly phoneStart: number;
    readonly phoneEnd: number;
}

/** Finds names that an earlier row also has: usernames, and verified addresses and numbers if the pool has them as aliases. */
export class NameRules {
    private readonly usernames: UsernameSet;
    /** `undefined`: the pool has no such alias, so that two users may have the same. */
    private readonly emails: UsernameSet | undefined;
    private readonly phones: UsernameSet | undefined;

    /**
     * @param maxRows most rows of one job; `Infinity`: no limit
     * @param shownLine the line that messages name for one that has been added; it is asked when the name is added
     */
    constructor(
        { aliasAttributes, caseSensitiveUsernames }: CsvPoolRules,
        maxRows: number,
        private readonly problems: ProblemList,
        private readonly shownLine: (line: number) => number = (line) => line,
    ) {
        const expectedNames = Number.isFinite(maxRows) ? maxRows : 0;
        this.usernames = new UsernameSet(caseSensitiveUsernames, expectedNames);
        // Assumed: as an alias, an address is the same in upper and lower case.
        this.emails = aliasAttributes?.includes("email") ? new UsernameSet(false, expectedNames) : undefined;
        this.phones = aliasAttributes?.includes("phone_number") ? new UsernameSet(true, expectedNames) : undefined;
    }

    /** Forgets all names, after the last row, and gives the memory to those of the next file. */
    release(): void {
        for (const set of [this.usernames, this.emails, this.phones]) {
            set?.release();
        }
    }

    /** Takes the names of one row. */
    add({ username, email, phone }: RowNames, line: number): void {
        const bytes = Buffer.from(username);
        if (!this.addUsername(bytes, 0, bytes.length, line)) {
            return;
        }
        if (email !== undefined && this.emails !== undefined) {
            const address = Buffer.from(email);
            this.addEmail(this.emails, address, 0, address.length, line);
        }
        if (phone !== undefined && this.phones !== undefined) {
            const number = Buffer.from(phone);
            this.addPhone(this.phones, number, 0, number.length, line);
        }
    }

    /** Takes the names of one row, as places in `memory`. */
    addPlaces(memory: Uint8Array, places: NamePlaces, line: number): void {
        if (!this.addUsername(memory, places.usernameStart, places.usernameEnd, line)) {
            return;
        }
        if (this.emails !== undefined && places.emailEnd !== 0) {
            this.addEmail(this.emails, memory, places.emailStart, places.emailEnd, line);
        }
        if (this.phones !== undefined && places.phoneEnd !== 0) {
            this.addPhone(this.phones, memory, places.phoneStart, places.phoneEnd, line);
        }
    }

    /** @returns `false` where an earlier row has it: then the same address follows from that */
    private addUsername(bytes: Uint8Array, start: number, end: number, line: number): boolean {
        const first = this.usernames.add(bytes, start, end, this.shownLine(line));
        if (first !== 0) {
            addRepeatedUsername(this.problems, line, first);
        }
        return first === 0;
    }

    private addEmail(emails: UsernameSet, bytes: Uint8Array, start: number, end: number, line: number): void {
        const first = emails.add(bytes, start, end, this.shownLine(line));
        if (first > 0) {
            this.problems.add("alias-repeated", { line, column: "email" }, ...repeatedAlias("e-mail address", first));
        }
    }

    private addPhone(phones: UsernameSet, bytes: Uint8Array, start: number, end: number, line: number): void {
        const first = phones.add(bytes, start, end, this.shownLine(line));
        if (first > 0) {
            this.problems.add(
                "alias-repeated",
                { line, column: "phone_number" },
                ...repeatedAlias("phone number", first),
            );
        }
    }
}

/**
 * Says that a line has the username of another one.
 *
 * @param first the line that had it first; minus that line, where the two differ in case only and that may matter
 */
function addRepeatedUsername(problems: ProblemList, line: number, first: number): void {
    const place = { line, column: "cognito:username" };
    if (first > 0) {
        problems.add(
            "username-repeated",
            place,
            `The username is the same as on line ${first}. Cognito imports that row and skips this one.`,
        );
    } else {
        problems.add(
            "username-maybe-repeated",
            place,
            `The username is the same as on line ${-first}, except for upper and lower case. Most pools treat both as one user.`,
        );
    }
}

/** What is said of one row, and what of several. */
function repeatedAlias(name: string, first: number): [string, string] {
    const [one, several] = [`on line ${first}`, "in an earlier row"].map(
        (owner) =>
            `The verified ${name} is the same as ${owner}. It is an alias in this pool, so only one user can have it. Cognito may refuse this user, or take the alias from the other one. Remove one of the two rows, or correct the ${name}.`,
    );
    return [one as string, several as string];
}

/**
 * What the user of a row is known by.
 *
 * @param indexes where the columns of each kind are
 * @param written the values as the dialect writes them, trimmed
 * @param values the same, unescaped
 * @returns `undefined` if there is no username
 */
export function namesOf(
    indexes: ReadonlyMap<ColumnKind, number>,
    written: readonly string[],
    values: readonly string[],
): RowNames | undefined {
    const at = (kind: ColumnKind): number => indexes.get(kind) ?? -1;
    const username = written[at("username")] ?? "";
    const isVerified = (kind: ColumnKind): boolean => readBoolean(values[at(kind)] ?? "") === true;
    const hasEmail = isVerified("emailVerified") && isEmail(values[at("email")] ?? "");
    const hasPhone = isVerified("phoneVerified") && isPhoneNumber(values[at("phone")] ?? "");
    return username === ""
        ? undefined
        : {
              username,
              email: hasEmail ? written[at("email")] : undefined,
              phone: hasPhone ? written[at("phone")] : undefined,
          };
}
