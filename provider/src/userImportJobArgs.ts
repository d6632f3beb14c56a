import type * as pulumi from "@pulumi/pulumi";
import type { AwsArgs } from "./program/awsArgs";
import type { UserImportJobInputs } from "./resource/properties";
import type { UserRecord } from "./users/userRecord";

/** One user to import, whose values may be outputs of other resources. */
export type UserRecordArgs = { readonly [K in keyof UserRecord]: pulumi.Input<UserRecord[K]> };

/**
 * The arguments of a {@link UserImportJob}.
 *
 * A change of `userPoolId`, `passwordHashingAlgorithm`, `triggers` or of the source's content is a new import job; a change of
 * `cloudWatchLogsRoleArn` is one only while the job has not ended. All others are changed in place.
 */
export interface UserImportJobArgs {
    /** The user pool that the users go into. */
    readonly userPoolId: pulumi.Input<UserImportJobInputs["userPoolId"]>;
    /** The role that Cognito writes the job's log with; it must be assumable by `cognito-idp.amazonaws.com`. */
    readonly cloudWatchLogsRoleArn: pulumi.Input<UserImportJobInputs["cloudWatchLogsRoleArn"]>;
    /**
     * The CSV: a path relative to the folder where the program runs, `s3://bucket/key` (with `?versionId=…` for one version), or a
     * FileAsset, StringAsset (kept as a secret) or RemoteAsset (https). Its content counts, not its name: a moved file
     * imports nothing. Either this or {@link users} is required.
     */
    readonly source?: pulumi.Input<string | pulumi.asset.Asset>;
    /** The users themselves, at most as many as one job takes. They are always kept as a secret. */
    readonly users?: pulumi.Input<pulumi.Input<UserRecordArgs>[]>;
    /**
     * What the job's name in AWS begins with (tokens follow), 1 to 128 characters; by default `<resource name>-<digest prefix>`.
     * AWS cannot rename a job: the next one gets a changed name.
     */
    readonly jobName?: pulumi.Input<UserImportJobInputs["jobName"]>;
    /** How the password hashes in the CSV were made; leave it out where the CSV has none. */
    readonly passwordHashingAlgorithm?: pulumi.Input<UserImportJobInputs["passwordHashingAlgorithm"]>;
    /**
     * What to do with users who are in the pool already: `"skip"` (the default) leaves them to AWS, which ends a job with
     * too many of them as Failed; `"omit"` does not upload them, so that a list can grow for ever. With nobody left there
     * is no job, and that is success.
     */
    readonly existingUsers?: pulumi.Input<UserImportJobInputs["existingUsers"]>;
    /**
     * What to do with rows that Cognito would refuse: `"fail"` (the default) stops the preview, also if `"warn"` imported them
     * before; `"warn"` imports the others.
     */
    readonly invalidRows?: pulumi.Input<UserImportJobInputs["invalidRows"]>;
    /**
     * Codes of problems in the CSV, as docs/csv.md has them, that you know better about, such as `["header-missing-column"]`:
     * they are said as warnings, counted, and stop nothing. What cannot be uploaded at all cannot be ignored.
     */
    readonly ignoreProblems?: pulumi.Input<pulumi.Input<string>[]>;
    /** How many failed users are fine; more fail the update. By default there is no limit. */
    readonly maxFailedUsers?: pulumi.Input<UserImportJobInputs["maxFailedUsers"]>;
    /** How many skipped users (who exist already) are fine; more fail the update. By default there is no limit. */
    readonly maxSkippedUsers?: pulumi.Input<UserImportJobInputs["maxSkippedUsers"]>;
    /**
     * How many omitted users (who are in the pool already, with `existingUsers: "omit"`) are fine; more fail the update, also
     * where nobody is left and there is no job. By default there is no limit.
     */
    readonly maxOmittedUsers?: pulumi.Input<UserImportJobInputs["maxOmittedUsers"]>;
    /** Whether `pulumi up` waits for the job to end; true by default. Otherwise `pulumi refresh` tells how it goes. */
    readonly waitForCompletion?: pulumi.Input<UserImportJobInputs["waitForCompletion"]>;
    /** How long to wait in all, such as `"90s"`, `"45m"` or `"2h"` (the default). The job goes on after it. */
    readonly timeout?: pulumi.Input<UserImportJobInputs["timeout"]>;
    /** Any values; a change of one imports the same content again. An empty list is none. */
    readonly triggers?: pulumi.Input<pulumi.Input<unknown>[]>;
    /**
     * Whether content that changes after an import has succeeded is left alone, as a seed that people edit later; false by
     * default. A change of the pool, the algorithm or `triggers` imports all the same. The `ignoreChanges` option of `source`
     * or `users` means the same.
     */
    readonly once?: pulumi.Input<UserImportJobInputs["once"]>;
    /**
     * Another account, profile, role, region or endpoint than that of the stack's `aws:` config. Other credentials for the same
     * account are recorded and start nothing; another account or region is a new job. Keys and tokens are kept as secrets.
     */
    readonly aws?: pulumi.Input<AwsArgs | undefined>;
}
