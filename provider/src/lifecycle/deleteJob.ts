import { explainAwsError, isNotFound, isPreconditionNotMet } from "../aws/awsError";
import { hasEnded, type JobPhase, phaseOf, phaseOfJob } from "../cognito/jobStatus";
import { messageOf, UserImportError } from "../errors/errors";
import { shownText } from "../errors/shownText";
import type { LifecycleDependencies } from "../job/dependencies";
import { describeProgress } from "../job/describeProgress";
import { type JobContext, openJobContext } from "../job/jobContext";
import { waitForJob } from "../job/waitForJob";
import { countOf } from "../messages";
import type { UserImportJobOutputs } from "../resource/properties";
import { noJobId, parseResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";

/** Bounds of the time between two tries to stop a job, in seconds. */
const shortestPauseSeconds = 1;
const longestPauseSeconds = 10;

/**
 * Stops a running job and waits until it has stopped. A job that had ended when it was last seen needs no answer of AWS's. AWS
 * has no call to delete a job: a job that has ended stays listed, one that was never started expires, and imported users stay.
 * Nothing is done if the job or pool does not exist, if this run keeps the job for the resource itself (see `JobDecisions`), or
 * if this stack only found the job and did not create it.
 */
export async function deleteJob(deps: LifecycleDependencies, id: string, props: UserImportJobOutputs): Promise<void> {
    const { userPoolId, jobId } = parseResourceId(id);
    if (jobId === noJobId) {
        return;
    }
    if (deps.memory.jobs.isKept(id)) {
        deps.progress(props.resourceUrn).info(`Import job ${jobId} is not stopped: the resource still uses it.`);
        return;
    }
    try {
        const context = openJobContext(deps, { ...props, userPoolId });
        const job = await describe(context, jobId);
        if (props.isAdopted === true && !hasEnded(job.status) && phaseOf(job.status) !== "created") {
            sayWhoStops(context, job);
            return;
        }
        sayWhatStays(context, await stopWhereRunning(context, job));
    } catch (error) {
        if (isNotFound(error) || isNotFound((error as { cause?: unknown }).cause)) {
            return;
        }
        // Nothing has to be stopped. Credentials in the state may have expired since, and files that it names may be gone.
        if (!hasEnded(props.status)) {
            throw explainAwsError(error, { operation: "StopUserImportJob", userPoolId, jobId });
        }
    }
}

/**
 * Calls Stop until AWS accepts it or the job has ended by itself: AWS may refuse while the job is between two statuses.
 */
async function stopWhereRunning(context: JobContext, first: ImportJob): Promise<ImportJob> {
    const { api, clock, deadlineMs, progress, signal } = context;
    let job = first;
    let pauseSeconds = shortestPauseSeconds;
    while (phaseOfJob(job) === "running") {
        progress.status(`stopping ${job.jobId}`);
        try {
            const stopped = await api.stopJob(context.userPoolId, job.jobId);
            // AWS accepted it, whatever status the answer still shows.
            job = phaseOf(stopped.status) === "running" ? { ...stopped, status: "Stopping" } : stopped;
        } catch (error) {
            if (!isPreconditionNotMet(error)) {
                throw error;
            }
            if (clock.now() >= deadlineMs) {
                throw stopTimedOut(job, error);
            }
            progress.status(`waiting to stop ${job.jobId} (${job.status})`);
            await clock.sleep(Math.min(pauseSeconds, Math.max(0, (deadlineMs - clock.now()) / 1000)), signal);
            pauseSeconds = Math.min(pauseSeconds * 1.5, longestPauseSeconds);
            job = await describe(context, job.jobId);
        }
    }
    return phaseOfJob(job) === "stopping" ? await waitUntilStopped(context, job) : job;
}

function stopTimedOut(job: ImportJob, cause: unknown): UserImportError {
    return new UserImportError(
        "timeout",
        `Import job ${job.jobId} in user pool ${job.userPoolId} could not be stopped before the timeout. Its status ` +
            `was ${job.status}, and AWS refused (${shownText(messageOf(cause))}). Run again, or set a longer \`timeout\`.`,
        { jobId: job.jobId, status: job.status, cause },
    );
}

async function describe(context: JobContext, jobId: string): Promise<ImportJob> {
    const { api, userPoolId } = context;
    try {
        return (await api.describeJob(userPoolId, jobId)).job;
    } catch (error) {
        throw explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId });
    }
}

async function waitUntilStopped(context: JobContext, job: ImportJob): Promise<ImportJob> {
    const ends: readonly JobPhase[] = ["succeeded", "unsuccessful"];
    return await waitForJob({
        api: context.api,
        clock: context.clock,
        userPoolId: job.userPoolId,
        jobId: job.jobId,
        until: ends,
        deadlineMs: context.deadlineMs,
        signal: context.signal,
        onPoll: (polled) => context.progress.status(describeProgress(polled, context.inputs.totalUsers)),
    });
}

function sayWhoStops({ progress }: JobContext, { jobId, userPoolId, status }: ImportJob): void {
    progress.info(
        `Import job ${jobId} continues (${status}). This stack did not create the job, so it does not stop it. To stop it, run: ` +
            `aws cognito-idp stop-user-import-job --user-pool-id ${userPoolId} --job-id ${jobId}`,
    );
}

function sayWhatStays(context: JobContext, job: ImportJob): void {
    if (phaseOf(job.status) === "created") {
        context.progress.info(`Import job ${job.jobId} was never started. It expires by itself within two days.`);
    }
    if (job.importedUsers > 0) {
        const users = countOf(job.importedUsers, "user");
        const stay = job.importedUsers === 1 ? "stays" : "stay";
        context.progress.info(`${users} that import job ${job.jobId} imported ${stay} in user pool ${job.userPoolId}.`);
    }
}
