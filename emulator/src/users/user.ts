/** UserStatus as AWS spells it. Users of the seed can have all of them; the emulator itself makes only the first three. */
export const userStatuses = [
    "FORCE_CHANGE_PASSWORD",
    "RESET_REQUIRED",
    "CONFIRMED",
    "UNCONFIRMED",
    "EXTERNAL_PROVIDER",
    "ARCHIVED",
    "COMPROMISED",
    "UNKNOWN",
] as const;

/** One of {@link userStatuses}. */
export type UserStatus = (typeof userStatuses)[number];

/** The values of a user's attributes by name. An object takes a third of the memory of pairs, half a million times. */
export type Attributes = Readonly<Record<string, string>>;

/** One user of a pool. */
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
    /** Without `sub`. */
    readonly attributes: Attributes;
    /** The hash that the user was imported with; it counts until the pool's PasswordStore has a password of the user. */
    readonly passwordHash?: string;
}

/** The journal's entries about the users of a pool, their passwords and reset codes. */
export type UserEntry =
    | { readonly type: "user"; readonly poolId: string; readonly user: User }
    | { readonly type: "userDeleted"; readonly poolId: string; readonly username: string }
    | { readonly type: "password"; readonly poolId: string; readonly sub: string; readonly hash: string }
    | {
          readonly type: "code";
          readonly poolId: string;
          readonly sub: string;
          readonly code: string;
          readonly expiresMs: number;
      };
