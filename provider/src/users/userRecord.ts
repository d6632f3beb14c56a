import { passwordHashColumn } from "./standardColumns";

/** One user to import, typed. What is left out, and what is an empty text, is imported as having no value. */
export interface UserRecord {
    /** Unique in the pool; 1 to 128 characters without spaces. */
    readonly username: string;
    /** The attribute `name`. */
    readonly name?: string;
    /** The attribute `given_name`. */
    readonly givenName?: string;
    /** The attribute `family_name`. */
    readonly familyName?: string;
    /** The attribute `middle_name`. */
    readonly middleName?: string;
    /** The attribute `nickname`. */
    readonly nickname?: string;
    /** The attribute `preferred_username`. */
    readonly preferredUsername?: string;
    /** The attribute `profile`. */
    readonly profile?: string;
    /** The attribute `picture`. */
    readonly picture?: string;
    /** The attribute `website`. */
    readonly website?: string;
    /** The attribute `email`. */
    readonly email?: string;
    /** Default false. At least one of the attributes that the pool verifies must be true. */
    readonly emailVerified?: boolean;
    /** The attribute `gender`. */
    readonly gender?: string;
    /** As `yyyy-mm-dd`. */
    readonly birthdate?: string;
    /** The attribute `zoneinfo`. */
    readonly zoneinfo?: string;
    /** The attribute `locale`. */
    readonly locale?: string;
    /** A plus sign and digits, such as `+15550100123`. */
    readonly phoneNumber?: string;
    /** Default false. */
    readonly phoneNumberVerified?: boolean;
    /** The attribute `address`. */
    readonly address?: string;
    /** Seconds since 1970. */
    readonly updatedAt?: number;
    /** Default: as the pool's multi-factor authentication is set, which every pool takes. */
    readonly mfaEnabled?: boolean;
    /**
     * The hash of the user's old password, to sign in with at once: a secret. It goes with the job's
     * `passwordHashingAlgorithm`, one for all users: `$2b$…` (BCRYPT, cost up to 12), `N$r$p$hexSalt$hexHash` (SCRYPT),
     * `$argon2id$v=19$m=…,t=…,p=…$salt$hash` (ARGON2ID) or `$pbkdf2-sha256$iterations$salt$hash` (PBKDF2_SHA256), as
     * docs/csv.md has them with their bounds. Its commas are escaped for you. A user without one sets a new password first.
     */
    readonly passwordHash?: string;
    /** Custom attributes, and other columns of the pool, by the names that the header has: `custom:team`. */
    readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** The typed properties and the columns that they are written to. */
export const columnOfProperty = {
    username: "cognito:username",
    name: "name",
    givenName: "given_name",
    familyName: "family_name",
    middleName: "middle_name",
    nickname: "nickname",
    preferredUsername: "preferred_username",
    profile: "profile",
    picture: "picture",
    website: "website",
    email: "email",
    emailVerified: "email_verified",
    gender: "gender",
    birthdate: "birthdate",
    zoneinfo: "zoneinfo",
    locale: "locale",
    phoneNumber: "phone_number",
    phoneNumberVerified: "phone_number_verified",
    address: "address",
    updatedAt: "updated_at",
    mfaEnabled: "cognito:mfa_enabled",
    passwordHash: passwordHashColumn,
} as const satisfies Record<Exclude<keyof UserRecord, "attributes">, string>;

/** A property of a user that has a column of its own. */
export type UserProperty = keyof typeof columnOfProperty;
