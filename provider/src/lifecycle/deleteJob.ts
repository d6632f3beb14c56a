import { explainAwsError, isNotFound, isPreconditionNotMet } from "../cognito/awsError";
import { type JobPhase, phaseOf, phaseOfJob } from "../cognito/jobStatus";
import { waitForJob } from "../cognito/waitForJob";
import { UserImportError } from "../errors";
import type { ImportJob } from "../types";
import type { LifecycleDependencies } from "./dependencies";
import { describeProgress } from "./describeProgress";
import { type JobContext, openJobContext } from "./jobContext";
import type { UserImportJobOutputs } from "./properties";
import { noJobId, parseResourceId } from "./resourceId";

/** Tries to stop a job that is just between two statuses. */
const maxStops = 5;

/**
 * Stops a job that runs and waits until it has stopped. AWS has no call to delete a job: one that has ended stays
 * listed, one that was never started is left to expire, and imported users stay. A job or pool that does not exist
 * is done.
 */
export async function deleteJob(deps: LifecycleDependencies, id: string, props: UserImportJobOutputs): Promise<void> {
    const { userPoolId, jobId } = parseResourceId(id);
    if (jobId === noJobId) {
        return;
    }
    const context = openJobContext(deps, { ...props, userPoolId });
    try {
        const job = await look(context, jobId);
        const ended = await stopWhereRunning(context, job);
        sayWhatStays(context, ended);
    } catch (error) {
        if (!isNotFound(error) && !isNotFound((error as { cause?: unknown }).cause)) {
            throw explainAwsError(error, { operation: "StopUserImportJob", userPoolId, jobId });
        }
    }
}

async function stopWhereRunning(context: JobContext, first: ImportJob): Promise<ImportJob> {
    let job = first;
    for (let stops = 0; phaseOfJob(job) === "running"; stops++) {
        if (stops === maxStops) {
            throw new UserImportError(
                "aws-error",
                `Import job ${job.jobId} in user pool ${job.userPoolId} could not be stopped: AWS refused ${maxStops} times ` +
                    `while its status was ${job.status}. Run again.`,
                { jobId: job.jobId, status: job.status },
            );
        }
        job = await stop(context, job);
    }
    return phaseOfJob(job) === "stopping" ? await waitUntilStopped(context, job) : job;
}

/** Asks to stop; a refusal because the status has just changed leads to another look. */
async function stop(context: JobContext, job: ImportJob): Promise<ImportJob> {
    context.progress.status(`stops ${job.jobId}`);
    try {
        const stopped = await context.api.stopJob(job.userPoolId, job.jobId);
        // It was accepted, whatever the answer still calls the job.
        return phaseOf(stopped.status) === "running" ? { ...stopped, status: "Stopping" } : stopped;
    } catch (error) {
        if (!isPreconditionNotMet(error)) {
            throw error;
        }
        await context.clock.sleep(1, context.signal);
        return await look(context, job.jobId);
    }
}

async function look(context: JobContext, jobId: string): Promise<ImportJob> {
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
        deadline: context.deadline,
        signal: context.signal,
        onLook: (look) => context.progress.status(describeProgress(look, context.inputs.totalUsers)),
    });
}

function sayWhatStays(context: JobContext, job: ImportJob): void {
    if (phaseOf(job.status) === "created") {
        context.progress.info(`Import job ${job.jobId} was never started; AWS lets it expire within two days.`);
    }
    if (job.importedUsers > 0) {
        const users = job.importedUsers.toLocaleString("en-US");
        context.progress.info(
            `The ${users} users that import job ${job.jobId} imported stay in user pool ${job.userPoolId}.`,
        );
    }
}
