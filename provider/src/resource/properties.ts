import type { AwsArgument } from "../aws/settings/awsArgument";
import type { AssetValue } from "../source/sourceLocation";
import type { PlannedPart } from "../split/part";
import type { PasswordHashingAlgorithm, RowFailure } from "../types";
import type { PackedUsers } from "../users/packUsers";

/** What to do with rows that Cognito would refuse: stop the preview, or only warn. */
export type InvalidRows = "fail" | "warn";

/** What to do with users who are in the pool already: upload them, so that AWS skips them, or leave them out. */
export type ExistingUsers = "skip" | "omit";

/**
 * The arguments as the engine passes them: no wrappers, secrets in plain text. In a preview any of them may be the
 * engine's sentinel for a value that is not known yet.
 */
export interface UserImportJobInputs {
    readonly userPoolId: string;
    readonly cloudWatchLogsRoleArn: string;
    /** Path of the CSV relative to `sourceFolder`, `s3://bucket/key`, or an asset; `undefined`: there are `users`. */
    readonly source?: string | AssetValue | undefined;
    /** The users themselves, as the program packed them; `undefined`: there is a `source`. */
    readonly users?: PackedUsers | undefined;
    /** The beginning of the job's name in AWS; `undefined`: the resource's name and the first digits of the digest. See `jobNameOf`. */
    readonly jobName?: string | undefined;
    readonly passwordHashingAlgorithm?: PasswordHashingAlgorithm | undefined;
    /** `undefined`: `"skip"`. */
    readonly existingUsers?: ExistingUsers | undefined;
    /** `undefined`: `"fail"`. */
    readonly invalidRows?: InvalidRows | undefined;
    /** Codes of problems that become warnings; `undefined` and an empty list: none. */
    readonly ignoreProblems?: readonly string[] | undefined;
    /** More failed rows fail the update; `undefined`: no limit. */
    readonly maxFailedUsers?: number | undefined;
    /** More skipped rows fail the update; `undefined`: no limit. */
    readonly maxSkippedUsers?: number | undefined;
    /** More omitted rows fail the update; `undefined`: no limit. */
    readonly maxOmittedUsers?: number | undefined;
    /** `undefined`: true. */
    readonly waitForCompletion?: boolean | undefined;
    /** Such as `"90m"`; `undefined`: {@link defaultTimeout}. */
    readonly timeout?: string | undefined;
    /** A change of any of them imports again. `undefined`, `null` and an empty list are one. */
    readonly triggers?: readonly unknown[] | undefined;
    /** Whether content that changes after an import has succeeded is left alone; `undefined`: false. */
    readonly once?: boolean | undefined;
    /** Comes before the stack's `aws:` config; `undefined`: the config alone counts. */
    readonly aws?: AwsArgument | undefined;
}

/** What `check` makes of the arguments: everything that `diff` and `create` use. */
export interface CheckedInputs extends UserImportJobInputs {
    /** The job's whole name in AWS. */
    readonly jobName: string;
    /** `sha256:` and 64 hex digits of the source's bytes. */
    readonly sourceDigest: string;
    /**
     * A hash of an asset's name, for `diff`: the engine gives `diff` only the hash of an asset's content. The name may be a
     * secret.
     */
    readonly sourceNameHash?: string | undefined;
    /** Where a relative `source` starts; `undefined`: in the plugin's own folder. See `inlineProgramFolder`. */
    readonly sourceFolder?: string | undefined;
    /** The revision of the content that has this digest; a hash of `Source.revision`. */
    readonly sourceRevision?: string | undefined;
    /** Rows of the source; `undefined` in the state of a job that was adopted before it ended. */
    readonly totalUsers?: number | undefined;
    /** The resource's URN, for its row in the display; the engine does not give it to a dynamic provider. */
    readonly resourceUrn?: string | undefined;
    /** Pulumi's organization; `undefined`: not known. */
    readonly organization?: string | undefined;
    /** Set by the program in an `up`, in which create checks what check could not; `undefined` in a preview, and in state. */
    readonly isUp?: boolean | undefined;
    /** What the program has found out about the part that `source` names; `undefined`: nothing, and in state. */
    readonly plannedPart?: PlannedPart | undefined;
    /** The provider's text, which every state must contain. */
    readonly __provider?: string | undefined;
}

/** What the state records: the inputs without the users themselves, for `diff` to compare, and AWS's answer about the job. */
export interface UserImportJobOutputs
    extends Omit<CheckedInputs, "source" | "sourceNameHash" | "users" | "isUp" | "plannedPart"> {
    /** The name of the source; `undefined` for `users`. See `sourceName`. */
    readonly source?: string | undefined;
    readonly jobId: string;
    readonly status: string;
    /** AWS refused the job's upload address as expired, so only another job can continue; `undefined`: it did not. */
    readonly isUploadExpired?: true | undefined;
    /** The job was found by its name and may be another stack's, so it is not stopped. `undefined`: this stack created it. */
    readonly isAdopted?: true | undefined;
    readonly creationDate?: string | undefined;
    readonly startDate?: string | undefined;
    readonly completionDate?: string | undefined;
    readonly importedUsers: number;
    readonly skippedUsers: number;
    readonly failedUsers: number;
    /** Rows left out because their users were in the pool; `undefined`: not known (yet). */
    readonly omittedUsers?: number | undefined;
    readonly completionMessage?: string | undefined;
    readonly failures: readonly RowFailure[];
}

/** The job in the state; an adopted one, before it was read, has only what the program gave. */
export type RecordedJob = Partial<UserImportJobOutputs>;

/** How long create and update wait for a job without `timeout`. */
export const defaultTimeout = "2h";

/** The names that a program may set, as opposed to those that `check` adds. */
export const argumentNames = [
    "userPoolId",
    "cloudWatchLogsRoleArn",
    "source",
    "users",
    "jobName",
    "passwordHashingAlgorithm",
    "existingUsers",
    "invalidRows",
    "ignoreProblems",
    "maxFailedUsers",
    "maxSkippedUsers",
    "maxOmittedUsers",
    "waitForCompletion",
    "timeout",
    "triggers",
    "once",
    "aws",
] as const satisfies readonly (keyof UserImportJobInputs)[];

/** What the resource and `check` add to the arguments, so that `check` may find them in what it is given. */
export const addedNames = [
    "sourceDigest",
    "sourceNameHash",
    "sourceFolder",
    "sourceRevision",
    "totalUsers",
    "resourceUrn",
    "organization",
    "isUp",
    "plannedPart",
    "__provider",
] as const satisfies readonly (keyof CheckedInputs)[];

/** Whether a resource has a source of its own: a job that was adopted has none. */
export function hasContent(inputs: Partial<CheckedInputs>): boolean {
    return inputs.sourceDigest !== undefined;
}

/**
 * Whether a dynamic resource takes over what the native plugin has made, whose state has no provider's text. It has to be recorded:
 * without it nobody can refresh or destroy the resource.
 */
export function isTextMissing(
    olds: { readonly __provider?: string | undefined },
    news: { readonly __provider?: string | undefined },
): boolean {
    return news.__provider !== undefined && olds.__provider === undefined;
}
