import { UserImportError } from "../errors/errors";
import type { ImportJob, ImportJobStatus } from "../types";

/**
 * Where in its life a job is: `created` (waits for its CSV and a start), `running` (started), `stopping`, and the two
 * ends, `succeeded` and `unsuccessful` (no way back: AWS cannot restart a job).
 */
export type JobPhase = "created" | "running" | "stopping" | "succeeded" | "unsuccessful";

/**
 * The one table of statuses, typed by the SDK: a status that a new SDK brings does not compile until it has a row here. Only
 * this file compares statuses; everything else asks for the phase, or one of the questions below.
 */
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
    return isKnown(status) ? phases[status] : undefined;
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

/** Whether the job's counts move: it works through its rows. */
export function isImporting({ status }: Pick<ImportJob, "status">): boolean {
    return is(status, "InProgress");
}

/** Whether AWS has ended the job because of its rows or its role, so that another job with the same content may fail too. */
export function hasFailed({ status }: Pick<ImportJob, "status">): boolean {
    return is(status, "Failed");
}

/** Whether the job has ended because it was never started. */
export function hasExpired({ status }: Pick<ImportJob, "status">): boolean {
    return is(status, "Expired");
}

/** For the `default` of a switch over phases: a new phase does not compile until the switch has a case for it. */
export function unexpectedPhase(phase: never): never {
    throw new Error(`There is no phase "${phase}".`);
}

function isKnown(status: string): status is ImportJobStatus {
    return Object.hasOwn(phases, status);
}

function is(status: string, expected: ImportJobStatus): boolean {
    return status === expected;
}
