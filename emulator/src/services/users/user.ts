/** The states that the emulator's users can be in, in the order in which they are stored. */
export const userStatuses = ["FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "CONFIRMED"] as const;

/** UserStatus as AWS spells it. */
export type UserStatus = (typeof userStatuses)[number];

/** One user of a pool, unpacked. */
export interface User {
    /** Unique in the pool; in pools whose usernames are e-mail addresses or phone numbers it is the same as `sub`. */
    readonly username: string;
    /** A UUID. */
    readonly sub: string;
    readonly status: UserStatus;
    readonly enabled: boolean;
    /** Milliseconds since 1970. */
    readonly createdMs: number;
    /** Milliseconds since 1970. */
    readonly modifiedMs: number;
    /** Name and value, without `sub`. */
    readonly attributes: readonly (readonly [name: string, value: string])[];
    /** The hash that the user was imported with; it counts until the pool's PasswordStore has a password of the user. */
    readonly passwordHash?: string;
}
