import type { Journal } from "../journal";
import type { RowVerdict } from "../logs/logStore";
import type { ImportJobStatus, PasswordHashingAlgorithm } from "../model/types";
import type { User } from "../users/user";

/** One import job. Dates are milliseconds since 1970. */
export interface ImportJob {
    readonly id: string;
    readonly name: string;
    readonly poolId: string;
    readonly roleArn: string;
    readonly passwordHashingAlgorithm: PasswordHashingAlgorithm | undefined;
    readonly presignedUrl: string;
    /** Counts up within the pool; orders ListUserImportJobs. */
    readonly sequence: number;
    readonly createdMs: number;
    status: ImportJobStatus;
    startedMs: number | undefined;
    completedMs: number | undefined;
    importedUsers: number;
    skippedUsers: number;
    failedUsers: number;
    completionMessage: string | undefined;
}

/** One line that a job has processed: it counts in the job, is in its log, and became `user` if it was imported. */
export interface RowEntry {
    readonly type: "row";
    readonly jobId: string;
    readonly poolId: string;
    readonly line: number;
    readonly timeMs: number;
    readonly verdict: RowVerdict;
    readonly text: string;
    readonly user?: User;
}

/** The journal's entries about jobs. */
export type JobEntry = { readonly type: "job"; readonly job: ImportJob } | RowEntry;

/** Tells the journal how a job is now. */
export function recordJob(journal: Journal<JobEntry>, job: ImportJob): void {
    journal.append({ type: "job", job: { ...job } });
}

/** Whether a job is active in its account, where only one can be. */
export function isActive(job: ImportJob): boolean {
    return job.status === "Pending" || job.status === "InProgress" || job.status === "Stopping";
}

/**
 * How an import job ended, as its CompletionMessage says it. The first four are AWS's own texts, from its pages and from jobs
 * that people have shown. Assumed: the text for a role; AWS says only that the job fails. The last is for the emulator's own
 * mistakes.
 */
export const completionMessages = {
    succeeded: "Import Job Completed Successfully.",
    stopped: "The Import Job was stopped by the developer.",
    tooMany: "Too many users have failed or been skipped during the import.",
    expired: "The user import job has expired.",
    role: "Amazon Cognito cannot assume the CloudWatch Logs role of the import job.",
    internal: "An internal error occurred during the import.",
};
