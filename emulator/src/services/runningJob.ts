import type { JobActivity } from "./activityLog";
import type { ImportJob } from "./importJob";
import type { UserPool } from "./userPool";

/** CompletionMessages. The first two are those that AWS's reference pages show; Assumed: the third. */
export const completionMessages = {
    stopped: "The Import Job was stopped by the developer.",
    tooMany: "Too many users have failed or been skipped during the import.",
    role: "Amazon Cognito cannot assume the CloudWatch Logs role of the import job.",
};

/** A job at work. */
export interface RunningJob {
    readonly job: ImportJob;
    readonly pool: UserPool;
    /** Aborted when the job is to end before its time. */
    readonly stop: AbortController;
    readonly activity: JobActivity;
    /** Whether the job is to fail because its role cannot be assumed. */
    readonly roleFails: boolean;
    /** The last line that was dealt with before the emulator was started again; 0: none. */
    readonly lastLine: number;
}

/** Whether a job holds its account. */
export function isActive(job: ImportJob): boolean {
    return job.status === "Pending" || job.status === "InProgress" || job.status === "Stopping";
}
