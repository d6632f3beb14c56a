import { explainAwsError, isLimitExceeded, isPreconditionNotMet, isTransient, wordsOf } from "../aws/awsError";
import { accountInArn } from "../aws/callers/accounts";
import { mentionsAnotherJob, namesLastingCause } from "../aws/refusalTexts";
import { isCallerRefused, isRoleRefused } from "../aws/roleRefusal";
import { phaseOfJob } from "../cognito/jobStatus";
import { messageOf, UserImportError } from "../errors/errors";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { retryWhileRoleIsNew } from "./newRole";
import { findActiveJob } from "./surveyJobs";

/** Bounds of the time between two tries to start, in seconds. */
const shortestPauseSeconds = 1;
const longestPauseSeconds = 10;

/** Why a turn did not come in time. */
export const turnDidNotCome = "another import job of this run was still active";

/** A job that runs, or the job of the same pool that it has to wait for. */
export type StartedJob = { readonly started: ImportJob } | { readonly active: ImportJob };

/**
 * Takes the steps that create, upload and start a job once no other job of this run is active, and keeps the turn until they
 * are done. After a wait the pool is no longer as it was.
 *
 * @param late the error if the timeout is over first
 * @param steps are told whether they had to wait
 */
export async function inTurn<T>(
    context: JobContext,
    late: () => UserImportError,
    steps: (hasWaited: boolean) => Promise<T>,
): Promise<T> {
    const { api, clock, deadlineMs, deps, progress, signal } = context;
    let hasWaited = false;
    const onWait = (): void => {
        hasWaited = true;
        progress.status("waiting for another import of this run");
    };
    // The role is one of the job's own account: AWS passes none to a service in another one.
    const key = `${api.lastEndpoint()} ${accountInArn(context.inputs.cloudWatchLogsRoleArn)}`;
    const release = await deps.memory.startQueue.acquire(key, clock, deadlineMs, onWait, signal);
    if (release === undefined) {
        throw late();
    }
    try {
        return await steps(hasWaited);
    } finally {
        release();
    }
}

/**
 * Starts a job whose CSV is uploaded. While another job of the account is active it waits for its turn, until the
 * deadline, and says so on the resource's row. A role that Cognito cannot use yet gets a minute.
 *
 * @returns the job, or at once the active one where that is of the same pool: it can be looked at, and it may import the
 *   same users
 */
export async function startJob(context: JobContext, jobId: string): Promise<StartedJob> {
    const { api, clock, userPoolId } = context;
    const retriesForRole = retryWhileRoleIsNew(context);
    let pauseSeconds = shortestPauseSeconds;
    for (;;) {
        // A run that was cancelled starts nothing new.
        context.signal?.throwIfAborted();
        try {
            return { started: await api.startJob(userPoolId, jobId) };
        } catch (error) {
            if (await retriesForRole(error)) {
                continue;
            }
            const current = await lookAfterRefusal(context, jobId, error);
            if (current !== undefined) {
                return { started: current };
            }
            const active = await findActiveJob(context, jobId);
            if (active !== undefined) {
                return { active };
            }
            const reason = `${whyNotYet(error)} (AWS says: ${wordsOf(error)})`;
            if (clock.now() >= context.deadlineMs) {
                throw startTimedOut({ jobId, userPoolId }, reason);
            }
            context.progress.status(`waiting: ${reason}`);
        }
        const leftSeconds = Math.max(0, (context.deadlineMs - clock.now()) / 1000);
        await clock.sleep(Math.min(pauseSeconds * (1 - clock.random() / 5), leftSeconds), context.signal);
        pauseSeconds = Math.min(pauseSeconds * 1.5, longestPauseSeconds);
    }
}

/** The error for a job whose turn did not come in time. */
export function startTimedOut(job: Pick<ImportJob, "jobId" | "userPoolId">, reason: string): UserImportError {
    return new UserImportError(
        "timeout",
        `Import job ${job.jobId} in user pool ${job.userPoolId} could not be started before the timeout: ${reason}. ` +
            "Run `pulumi up` again later, or set a longer `timeout`.",
        { jobId: job.jobId, status: "Created" },
    );
}

/** The job where Start had worked after all (its answer was lost); `undefined`: wait and try again. */
async function lookAfterRefusal(context: JobContext, jobId: string, error: unknown): Promise<ImportJob | undefined> {
    const { api, userPoolId, inputs } = context;
    const { cloudWatchLogsRoleArn } = inputs;
    const attempted = { operation: "StartUserImportJob", userPoolId, jobId, cloudWatchLogsRoleArn };
    const isUnclear = isPreconditionNotMet(error) || isLimitExceeded(error) || isTransient(error);
    if (!isUnclear) {
        throw explainAwsError(error, attempted);
    }
    const { job } = await api.describeJob(userPoolId, jobId).catch((failed: unknown) => {
        throw explainAwsError(failed, { ...attempted, operation: "DescribeUserImportJob" });
    });
    if (phaseOfJob(job) !== "created") {
        return job;
    }
    if (!isPassing(error)) {
        throw explainAwsError(error, attempted);
    }
    return undefined;
}

/**
 * Whether a refusal may be gone once another job has ended.
 *
 * Assumed: AWS documents neither error nor text. PreconditionNotMet that says so is the likely one; LimitExceeded, and a
 * PreconditionNotMet in words that nobody has foreseen, are waited on too, as long as no cause is named that stays.
 */
function isPassing(error: unknown): boolean {
    if (!isPreconditionNotMet(error) || isRoleRefused(error) || isCallerRefused(error)) {
        return isLimitExceeded(error);
    }
    const text = messageOf(error);
    return mentionsAnotherJob(text) || !namesLastingCause(text);
}

function whyNotYet(error: unknown): string {
    return mentionsAnotherJob(messageOf(error))
        ? "another import job of the account is active"
        : "AWS does not start it yet";
}
