import { createHash } from "node:crypto";

/** The credentials that AssumeRole gave out, and who has them. */
export interface RoleSession {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    /** The account of the role. */
    readonly accountId: string;
    /** Such as `arn:aws:sts::123456789012:assumed-role/Deploy/ci`. */
    readonly arn: string;
    /** Such as `AROA…:ci`. */
    readonly userId: string;
    /** Milliseconds since 1970. */
    readonly expiresMs: number;
    readonly sourceIdentity: string | undefined;
    /** The tags that the sessions of further roles inherit. */
    readonly transitiveTags: Readonly<Record<string, string>>;
}

/** Who calls. */
export interface Caller {
    readonly accessKeyId: string;
    readonly accountId: string;
    readonly arn: string;
    /** `undefined`: the access key of a user, not one that the emulator gave out. */
    readonly session: RoleSession | undefined;
}

/** The `UserId` that GetCallerIdentity answers. */
export function userIdOf({ accessKeyId, session }: Caller): string {
    return session?.userId ?? uniqueId("AIDA", accessKeyId);
}

/** An id as IAM gives users and roles: always the same for the same `name`. */
export function uniqueId(prefix: "AIDA" | "AROA", name: string): string {
    return prefix + createHash("sha256").update(name).digest("hex").slice(0, 17).toUpperCase();
}
