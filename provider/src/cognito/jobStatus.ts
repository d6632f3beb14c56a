import { UserImportError } from "../errors/errors";
import type { ImportJob, ImportJobStatus } from "../types";

/**
 * Where in its life a job is: `created` (waits for its CSV and a start), `running` (started), `stopping`, and the two
 * ends, `succeeded` and `unsuccessful` (no way back: AWS cannot restart a job).
 */
export type JobPhase = "created" | "running" | "stopping" | "succeeded" | "unsuccessful";

/** The one table of statuses. A status that AWS adds to its type does not compile until it stands here. */
const phases: Readonly<Record<ImportJobStatus, JobPhase>> = {
    Created: "created",
    Pending: "running",
    InProgress: "running",
    Stopping: "stopping",
    Stopped: "unsuccessful",
    Succeeded: "succeeded",
    Failed: "unsuccessful",
    Expired: "unsuccessful",
};

/** The phase of a status; `undefined` for one that AWS has added since this was written. */
export function phaseOf(status: string): JobPhase | undefined {
    return Object.hasOwn(phases, status) ? phases[status as ImportJobStatus] : undefined;
}

/**
 * The phase of a job.
 *
 * @throws UserImportError `unknown-status` for a status that is not in the table
 */
export function phaseOfJob(job: ImportJob): JobPhase {
    const phase = phaseOf(job.status);
    if (phase === undefined) {
        throw new UserImportError(
            "unknown-status",
            `Import job ${job.jobId} in user pool ${job.userPoolId} has the status "${job.status}", which this version of ` +
                "pulumi-cognito-user-import does not know. The job stays in state; upgrade the package and run again.",
            { jobId: job.jobId, status: job.status },
        );
    }
    return phase;
}

/** Whether a recorded status is one of the ends. An unknown status is not. */
export function hasEnded(status: string | undefined): boolean {
    const phase = status === undefined ? undefined : phaseOf(status);
    return phase === "succeeded" || phase === "unsuccessful";
}
