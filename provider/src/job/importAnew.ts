import { explainAwsError, isThrottled, isTransient } from "../aws/awsError";
import type { JobWithUploadUrl } from "../cognito/importApi";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { advanceJob, type KnownBefore } from "./advanceJob";
import type { JobContext } from "./jobContext";
import {
    type FinishedJob,
    finishJob,
    keepJob,
    keptForReplacement,
    succeededWithoutJob,
    uploadExpiredError,
} from "./jobState";
import { hasFailedForRole, retryWhileRoleIsNew, waitForRole } from "./newRole";
import { hasNoNewUsers, prepareUpload } from "./prepareUpload";
import { type JobSurvey, surveyJobs } from "./surveyJobs";
import { asFound, isNoUse, reportFailed, sayContinues, sayTakenOver } from "./takeOver";

/** How many jobs one create makes at most: one more if an upload address has expired, or a new role was not ready. */
const maxJobs = 2;

/** Tries of CreateUserImportJob after transient errors, each but the first after a search for the job that a lost answer made. */
const maxCreateAttempts = 6;

/** A job to upload to. */
export interface CreatedJob {
    readonly created: JobWithUploadUrl;
    /** Whether it was found by its name, so that it may be somebody else's. */
    readonly isFound: boolean;
}

/**
 * Creates a job, or goes on with one that was only created, and takes it to the end of the resource.
 *
 * @param survey what is in the pool now
 * @param beganAtMs when the operation began, in milliseconds since 1970
 * @throws UserImportError while there is no job, and InitializationError from then on
 */
export async function importAnew(context: JobContext, survey: JobSurvey, beganAtMs: number): Promise<FinishedJob> {
    const { best, failed, surveyedAtMs } = survey;
    const upload = context.inputs.existingUsers === "omit" ? await prepareUpload(context) : undefined;
    if (upload !== undefined && hasNoNewUsers(upload)) {
        return await succeededWithoutJob(context, upload);
    }
    reportFailed(context, failed);
    let next: CreatedJob;
    if (best === undefined) {
        next = await createJob(context);
    } else {
        sayContinues(context, best.job);
        next = { created: best, isFound: true };
    }
    let known: KnownBefore = { upload, surveyedAtMs };
    for (const givenUp: string[] = []; ; known = { surveyedAtMs }) {
        const result = await advance(context, next, known, { givenUp, beganAtMs });
        if ("id" in result) {
            return result;
        }
        next = result;
    }
}

/**
 * Creates the job. AWS takes no idempotency token, so after an answer that was lost, or an error of the server, the job is
 * looked for by its name before it is created again. A role that Cognito cannot use yet gets a minute.
 *
 * @param givenUp ids of jobs of the same name that this one replaces
 */
export async function createJob(context: JobContext, givenUp: readonly string[] = []): Promise<CreatedJob> {
    const { api, clock, inputs, signal } = context;
    const { userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm } = inputs;
    const retriesForRole = retryWhileRoleIsNew(context);
    for (let attempt = 1; ; ) {
        // A run that was cancelled makes nothing new.
        signal?.throwIfAborted();
        try {
            const request = { userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm };
            return { created: await api.createJob(request), isFound: false };
        } catch (error) {
            if (await retriesForRole(error)) {
                continue;
            }
            if (!isTransient(error) || attempt === maxCreateAttempts) {
                throw explainAwsError(error, { operation: "CreateUserImportJob", userPoolId, cloudWatchLogsRoleArn });
            }
            await clock.sleep(clock.random() * Math.min(20, 2 ** attempt / 2), signal);
            attempt++;
            const found = isThrottled(error) ? undefined : (await surveyJobs(context, givenUp)).best;
            if (found !== undefined) {
                return { created: found, isFound: true };
            }
        }
    }
}

/** What this create has done before. */
interface Attempts {
    /** Ids of the jobs given up so far; grows. */
    readonly givenUp: string[];
    /** Milliseconds since 1970. */
    readonly beganAtMs: number;
}

/**
 * Takes a job to the end of the resource. If its upload address has expired, its role was not ready or its maker has stopped
 * it, gives it up and creates another one.
 */
async function advance(
    general: JobContext,
    { created, isFound }: CreatedJob,
    known: KnownBefore,
    { givenUp, beganAtMs }: Attempts,
): Promise<FinishedJob | CreatedJob> {
    const context = isFound ? asFound(general, created.job) : general;
    return await keepJob(context, created.job, async (onPoll) => {
        const { kind, job, upload } = await advanceJob(context, created, onPoll, known);
        const isLast = givenUp.length + 1 === maxJobs;
        switch (kind) {
            case "nobodyLeft":
                leaveToExpire(context, created.job, `Import job ${created.job.jobId} is not started.`);
                return await succeededWithoutJob(general);
            case "superseded":
                leaveToExpire(context, created.job, `Import job ${created.job.jobId} is not started.`);
                sayTakenOver(context, job);
                return await finishJob(asFound(general, job), job);
            case "expired":
                if (isLast) {
                    throw uploadExpiredError(context, job);
                }
                leaveToExpire(
                    context,
                    job,
                    `The upload address of import job ${job.jobId} has expired. A new job replaces it.`,
                );
                break;
            case "advanced":
                onPoll(job);
                if (isLast || !(await isGivenUp(context, job, isFound, beganAtMs))) {
                    return await finishJob(context, job, upload);
                }
        }
        givenUp.push(job.jobId);
        return await createJob(general, givenUp).catch((error: unknown) => {
            throw kind === "expired" ? keptForReplacement(context, job, error) : error;
        });
    });
}

/** Whether a new job may do what this one has not. */
async function isGivenUp(context: JobContext, job: ImportJob, isFound: boolean, beganAtMs: number): Promise<boolean> {
    if (isFound && isNoUse(context, job)) {
        context.progress.info(`Import job ${job.jobId} ended as ${job.status}. A new job replaces it.`);
        return true;
    }
    if (!hasFailedForRole(job) || !(await waitForRole(context, beganAtMs))) {
        return false;
    }
    context.progress.info(
        `Import job ${job.jobId} failed because of its CloudWatch Logs role, which may be too new (AWS says: ${job.completionMessage}). ` +
            "It imported nobody. A new job replaces it.",
    );
    return true;
}

function leaveToExpire(context: JobContext, job: ImportJob, why: string): void {
    context.deps.memory.jobs.replace(formatResourceId(context.userPoolId, job.jobId));
    context.progress.info(`${why} The old job expires by itself within two days.`);
}
