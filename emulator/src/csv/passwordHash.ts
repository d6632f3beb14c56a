import type { PasswordHashingAlgorithm } from "../model/types";
import { failures } from "./failures";
import { csvLimits, passwordHashColumn } from "./format";

/** A password hash and the parts of its form, such as `cost`, `salt` or `iterations`. */
export interface PasswordHash {
    readonly algorithm: PasswordHashingAlgorithm;
    readonly parts: Readonly<Record<string, string>>;
}

interface HashForm {
    /** Its named groups are the {@link PasswordHash.parts}. */
    readonly pattern: RegExp;
    /** The most that Cognito takes, by part. */
    readonly most: Readonly<Record<string, number>>;
    /** Whether a hash of that pattern can exist at all: what the algorithm itself asks of its numbers and lengths. */
    readonly isPossible: (parts: PasswordHash["parts"]) => boolean;
}

const number = "[1-9][0-9]{0,9}";
const base64 = "[A-Za-z0-9+/]+";
const hex = "(?:[0-9A-Fa-f]{2})+";

/**
 * Forms and limits of the developer guide, upper and lower case kept apart. No text has two of these forms.
 * Assumed: what the guide does not say of them: numbers have no leading zeros; the base64 of PBKDF2_SHA256 may have `.` in the place
 * of `+`, as Passlib writes it, and padding; Argon2's version is 16 or 19, the two that exist.
 */
const forms: Readonly<Record<PasswordHashingAlgorithm, HashForm>> = {
    BCRYPT: {
        pattern: /^\$2(?<minor>[abxy])\$(?<cost>[0-9]{2})\$(?<saltAndHash>[./A-Za-z0-9]{53})$/,
        most: { cost: 12 },
        isPossible: ({ cost }) => Number(cost) >= 4,
    },
    SCRYPT: {
        pattern: new RegExp(
            `^(?<N>${number})\\$(?<r>${number})\\$(?<p>${number})\\$(?<salt>${hex})\\$(?<hash>${hex})$`,
        ),
        most: { N: 65536, r: 8, p: 1 },
        // RFC 7914: a power of two between 1 and 2 to the power of 16 r.
        isPossible: ({ N, r }) =>
            Number(N) > 1 && Number(N) < 2 ** (16 * Number(r)) && Number.isInteger(Math.log2(Number(N))),
    },
    ARGON2ID: {
        pattern: new RegExp(
            `^\\$argon2id\\$v=(?<version>16|19)\\$m=(?<m>${number}),t=(?<t>${number}),p=(?<p>${number})\\$` +
                `(?<salt>${base64})\\$(?<hash>${base64})$`,
        ),
        most: { m: 19456, t: 2, p: 1 },
        // In base64 8 bytes of salt are 11 characters, and 4 bytes of hash are 6.
        isPossible: ({ m, p, salt = "", hash = "" }) =>
            Number(m) >= 8 * Number(p) && salt.length >= 11 && hash.length >= 6 && hasBytes(salt) && hasBytes(hash),
    },
    PBKDF2_SHA256: {
        pattern:
            /^\$pbkdf2-sha256\$(?<iterations>[1-9][0-9]{0,9})\$(?<salt>[A-Za-z0-9+/.]+={0,2})\$(?<hash>[A-Za-z0-9+/.]+={0,2})$/,
        most: { iterations: 600_000 },
        isPossible: ({ salt = "", hash = "" }) => hasBytes(salt) && hasBytes(hash),
    },
};

/** Whether base64 is complete and encodes at least one byte. */
function hasBytes(base64Text: string): boolean {
    return base64Text.replace(/=+$/, "").length % 4 !== 1;
}

/** The parts of a hash; `undefined`: it has none of the four forms. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
    if (text.length > csvLimits.valueCharacters) {
        return undefined;
    }
    for (const [algorithm, { pattern, isPossible }] of Object.entries(forms)) {
        const parts = pattern.exec(text)?.groups;
        if (parts !== undefined && isPossible(parts)) {
            return { algorithm: algorithm as PasswordHashingAlgorithm, parts };
        }
    }
    return undefined;
}

/** Why a hash cannot be imported by a job of that algorithm, without a character of the hash; `undefined`: it can. */
export function passwordHashFailure(text: string, algorithm: PasswordHashingAlgorithm): string | undefined {
    const hash = parsePasswordHash(text);
    if (hash === undefined) {
        return failures.format(passwordHashColumn);
    }
    if (hash.algorithm !== algorithm) {
        return failures.hashOfAnotherAlgorithm;
    }
    const exceeded = Object.entries(forms[algorithm].most).find(([part, most]) => Number(hash.parts[part]) > most);
    return exceeded && failures.hashBeyondLimit(...exceeded);
}
