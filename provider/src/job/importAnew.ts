import { UserImportError } from "../errors/errors";
import { formatCount } from "../formatCount";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { advanceJob } from "./advanceJob";
import { type CreatedJob, createJob } from "./createJob";
import { type FinishedJob, finishJob } from "./finishJob";
import type { JobContext } from "./jobContext";
import { keepJob } from "./keepJob";
import { isNobodyLeft, withoutJob } from "./nobodyLeft";
import { forgetUpload } from "./prepareUpload";
import { hasFailedForRole, waitForRole } from "./roleSettling";
import type { JobSurvey } from "./surveyJobs";
import { asFound, isNoUse, sayTakenOver } from "./takeOver";
import { strandedJob, uploadExpired } from "./uploadToJob";

/** How many jobs one create makes at most: one more where an upload address has expired, or a new role was not ready. */
const maxJobs = 2;

/** How many jobs of one content may fail before no other one is made: a pool keeps each for good, and its quota is finite. */
const maxFailedJobs = 5;

/**
 * Makes a job, or goes on with one that was only created, and takes it to the end of the resource.
 *
 * @param beganAt when the operation began, in milliseconds since 1970
 * @throws UserImportError while there is no job, and InitializationError from then on
 */
export async function importAnew(
    context: JobContext,
    { best, failed }: JobSurvey,
    beganAt: number,
): Promise<FinishedJob> {
    if (await isNobodyLeft(context)) {
        return withoutJob(context);
    }
    tellFailed(
        context,
        failed.filter((job) => !isRemedied(context, job)),
    );
    let made = best === undefined ? await createJob(context) : goOnWith(context, { ticket: best, isFound: true });
    for (const givenUp: string[] = []; ; ) {
        const next = await advance(context, made, { givenUp, beganAt });
        if ("id" in next) {
            return next;
        }
        made = next;
    }
}

/** What this create has done before. */
interface Attempts {
    /** Ids of the jobs given up so far. */
    readonly givenUp: string[];
    /** Milliseconds since 1970. */
    readonly beganAt: number;
}

/**
 * Takes a job to the end of the resource, or, where its upload address has expired, its role was not ready or its maker
 * has stopped it, gives it up for another one.
 */
async function advance(
    general: JobContext,
    { ticket, isFound }: CreatedJob,
    { givenUp, beganAt }: Attempts,
): Promise<FinishedJob | CreatedJob> {
    const context = isFound ? asFound(general, ticket.job) : general;
    return await keepJob(context, ticket.job, async (onLook) => {
        const { kind, job } = await advanceJob(context, ticket, onLook);
        const isLast = givenUp.length + 1 === maxJobs;
        switch (kind) {
            case "nobodyLeft":
                leaveToExpire(context, ticket.job, `Import job ${ticket.job.jobId} is not started.`);
                return withoutJob(general);
            case "superseded":
                leaveToExpire(context, ticket.job, `Import job ${ticket.job.jobId} is not started.`);
                sayTakenOver(context, job);
                return await finishJob(asFound(general, job), job);
            case "expired":
                if (isLast) {
                    throw uploadExpired(context, job);
                }
                leaveToExpire(
                    context,
                    job,
                    `The upload address of import job ${job.jobId} has expired. A new job replaces it.`,
                );
                break;
            case "advanced":
                onLook(job);
                if (isLast || !(await isGivenUp(context, job, isFound, beganAt))) {
                    return await finishJob(context, job);
                }
        }
        givenUp.push(job.jobId);
        forgetUpload(general);
        return await createJob(general, givenUp).catch((error: unknown) => {
            throw kind === "expired" ? strandedJob(context, job, error) : error;
        });
    });
}

/** Whether a new job may do what this one has not. */
async function isGivenUp(context: JobContext, job: ImportJob, isFound: boolean, beganAt: number): Promise<boolean> {
    if (isFound && isNoUse(context, job)) {
        context.progress.info(`Import job ${job.jobId} ended as ${job.status}. A new job replaces it.`);
        return true;
    }
    if (!hasFailedForRole(job) || !(await waitForRole(context, beganAt))) {
        return false;
    }
    context.progress.info(
        `Import job ${job.jobId} failed because of its CloudWatch Logs role, which may be too new (AWS says: ${job.completionMessage}). ` +
            "It imported nobody. A new job replaces it.",
    );
    return true;
}

/** Whether a job failed since it met users who are left out of the next one. */
function isRemedied({ inputs }: JobContext, job: ImportJob): boolean {
    return inputs.existingUsers === "omit" && job.skippedUsers > 0;
}

/**
 * Tells of the jobs of this content that have failed, since with `waitForCompletion: false` nobody has.
 *
 * @throws UserImportError `job-failed` where there are so many that another one is no use
 */
function tellFailed(context: JobContext, failed: readonly ImportJob[]): void {
    const [last] = failed;
    if (last === undefined) {
        return;
    }
    const said = last.completionMessage === undefined ? "" : ` AWS says: ${last.completionMessage}`;
    const text =
        `Import jobs with this content that ended as Failed: ${formatCount(failed.length)}. The last one is ${last.jobId}, of ` +
        `${last.completionDate ?? last.creationDate} (${formatCount(last.importedUsers)} imported, ` +
        `${formatCount(last.skippedUsers)} skipped, ${formatCount(last.failedUsers)} failed).${said}`;
    if (failed.length >= maxFailedJobs) {
        throw new UserImportError(
            "job-failed",
            `${text} No further job is created for user pool ${context.userPoolId}. Correct the cause. Then change ` +
                "the CSV, or set `triggers` to a new value to import the same content again.",
            { jobId: last.jobId, status: last.status },
        );
    }
    context.progress.warn(`${text} After ${maxFailedJobs} failed jobs no further job is created.`);
}

function goOnWith(context: JobContext, created: CreatedJob): CreatedJob {
    const { jobId, status } = created.ticket.job;
    context.progress.info(`Continuing import job ${jobId} (${status}), left by an earlier run.`);
    return created;
}

function leaveToExpire(context: JobContext, job: ImportJob, why: string): void {
    context.deps.stateJobs.replace(formatResourceId(context.userPoolId, job.jobId));
    context.progress.info(`${why} The old job expires by itself within two days.`);
}
