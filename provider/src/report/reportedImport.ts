import type { FailureReason, RowFailures } from "../cognito/readRowFailures";
import type { ImportJob, RowFailure } from "../types";

/** What an import counted. */
export interface ReportedCounts {
    readonly status: string;
    readonly importedUsers: number;
    readonly skippedUsers: number;
    readonly failedUsers: number;
    /** `undefined`: not known, or none. */
    readonly omittedUsers?: number | undefined;
}

/** One of the jobs of an import. */
export interface ReportedJob extends ReportedCounts {
    readonly jobId: string;
    readonly userPoolId: string | undefined;
    readonly cloudWatchLogsRoleArn: string | undefined;
    /** AWS's word on how it ended; `undefined`: none. */
    readonly completionMessage: string | undefined;
}

/** What is reported of one import: a job, or a `UserImport` with several. No text of it is trusted: writers escape them all. */
export interface ReportedImport extends ReportedCounts {
    /** What the reader knows it by. */
    readonly title: string;
    /** Empty where only the counts are known. */
    readonly jobs: readonly ReportedJob[];
    /** The first failed rows, by line. */
    readonly failures: readonly RowFailure[];
    readonly reasons: readonly FailureReason[];
    /** Why failures are missing; `undefined`: none are. */
    readonly hint: string | undefined;
}

/** A job as AWS describes it, with what its log says. */
export function reportedJob(job: ImportJob, { failures, reasons, hint, countedUsers }: RowFailures): ReportedImport {
    const { status, importedUsers, skippedUsers, failedUsers } = job;
    const isBehind = hint === undefined && countedUsers < failedUsers;
    return {
        title: `${job.userPoolId}/${job.jobId}`,
        status,
        importedUsers,
        skippedUsers,
        failedUsers,
        jobs: [job],
        failures,
        reasons,
        hint: isBehind ? "The log does not have all failed rows yet. Make the report again in a minute." : hint,
    };
}
