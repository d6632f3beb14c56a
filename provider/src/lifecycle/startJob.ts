import { explainAwsError, isPreconditionNotMet, isTransient } from "../cognito/awsError";
import { phaseOfJob } from "../cognito/jobStatus";
import { messageOf, UserImportError } from "../errors";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";

/** Bounds of the time between two tries to start, in seconds. */
const shortestPauseSeconds = 1;
const longestPauseSeconds = 10;

/**
 * What Start may answer while another job of the account is active.
 *
 * Assumed: AWS documents neither error nor text; PreconditionNotMet with a text that says so is the likely one.
 */
const anotherIsActive = /another|active|in progress|already|concurrent|running/i;

/**
 * Starts a job whose CSV is uploaded. While another job of the account is active it waits for its turn, until the
 * deadline, and says so on the resource's row.
 */
export async function startJob(context: JobContext, jobId: string): Promise<ImportJob> {
    const { api, clock, userPoolId } = context;
    let pauseSeconds = shortestPauseSeconds;
    for (;;) {
        // A run that was cancelled starts nothing new.
        context.signal?.throwIfAborted();
        try {
            return await api.startJob(userPoolId, jobId);
        } catch (error) {
            const current = await lookAfterRefusal(context, jobId, error);
            if (current !== undefined) {
                return current;
            }
            if (clock.now() >= context.deadline) {
                const reason = `another import job of the account is active (AWS says: ${messageOf(error)})`;
                throw startTimedOut({ jobId, userPoolId }, reason);
            }
            context.progress.status(`${jobId} waits: another import job of the account is active`);
        }
        const leftSeconds = Math.max(0, (context.deadline - clock.now()) / 1000);
        await clock.sleep(Math.min(pauseSeconds * (1 - clock.random() / 5), leftSeconds), context.signal);
        pauseSeconds = Math.min(pauseSeconds * 1.5, longestPauseSeconds);
    }
}

/** The error for a job whose turn did not come in time. */
export function startTimedOut(job: Pick<ImportJob, "jobId" | "userPoolId">, reason: string): UserImportError {
    return new UserImportError(
        "timeout",
        `Import job ${job.jobId} in user pool ${job.userPoolId} could not be started before the timeout was over: ${reason}. ` +
            "Run `pulumi up` again when that one has ended, or give the resource a longer `timeout`.",
        { jobId: job.jobId, status: "Created" },
    );
}

/** The job where Start had worked after all (its answer was lost); `undefined`: wait and try again. */
async function lookAfterRefusal(context: JobContext, jobId: string, error: unknown): Promise<ImportJob | undefined> {
    const { api, userPoolId } = context;
    const attempted = { operation: "StartUserImportJob", userPoolId, jobId };
    if (!isPreconditionNotMet(error) && !isTransient(error)) {
        throw explainAwsError(error, { ...attempted, cloudWatchLogsRoleArn: context.inputs.cloudWatchLogsRoleArn });
    }
    const { job } = await api.describeJob(userPoolId, jobId).catch((failed: unknown) => {
        throw explainAwsError(failed, { operation: "DescribeUserImportJob", userPoolId, jobId });
    });
    if (phaseOfJob(job) !== "created") {
        return job;
    }
    if (isTransient(error) || !anotherIsActive.test(messageOf(error))) {
        throw explainAwsError(error, attempted);
    }
    return undefined;
}
