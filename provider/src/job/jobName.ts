import { scrypt } from "node:crypto";
import { promisify } from "node:util";
import { sha256Hex } from "../csv/contentDigest";

/** AWS's bounds of JobName. */
const maxJobNameLength = 128;

/** What AWS does not take in a JobName; its pattern is `[\w\s+=,.@-]+`. */
const refusedCharacters = /[^\w +=,.@-]/g;

/** Hex digits of the two tokens that end a name. */
const contentDigits = 12;
const ownerDigits = 8;

/** The end of a name: both tokens. */
const suffixPattern = /-([0-9a-f]{12})-[0-9a-f]{8}$/;

/** 32 MiB and some 80 ms a guess, so that a name gives away no content that can be guessed. */
const slowHash = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };

/** What tells one resource's job from all others. */
export interface JobIdentity {
    readonly resourceUrn?: string | undefined;
    /** Pulumi's organization, which no URN has; `undefined`: not known. */
    readonly organization?: string | undefined;
    readonly userPoolId: string;
    readonly sourceDigest: string;
    readonly passwordHashingAlgorithm?: string | undefined;
    readonly triggers?: readonly unknown[] | undefined;
    /** Whether the content is kept as a secret, so that its digest must not be seen in the name. */
    readonly isSecret: boolean;
}

/**
 * The name of a resource's job in AWS: `<base>-<content token>-<owner token>`, at most 128 characters, the tokens whole.
 *
 * The content token is made of pool, digest, algorithm and triggers: it tells jobs that import the same, whoever made them.
 * The owner token is made of organization, project, stack and resource (all but the first in the URN): with it a job is found
 * again after a crash. See docs/decisions/0001.
 *
 * @param base what the program calls the job; `undefined`: `<resource name>-<digest prefix>`, of a secret only the first
 */
export async function jobNameOf(base: string | undefined, identity: JobIdentity): Promise<string> {
    const content = await contentTokenOf(identity);
    const suffix = `-${content}-${ownerTokenOf(identity, content)}`;
    return `${readablePart(base, identity).slice(0, maxJobNameLength - suffix.length)}${suffix}`;
}

/** Whether a job's name in AWS was made of this base, whatever its tokens. */
export function isJobNameOf(base: string, jobName: string): boolean {
    const [suffix] = suffixPattern.exec(jobName) ?? [];
    return suffix !== undefined && jobName === `${base.slice(0, maxJobNameLength - suffix.length)}${suffix}`;
}

/** Whether two names are of jobs that import the same; `false` where one has no content token. */
export function isSameContent(jobName: string, other: string): boolean {
    const content = contentTokenIn(jobName);
    return content !== undefined && content === contentTokenIn(other);
}

/** What is readable of a job's name. */
export function withoutTokens(jobName: string): string {
    return jobName.replace(suffixPattern, "");
}

/** The token of the content in a job's name; `undefined` in names that this package has not made. */
export function contentTokenIn(jobName: string): string | undefined {
    return suffixPattern.exec(jobName)?.[1];
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
    const digestPrefix = identity.isSecret ? "" : `-${identity.sourceDigest.replace(/^sha256:/, "").slice(0, 8)}`;
    // A long resource name must not push the digest out.
    const room = maxJobNameLength - digestPrefix.length - contentDigits - ownerDigits - 2;
    return `${resourceName.replace(refusedCharacters, "-").slice(0, room)}${digestPrefix}`;
}

async function contentTokenOf(identity: JobIdentity): Promise<string> {
    const { userPoolId, sourceDigest, passwordHashingAlgorithm, triggers, isSecret } = identity;
    const facts = JSON.stringify([userPoolId, sourceDigest, passwordHashingAlgorithm, triggers ?? []]);
    return isSecret ? await slowToken(facts, userPoolId) : sha256Hex(facts).slice(0, contentDigits);
}

async function slowToken(facts: string, salt: string): Promise<string> {
    const derive = promisify<string, string, number, typeof slowHash, Buffer>(scrypt);
    return (await derive(facts, salt, contentDigits / 2, slowHash)).toString("hex");
}

function ownerTokenOf({ resourceUrn, organization }: JobIdentity, content: string): string {
    return sha256Hex(JSON.stringify([organization, resourceUrn, content])).slice(0, ownerDigits);
}
