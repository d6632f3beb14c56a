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
    readonly passwordHashingAlgorithm?: string | undefined;
    readonly triggers?: readonly unknown[] | undefined;
}

/**
 * The name of a resource's job in AWS: `<base>-<token>`, at most 128 characters, the token whole.
 *
 * The token is made of project, stack and resource (all in the URN), pool, digest, algorithm and triggers: after a crash
 * it finds the job again, and another resource's job is never taken for it.
 *
 * @param base what the program calls the job; `undefined`: `<resource name>-<digest prefix>`
 */
export function jobNameOf(base: string | undefined, identity: JobIdentity): string {
    const suffix = `-${tokenOf(identity)}`;
    return `${readablePart(base, identity).slice(0, maxJobNameLength - suffix.length)}${suffix}`;
}

/** Whether a job's name in AWS was made of this base, whatever its token. */
export function isJobNameOf(base: string, jobName: string): boolean {
    const suffixLength = jobName.length - jobName.lastIndexOf("-");
    return jobName.slice(0, -suffixLength) === base.slice(0, maxJobNameLength - suffixLength);
}

/** Whether AWS takes a text as JobName. */
export function isJobName(text: string): boolean {
    return /^[\w\s+=,.@-]{1,128}$/.test(text);
}

function readablePart(base: string | undefined, identity: JobIdentity): string {
    if (base !== undefined) {
        return base;
    }
    const resourceName = identity.resourceUrn?.split("::").at(-1) ?? "user-import";
    const digestPrefix = identity.sourceDigest.replace(/^sha256:/, "").slice(0, 8);
    // A long resource name must not push the digest out.
    const room = maxJobNameLength - 2 - digestPrefix.length - 12;
    return `${resourceName.replace(refusedCharacters, "-").slice(0, room)}-${digestPrefix}`;
}

function tokenOf(identity: JobIdentity): string {
    const { resourceUrn, userPoolId, sourceDigest, passwordHashingAlgorithm, triggers } = identity;
    const facts = [resourceUrn, userPoolId, sourceDigest, passwordHashingAlgorithm, triggers ?? []];
    return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 12);
}
