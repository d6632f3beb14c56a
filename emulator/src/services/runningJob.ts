import type { JobActivity } from "./activityLog";
import type { ImportJob } from "./importJob";
import type { UserPool } from "./userPool";

/**
 * What comes of a job's CloudWatch Logs role: it works, Start refuses it, or the job that is started fails for it. AWS
 * documents both ends, not when which of them comes.
 */
export type RoleFate = "works" | "refused" | "fails";

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
