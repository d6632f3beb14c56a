import type { PasswordHashingAlgorithm } from "../model/types";
import type { UserPool } from "../pools/userPool";
import { addressKind } from "../users/signInNames";
import type { Attributes } from "../users/user";
import { failures } from "./failures";
import { csvColumns, passwordHashColumn } from "./format";
import { passwordHashFailure } from "./passwordHash";
import { attributeFailure, isFlag, isTrue } from "./valueRules";

/** A row that can become a user. */
export interface ImportRow {
    readonly username: string;
    /** The attributes that are filled, and those that are true or false. */
    readonly attributes: Attributes;
    /** `undefined` where the row has none, or the job no algorithm. Assumed: values are passed over then. */
    readonly passwordHash: string | undefined;
}

/** Judges rows of one file: the user to be, or why there cannot be one. */
export type RowReader = (values: readonly string[]) => ImportRow | { readonly failure: string };

/**
 * Puts the developer guide's rules for rows together, for the columns of one file, the settings of one pool and the algorithm of
 * one job's password hashes, which is `undefined` where the job imports none. A column of the pool that is not among the file's
 * counts as empty in every row.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool-csv-header.html
 */
export function rowReader(
    columns: readonly string[],
    pool: UserPool,
    algorithm: PasswordHashingAlgorithm | undefined,
): RowReader {
    const position = (name: string) => columns.indexOf(name);
    const [username, mfa, hash] = [
        position("cognito:username"),
        position("cognito:mfa_enabled"),
        position(passwordHashColumn),
    ];
    const attributes = [...new Set([...columns, ...csvColumns(pool)])]
        .filter((name) => pool.schema.has(name))
        .map((name) => ({ name, index: position(name) }));
    const verified = (pool.settings.AutoVerifiedAttributes ?? []).map((name) => position(`${name}_verified`));
    return (values) => {
        if (values.length !== columns.length) {
            return { failure: failures.fieldCount };
        }
        const name = values[username] ?? "";
        const passwordHash = (algorithm && values[hash]) || undefined;
        const problem =
            usernameFailure(name, pool) ??
            mfaFailure(values[mfa] ?? "", pool) ??
            verificationFailure(values, verified) ??
            hashFailure(passwordHash, algorithm);
        if (problem !== undefined) {
            return { failure: problem };
        }
        const given: Record<string, string> = {};
        for (const attribute of attributes) {
            const value = values[attribute.index] ?? "";
            const failure =
                attributeFailure(attribute.name, value, pool) ??
                contactFailure(attribute.name, value, values, position);
            if (failure !== undefined) {
                return { failure };
            }
            if (isFlag(attribute.name)) {
                given[attribute.name] = String(isTrue(value));
            } else if (value !== "") {
                given[attribute.name] = value;
            }
        }
        return { username: name, attributes: given, passwordHash };
    };
}

function usernameFailure(username: string, { signInRules }: UserPool): string | undefined {
    if (username === "") {
        return failures.usernameMissing;
    }
    if (username.length > 128 || /[^\p{L}\p{M}\p{S}\p{N}\p{P}]/u.test(username)) {
        return failures.usernameInvalid;
    }
    const alias = addressKind(username, signInRules.aliasAttributes);
    return alias === undefined ? undefined : failures.usernameIsAlias(alias);
}

/** A value may be empty: the pool's setting counts then. Assumed: where MFA is optional, such a user has none. */
function mfaFailure(value: string, pool: UserPool): string | undefined {
    const given = value.toLowerCase();
    const mfa = pool.settings.MfaConfiguration ?? "OFF";
    const allowed = mfa === "OPTIONAL" ? ["true", "false"] : [mfa === "ON" ? "true" : "false"];
    return given === "" || allowed.includes(given) ? undefined : failures.mfa[mfa];
}

function hashFailure(hash: string | undefined, algorithm: PasswordHashingAlgorithm | undefined): string | undefined {
    return hash === undefined || algorithm === undefined ? undefined : passwordHashFailure(hash, algorithm);
}

function verificationFailure(values: readonly string[], verified: readonly number[]): string | undefined {
    return verified.some((index) => isTrue(values[index] ?? "")) ? undefined : failures.notVerified;
}

/** An address that is marked as verified must not be empty. */
function contactFailure(
    name: string,
    value: string,
    values: readonly string[],
    position: (name: string) => number,
): string | undefined {
    if ((name !== "email" && name !== "phone_number") || value !== "") {
        return undefined;
    }
    return isTrue(values[position(`${name}_verified`)] ?? "") ? failures.required(name) : undefined;
}
