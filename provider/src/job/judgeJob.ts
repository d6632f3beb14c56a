import { roleAdvice } from "../aws/advice";
import { phaseOfJob } from "../cognito/jobStatus";
import { noRowFailures, type RowFailures, readRowFailures } from "../cognito/readRowFailures";
import { UserImportError } from "../errors/errors";
import { countOf, formatCount } from "../formatCount";
import { isReopenable, openInputSource } from "../resource/inputSource";
import { mayOmit } from "../resource/outputs";
import type { CheckedInputs } from "../resource/properties";
import type { ImportJob } from "../types";
import { describeCounts } from "./describeProgress";
import type { JobContext } from "./jobContext";
import { hasFailedForRole } from "./roleSettling";
import { rowFailuresOf } from "./rowFailuresOf";

/** How many failing lines a message shows; outputs list more. */
const shownFailures = 10;

/** How often the log is read while it is behind, and the pause between, in seconds. */
const logLooks = 4;
const logPauseSeconds = 2;

const leftToRefresh =
    "The failed lines are not recorded. Run `pulumi refresh` to find them: it checks again which users were in the pool.";

/** A verdict on a job, and the failed rows that go into the outputs. */
export interface Judgement {
    readonly rowFailures: RowFailures;
    /** `undefined`: the job did what was asked. */
    readonly error: UserImportError | undefined;
}

/**
 * Judges a job as the inputs ask: a job that has ended must have succeeded, with no more failed and skipped users
 * than allowed. One that still runs is not judged. Failed rows within the limit are told as a warning.
 */
export async function judgeJob(context: JobContext, job: ImportJob): Promise<Judgement> {
    const phase = phaseOfJob(job);
    if (phase !== "succeeded" && phase !== "unsuccessful") {
        return { rowFailures: noRowFailures, error: undefined };
    }
    const readLog = async () => await readSettledRowFailures(context, job);
    const isLeftToRefresh = isRecordedEnd(context, job) && isReopenable(context.inputs);
    const hintInstead = isLeftToRefresh ? leftToRefresh : undefined;
    const rowFailures = await rowFailuresOf(context, job, { readLog, hintInstead });
    const told: ToldFailures = {
        ...rowFailures,
        ...(await reasonsOf(context, job, rowFailures)),
        describeLine: await lineDescriber(context, rowFailures),
    };
    const error = phase === "succeeded" ? judgeCounts(context, job, told) : endedBadly(context, job, told);
    if (error === undefined && job.failedUsers > 0) {
        context.progress.warn(`Users not imported: ${formatCount(job.failedUsers)}.${listFailures(job, told)}`);
    }
    if (phase === "succeeded") {
        warnOfWrongSum(context, job);
    }
    return { rowFailures, error };
}

/** Whether state has the job as it ended, with the counts that AWS gives now: nothing has happened since it was looked into. */
function isRecordedEnd({ recorded }: JobContext, job: ImportJob): boolean {
    const facts = ["status", "importedUsers", "skippedUsers", "failedUsers"] as const;
    return facts.every((fact) => recorded?.[fact] === job[fact]);
}

/** Where more rows failed than state has, only the log knows the reasons of all. */
async function reasonsOf(
    context: JobContext,
    job: ImportJob,
    rowFailures: RowFailures,
): Promise<Pick<RowFailures, "reasons" | "countedUsers">> {
    const isUnknown = rowFailures.reasons.length === 0 && rowFailures.failures.length > 0;
    const { reasons, countedUsers } = isUnknown ? await readRowFailures(context.api, job) : rowFailures;
    return { reasons, countedUsers };
}

/** The log may be a few seconds behind the job: it is read again while it lacks failures that AWS has counted. */
async function readSettledRowFailures(context: JobContext, job: ImportJob): Promise<RowFailures> {
    for (let looks = 1; ; looks++) {
        const found = await readRowFailures(context.api, job);
        const isBehind = found.isReadable && found.countedUsers < job.failedUsers;
        if (!isBehind || looks === logLooks) {
            return found;
        }
        context.progress.status("reading the log");
        await context.clock.sleep(logPauseSeconds, context.signal);
    }
}

/** Failures with the way that messages name their lines. */
interface ToldFailures extends RowFailures {
    describeLine(line: number): string;
}

/** A part of a larger file has its lines named as that file's; without a source that can still be opened, they are the job's. */
async function lineDescriber(context: JobContext, { failures }: RowFailures): Promise<ToldFailures["describeLine"]> {
    const { deps, inputs } = context;
    const source = failures.length === 0 ? undefined : await openInputSource(deps, inputs).catch(() => undefined);
    return (line) => source?.describeLine?.(line) ?? `line ${line}`;
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
    return job.status === "Failed" && isAllSkipped && isNobodyNew && inputs.existingUsers !== "omit";
}

function endedBadly(context: JobContext, job: ImportJob, rowFailures: ToldFailures): UserImportError {
    const counts = describeCounts(job, context.uploadedUsers ?? context.inputs.totalUsers);
    const said = job.completionMessage === undefined ? "" : ` AWS says: ${job.completionMessage}`;
    return new UserImportError(
        "job-failed",
        `Import job ${job.jobId} in user pool ${job.userPoolId} ended as ${job.status}: ${counts}.${said}${listFailures(job, rowFailures)}\n` +
            adviceFor(context, job),
        { jobId: job.jobId, status: job.status },
    );
}

/** A list that grows meets all its old users again, whom AWS counts against the job. */
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

function judgeCounts(context: JobContext, job: ImportJob, rowFailures: ToldFailures): UserImportError | undefined {
    const { maxFailedUsers, maxSkippedUsers } = context.inputs;
    const skipped = job.skippedUsers === 1 ? "was skipped (it already exists)" : "were skipped (they already exist)";
    const exceeded = [
        ...exceeds("failed", job.failedUsers, maxFailedUsers, "maxFailedUsers"),
        ...exceeds(skipped, job.skippedUsers, maxSkippedUsers, "maxSkippedUsers"),
    ];
    if (exceeded.length === 0) {
        return undefined;
    }
    return new UserImportError(
        "limit-exceeded",
        `Import job ${job.jobId} in user pool ${job.userPoolId} succeeded, but ${exceeded.join(" and ")}.` +
            `${listFailures(job, rowFailures)}\n` +
            "The other users are imported. Correct the CSV (a changed CSV is a new job), or raise the limit and run `pulumi up` again.",
        { jobId: job.jobId, status: job.status },
    );
}

function exceeds(what: string, users: number, limit: number | undefined, argument: string): string[] {
    return limit !== undefined && users > limit
        ? [`${countOf(users, "user")} ${what}, more than ${argument} allows (${limit})`]
        : [];
}

/** The first failing lines, and, where there are more, how many rows failed for which reason. */
function listFailures(job: ImportJob, { failures, reasons, countedUsers, hint, describeLine }: ToldFailures): string {
    const lines = failures.slice(0, shownFailures).map(({ line, reason }) => `${describeLine(line)}: ${reason}`);
    const more = job.failedUsers - lines.length;
    if (lines.length > 0 && more > 0) {
        const counted = countedUsers < job.failedUsers ? `of ${formatCount(countedUsers)} in the log so far` : "in all";
        lines.push(`… and ${formatCount(more)} more${reasons.length > 0 ? `; ${counted}` : ""}`);
        lines.push(...reasons.slice(0, shownFailures).map(({ reason, users }) => `${formatCount(users)} × ${reason}`));
    }
    return [...lines, ...(hint === undefined ? [] : [hint])].map((line) => `\n  ${line}`).join("");
}

function warnOfWrongSum(context: JobContext, job: ImportJob): void {
    const sum = job.importedUsers + job.skippedUsers + job.failedUsers;
    // Of a job that another process uploaded it is not known what was left out.
    const isOmitting = mayOmit(context.inputs, context.recorded);
    const users = isOmitting ? context.uploadedUsers : context.inputs.totalUsers;
    if (users !== undefined && sum !== users) {
        context.progress.warn(
            `The source has ${countOf(users, "row")}${isOmitting ? " to upload" : ""}, but AWS counts ${formatCount(sum)} imported, skipped and failed in job ${job.jobId}.`,
        );
    }
}
