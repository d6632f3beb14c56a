import { createHash } from "node:crypto";

/** AWS's bounds of JobName. */
const maxJobNameLength = 128;

/** What AWS does not take in a JobName; its pattern is `[\w\s+=,.@-]+`. */
const refusedCharacters = /[^\w +=,.@-]/g;

/** What tells one resource's job from all others. */
export interface JobIdentity {
    readonly resourceUrn?: string | undefined;
    readonly userPoolId: string;
    readonly sourceDigest: string;
    readonly triggers?: readonly unknown[] | undefined;
}

/**
 * The name of a job that was not given one: `<resource name>-<digest prefix>-<token>`, at most 128 characters. The token
 * is made of project, stack and resource (all in the URN), pool, digest and triggers, so that after a crash the job can
 * be found again by its name, and another stack's is never taken for it.
 */
export function defaultJobName(identity: JobIdentity): string {
    const resourceName = identity.resourceUrn?.split("::").at(-1) ?? "user-import";
    const digestPrefix = identity.sourceDigest.replace(/^sha256:/, "").slice(0, 8);
    const token = createHash("sha256")
        .update(
            JSON.stringify([identity.resourceUrn, identity.userPoolId, identity.sourceDigest, identity.triggers ?? []]),
        )
        .digest("hex")
        .slice(0, 12);
    const suffix = `-${digestPrefix}-${token}`;
    const readable = resourceName.replace(refusedCharacters, "-").slice(0, maxJobNameLength - suffix.length);
    return `${readable}${suffix}`;
}

/** Whether AWS takes a text as JobName. */
export function isJobName(text: string): boolean {
    return /^[\w\s+=,.@-]{1,128}$/.test(text);
}
