import { isPresent } from "../argumentValues";
import { roleAdvice } from "../aws/advice";
import { hasFailed, phaseOfJob, unexpectedPhase } from "../cognito/jobStatus";
import { noRowFailures, type RowFailures } from "../cognito/readRowFailures";
import { UserImportError } from "../errors/errors";
import { countOf, formatCount } from "../messages";
import { isReopenable } from "../resource/inputSource";
import { mayOmit, omittedUsersOf } from "../resource/outputs";
import type { CheckedInputs, UserImportJobOutputs } from "../resource/properties";
import { noJobId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { describeCounts } from "./describeProgress";
import { findFailedRows, listFailures, type ReportedFailures, readSettledLog, reportedFailures } from "./failedRows";
import type { JobContext } from "./jobContext";
import { hasFailedForRole } from "./newRole";
import type { PreparedUpload } from "./prepareUpload";

const leftToRefresh =
    "The failed lines are not recorded. Run `pulumi refresh` to find them: it checks again which users were in the pool.";

/** A verdict on a job, and the failed rows that go into the outputs. */
export interface Judgement {
    readonly rowFailures: RowFailures;
    /** `undefined`: the job did what was asked. */
    readonly error: UserImportError | undefined;
}

/**
 * Judges a job as the inputs ask: a job that has ended must have succeeded, with no more failed, skipped and omitted users
 * than allowed. One that still runs is not judged. Failed rows within the limit are reported as a warning.
 *
 * @param upload what this process has uploaded to the job; `undefined`: nothing
 */
export async function judgeJob(context: JobContext, job: ImportJob, upload?: PreparedUpload): Promise<Judgement> {
    const phase = phaseOfJob(job);
    switch (phase) {
        case "created":
        case "running":
        case "stopping":
            return { rowFailures: noRowFailures, error: undefined };
        case "succeeded":
        case "unsuccessful":
            return await judgeEnd(context, job, phase, upload);
        default:
            return unexpectedPhase(phase);
    }
}

async function judgeEnd(
    context: JobContext,
    job: ImportJob,
    phase: "succeeded" | "unsuccessful",
    upload: PreparedUpload | undefined,
): Promise<Judgement> {
    const isLeftToRefresh = isRecordedEnd(context, job) && isReopenable(context.inputs);
    const rowFailures = await findFailedRows(context, job, {
        readLog: async () => await readSettledLog(context, job),
        upload,
        hintInstead: isLeftToRefresh ? leftToRefresh : undefined,
    });
    const reported = await reportedFailures(context, job, rowFailures);
    if (phase === "unsuccessful") {
        return { rowFailures, error: jobFailedError(context, job, reported, upload) };
    }
    const error = judgeCounts(context, job, reported);
    if (error === undefined && job.failedUsers > 0) {
        context.progress.warn(`Users not imported: ${formatCount(job.failedUsers)}.${listFailures(job, reported)}`);
    }
    warnOfWrongSum(context, job, upload);
    return { rowFailures, error };
}

/** Whether the state has the job as it ended, with the counts that AWS gives now: nothing has happened since it was judged. */
function isRecordedEnd({ recorded }: JobContext, job: ImportJob): boolean {
    const facts = ["status", "importedUsers", "skippedUsers", "failedUsers"] as const;
    return facts.every((fact) => recorded?.[fact] === job[fact]);
}

/** What tells that a job met nobody who was new. */
type CountedJob = Pick<ImportJob, "status" | "importedUsers" | "skippedUsers" | "failedUsers">;

/**
 * Whether a job failed since all users of the source are in the pool: another one would end likewise, while they are not to
 * be left out of it.
 */
export function isEverybodyThere(
    job: CountedJob,
    inputs: Pick<CheckedInputs, "existingUsers" | "totalUsers">,
): boolean {
    const isAllSkipped = job.skippedUsers > 0 && job.skippedUsers === inputs.totalUsers;
    const isNobodyNew = job.importedUsers === 0 && job.failedUsers === 0;
    return hasFailed(job) && isAllSkipped && isNobodyNew && inputs.existingUsers !== "omit";
}

type LimitedCounts = Pick<UserImportJobOutputs, "failedUsers" | "skippedUsers" | "omittedUsers">;
type Limits = Pick<CheckedInputs, "maxFailedUsers" | "maxSkippedUsers" | "maxOmittedUsers">;

/**
 * The limits among the arguments that the counts of a job exceed, each as a clause of a sentence; none: all are kept. The one
 * place that knows the limits.
 */
export function exceededLimits(
    { failedUsers, skippedUsers, omittedUsers = 0 }: LimitedCounts,
    { maxFailedUsers, maxSkippedUsers, maxOmittedUsers }: Limits,
): readonly string[] {
    const skipped = skippedUsers === 1 ? "was skipped (it already exists)" : "were skipped (they already exist)";
    const omitted = omittedUsers === 1 ? "was omitted (it already exists)" : "were omitted (they already exist)";
    return [
        ...exceeds("failed", failedUsers, maxFailedUsers, "maxFailedUsers"),
        ...exceeds(skipped, skippedUsers, maxSkippedUsers, "maxSkippedUsers"),
        ...exceeds(omitted, omittedUsers, maxOmittedUsers, "maxOmittedUsers"),
    ];
}

function exceeds(what: string, users: number, limit: number | undefined, argument: string): string[] {
    return isPresent(limit) && users > limit
        ? [`${countOf(users, "user")} ${what}, more than ${argument} allows (${limit})`]
        : [];
}

function judgeCounts(context: JobContext, job: ImportJob, failures: ReportedFailures): UserImportError | undefined {
    const omittedUsers = omittedUsersOf(context.inputs, job, context.recorded);
    const exceeded = exceededLimits({ ...job, omittedUsers }, context.inputs);
    if (exceeded.length === 0) {
        return undefined;
    }
    if (job.jobId === noJobId) {
        return new UserImportError(
            "limit-exceeded",
            `No import job was created in user pool ${job.userPoolId}, and ${exceeded.join(" and ")}.\n` +
                "Correct the CSV, or raise the limit and run `pulumi up` again.",
            { status: job.status },
        );
    }
    return new UserImportError(
        "limit-exceeded",
        `Import job ${job.jobId} in user pool ${job.userPoolId} succeeded, but ${exceeded.join(" and ")}.` +
            `${listFailures(job, failures)}\n` +
            "The other users are imported. Correct the CSV (a changed CSV is a new job), or raise the limit and run `pulumi up` again.",
        { jobId: job.jobId, status: job.status },
    );
}

function jobFailedError(
    context: JobContext,
    job: ImportJob,
    failures: ReportedFailures,
    upload: PreparedUpload | undefined,
): UserImportError {
    const counts = describeCounts(job, upload?.users ?? context.inputs.totalUsers);
    const said = job.completionMessage === undefined ? "" : ` AWS says: ${job.completionMessage}`;
    return new UserImportError(
        "job-failed",
        `Import job ${job.jobId} in user pool ${job.userPoolId} ended as ${job.status}: ${counts}.${said}${listFailures(job, failures)}\n` +
            adviceFor(context, job),
        { jobId: job.jobId, status: job.status },
    );
}

/** A list that grows meets all its old users again, and AWS counts them against the job. */
function adviceFor(context: JobContext, job: ImportJob): string {
    if (isEverybodyThere(job, context.inputs)) {
        return (
            "All users of the source are already in the pool, so no new job is created. Set existingUsers to " +
            '"omit" to record them as omitted, or set `triggers` to a new value to import again.'
        );
    }
    const next =
        "AWS cannot restart a job. The next `pulumi up` replaces it with a new job, which skips the users imported so far. ";
    if (hasFailedForRole(job)) {
        return `${next}A new role may need a minute before Cognito can use it. ${roleAdvice(job)}`;
    }
    return job.skippedUsers > 0 && context.inputs.existingUsers !== "omit"
        ? `${next}${countOf(job.skippedUsers, "user")} ${job.skippedUsers === 1 ? "is" : "are"} already in the pool, and AWS ends a job with too many of them. ` +
              'Set existingUsers to "omit" to upload only the other users.'
        : `${next}Correct the cause first.`;
}

function warnOfWrongSum(context: JobContext, job: ImportJob, upload: PreparedUpload | undefined): void {
    const sum = job.importedUsers + job.skippedUsers + job.failedUsers;
    // If another process uploaded to the job, it is not known what was left out.
    const isOmitting = mayOmit(context.inputs, context.recorded);
    const users = isOmitting ? upload?.users : context.inputs.totalUsers;
    if (users !== undefined && sum !== users) {
        context.progress.warn(
            `The source has ${countOf(users, "row")}${isOmitting ? " to upload" : ""}, but AWS counts ${formatCount(sum)} imported, skipped and failed in job ${job.jobId}.`,
        );
    }
}
