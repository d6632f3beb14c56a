import type { ListedUser } from "../cognito/userListApi";
import type { CsvPoolRules } from "../csv/types";
import { encodeBirthdate, encodeBoolean, encodeText } from "../users/encodeValue";
import { passwordHashColumn } from "../users/standardColumns";
import { isVerified, kindsOf, type UserKind } from "./leftOut";
import { SingleRowChecker } from "./rowChecker";

/** What rows are made for. */
export interface RowTarget {
    /** The rules of the pool that takes the users, with its columns. */
    readonly pool: CsvPoolRules & { readonly header: readonly string[] };
    /** Whether usernames of the exported pool are made by the pool itself, since users sign in by address or number. */
    readonly hasMadeUpUsernames: boolean;
    /** Kinds of users that are written too. */
    readonly include: readonly UserKind[];
    /** Columns that stay empty. */
    readonly drop: readonly string[];
    /** The column that gets the user's `sub`; `undefined`: none does. */
    readonly subColumn: string | undefined;
}

/** A user's row, or why there is none. */
export type UserRow =
    | {
          /** The value of `cognito:username`, not escaped. */
          readonly username: string;
          /** The row, without its line end. */
          readonly line: string;
      }
    | {
          /** A {@link UserKind}, or a code of docs/csv.md or of a value that the dialect cannot express. */
          readonly reason: string;
          readonly column: string | undefined;
      };

/** What is listed of a user who is left out; empty of one who is not. */
export function rejectedLine(user: ListedUser, row: UserRow): string {
    if ("line" in row) {
        return "";
    }
    const username = encodeText(user.username);
    return `${typeof username === "string" ? username : ""},${row.reason},${row.column ?? ""}\n`;
}

/** Makes the rows of users as another pool takes them: every row passes `validate` for that pool. */
export class RowWriter {
    /** The columns: the pool's without that of password hashes, which nobody can export. */
    public readonly columns: readonly string[];
    private readonly checker: SingleRowChecker;

    public constructor(private readonly target: RowTarget) {
        this.columns = target.pool.header.filter((column) => column !== passwordHashColumn);
        this.checker = new SingleRowChecker(this.columns, target.pool);
    }

    /** The row of a user. */
    public rowOf(user: ListedUser): UserRow {
        const kind = kindsOf(user, this.target.pool).find((one) => !this.target.include.includes(one));
        if (kind !== undefined) {
            return { reason: kind, column: undefined };
        }
        const username = usernameOf(user, this.target);
        const values: string[] = [];
        for (const column of this.columns) {
            const value = encode(column, column === "cognito:username" ? username : this.valueOf(column, user));
            if (typeof value !== "string") {
                return { reason: value.code, column };
            }
            values.push(value);
        }
        const line = values.join(",");
        const error = this.checker.check(line);
        return error === undefined ? { username, line } : { reason: error.code, column: error.column };
    }

    /** Attributes of a written user that the CSV has no column for, `sub` aside: their values stay behind. */
    public lostAttributes(user: ListedUser): readonly string[] {
        return [...user.attributes]
            .filter(([name, value]) => value !== "" && name !== "sub" && !this.columns.includes(name))
            .map(([name]) => name);
    }

    private valueOf(column: string, user: ListedUser): string {
        const { subColumn, drop, pool } = this.target;
        if (column === subColumn) {
            return user.attributes.get("sub") ?? "";
        }
        if (drop.includes(column)) {
            return "";
        }
        switch (column) {
            case "cognito:mfa_enabled":
                // ListUsers does not tell it. Blank means what the pool asks for; where that is MFA, it is said.
                return pool.mfaConfiguration === "ON" ? encodeBoolean(true) : "";
            case "email_verified":
                return encodeBoolean(this.isWrittenAsVerified(user, "email"));
            case "phone_number_verified":
                return encodeBoolean(this.isWrittenAsVerified(user, "phone_number"));
            default:
                return user.attributes.get(column) ?? "";
        }
    }

    /** Who asks for unverified users vouches for what the import has to be told: that one of their attributes is verified. */
    private isWrittenAsVerified(user: ListedUser, name: "email" | "phone_number"): boolean {
        const { include, pool, drop } = this.target;
        if (drop.includes(name)) {
            return false;
        }
        const isVouchedFor =
            include.includes("unverified") &&
            kindsOf(user, pool).includes("unverified") &&
            pool.autoVerifiedAttributes?.includes(name) === true;
        return isVerified(user, name) || (isVouchedFor && (user.attributes.get(name) ?? "") !== "");
    }
}

/**
 * What a user is called in the CSV. Where the pool that takes the users has addresses or numbers as usernames, it is that
 * attribute, an e-mail address first. From such a pool into one without, the username that the pool made up would be nothing
 * that anybody signs in with, so it is the address too, unless the taking pool has it as an alias, beside which it allows no
 * such username.
 */
function usernameOf(user: ListedUser, { pool, hasMadeUpUsernames, drop }: RowTarget): string {
    const wanted = pool.usernameAttributes ?? [];
    const contact = (["email", "phone_number"] as const)
        .filter((name) => wanted.length === 0 || wanted.includes(name))
        .map((name) => (drop.includes(name) ? "" : (user.attributes.get(name) ?? "")))
        .find((value) => value !== "");
    if (wanted.length > 0) {
        return contact ?? "";
    }
    const hasAliases = (pool.aliasAttributes ?? []).length > 0;
    return hasMadeUpUsernames && !hasAliases ? (contact ?? user.username) : user.username;
}

function encode(column: string, value: string): ReturnType<typeof encodeText> {
    if (column === "birthdate") {
        // Users who were imported may have it in the form of the CSV already, which the rules of the row judge.
        const date = encodeBirthdate(value);
        return typeof date === "string" ? date : encodeText(value);
    }
    return encodeText(value);
}
