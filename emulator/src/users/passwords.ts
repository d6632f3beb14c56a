import { randomBytes, randomInt, scryptSync, timingSafeEqual } from "node:crypto";
import { EmulatorError } from "../errors";
import type { CreateUserPoolRequest } from "../model/createUserPoolRequest";

/** Cheap on purpose: these passwords are only for an emulator. */
const scryptOptions = { N: 256 };
const hashBytes = 32;

/** A code that resets a password. */
export interface ResetCode {
    readonly code: string;
    /** Milliseconds since 1970. */
    readonly expiresMs: number;
}

/** How long a reset code is valid, in milliseconds, according to the developer guide. */
export const resetCodeMs = 3_600_000;

/** Passwords (as salted hashes) and reset codes of one pool, by the users' subs. Imported users have none at first. */
export class PasswordStore {
    private readonly hashes = new Map<string, string>();
    private readonly codes = new Map<string, ResetCode>();

    /** Whether the user has a password. */
    has(sub: string): boolean {
        return this.hashes.has(sub);
    }

    /** Gives the user a password; returns its hash. */
    set(sub: string, password: string): string {
        const salt = randomBytes(8).toString("hex");
        const hash = `${salt}:${scryptSync(password, salt, hashBytes, scryptOptions).toString("hex")}`;
        this.hashes.set(sub, hash);
        return hash;
    }

    /** Takes back a hash that {@link set} returned. */
    restore(sub: string, hash: string): void {
        this.hashes.set(sub, hash);
        // A new password uses its code up.
        this.codes.delete(sub);
    }

    /** Whether it is the user's password. */
    isRight(sub: string, password: string): boolean {
        const [salt = "", hash = ""] = this.hashes.get(sub)?.split(":") ?? [];
        const given = scryptSync(password, salt, hashBytes, scryptOptions);
        const kept = Buffer.from(hash, "hex");
        return kept.length === given.length && timingSafeEqual(kept, given);
    }

    /** A new reset code of six digits, in place of an earlier one. */
    newCode(sub: string, nowMs: number): ResetCode {
        const code = String(randomInt(1_000_000)).padStart(6, "0");
        const resetCode = { code, expiresMs: nowMs + resetCodeMs };
        this.codes.set(sub, resetCode);
        return resetCode;
    }

    /** Takes back a code that {@link newCode} returned. */
    restoreCode(sub: string, { code, expiresMs }: ResetCode): void {
        this.codes.set(sub, { code, expiresMs });
    }

    /** What a code given by a user is; a right one is used up. */
    takeCode(sub: string, given: string, nowMs: number): "right" | "wrong" | "expired" {
        const kept = this.codes.get(sub);
        if (kept === undefined || nowMs >= kept.expiresMs) {
            return "expired";
        }
        if (kept.code !== given) {
            return "wrong";
        }
        this.codes.delete(sub);
        return "right";
    }

    /** Forgets everything about a user. */
    delete(sub: string): void {
        this.hashes.delete(sub);
        this.codes.delete(sub);
    }
}

type PasswordPolicy = NonNullable<CreateUserPoolRequest["Policies"]>["PasswordPolicy"];

/** The password policy of a pool that was created without one. */
export const defaultPasswordPolicy = {
    MinimumLength: 8,
    RequireUppercase: true,
    RequireLowercase: true,
    RequireNumbers: true,
    RequireSymbols: true,
    TemporaryPasswordValidityDays: 7,
};

/**
 * Checks a password against a pool's policy.
 * @throws EmulatorError InvalidPasswordException, without the password.
 */
export function checkPassword(password: string, policy: PasswordPolicy): void {
    const rules = { ...defaultPasswordPolicy, ...policy };
    const missing =
        (password.length < (rules.MinimumLength ?? 8) && "Password not long enough") ||
        (rules.RequireUppercase === true && !/[A-Z]/.test(password) && "Password must have uppercase characters") ||
        (rules.RequireLowercase === true && !/[a-z]/.test(password) && "Password must have lowercase characters") ||
        (rules.RequireNumbers === true && !/[0-9]/.test(password) && "Password must have numeric characters") ||
        (rules.RequireSymbols === true && !/[^A-Za-z0-9]/.test(password) && "Password must have symbol characters");
    if (missing !== false) {
        throw new EmulatorError("InvalidPasswordException", `Password did not conform with policy: ${missing}`);
    }
}
