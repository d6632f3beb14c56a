import { UserImportError } from "../errors/errors";
import { toOutputs } from "../resource/outputs";
import type { UserImportJobOutputs } from "../resource/properties";
import { formatResourceId, noJobId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { InitializationError } from "./initializationError";
import type { JobContext } from "./jobContext";
import { judgeJob } from "./judgeJob";
import type { PreparedUpload } from "./prepareUpload";

/** A resource's id and properties, once its job is as far as the inputs ask. */
export interface FinishedJob {
    readonly id: string;
    readonly outs: UserImportJobOutputs;
}

/** Is told of every state that a job is seen in, so that an error can keep the latest. */
export type OnPoll = (job: ImportJob) => void;

/**
 * Runs the steps that take a job on. Whatever goes wrong in them keeps the job, as it was last seen, in the state.
 *
 * @param steps are to tell of every state that they see the job in
 * @throws InitializationError
 */
export async function keepJob<T>(
    context: JobContext,
    job: ImportJob,
    steps: (onPoll: OnPoll) => Promise<T>,
): Promise<T> {
    const id = formatResourceId(context.userPoolId, job.jobId);
    let latest = job;
    context.deps.memory.jobs.keep(id);
    try {
        return await steps((polled) => {
            latest = polled;
        });
    } catch (error) {
        throw error instanceof InitializationError
            ? error
            : new InitializationError(
                  id,
                  toOutputs(context.inputs, latest, context.recorded?.failures, context.recorded),
                  error,
              );
    }
}

/**
 * Judges a job that has been taken as far as the inputs ask, and makes the resource of it.
 *
 * @param upload what this process has uploaded to the job; `undefined`: nothing
 * @throws InitializationError if the job is not what was asked for
 */
export async function finishJob(context: JobContext, job: ImportJob, upload?: PreparedUpload): Promise<FinishedJob> {
    const id = formatResourceId(context.userPoolId, job.jobId);
    const { rowFailures, error } = await judgeJob(context, job, upload);
    const outs = toOutputs(context.inputs, job, rowFailures.failures, context.recorded);
    if (error !== undefined) {
        throw new InitializationError(id, outs, error);
    }
    return { id, outs };
}

/**
 * The resource without a job: it has succeeded, with nobody imported and all rows omitted. It is judged like one with a job.
 *
 * @throws InitializationError if the arguments' limits do not allow it
 */
export async function succeededWithoutJob(context: JobContext, upload?: PreparedUpload): Promise<FinishedJob> {
    const { inputs, userPoolId, progress } = context;
    progress.info(`All users of the source are already in user pool ${userPoolId}, so no import job was created.`);
    const noJob: ImportJob = {
        jobId: noJobId,
        jobName: inputs.jobName,
        userPoolId,
        status: "Succeeded",
        cloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn,
        creationDate: undefined,
        startDate: undefined,
        completionDate: undefined,
        importedUsers: 0,
        skippedUsers: 0,
        failedUsers: 0,
        completionMessage: undefined,
        passwordHashingAlgorithm: inputs.passwordHashingAlgorithm,
    };
    return await finishJob(context, noJob, upload);
}

/**
 * The error for a job whose upload address is no longer valid, if no new job may be created. The state remembers it, so that
 * the next run replaces the job, whatever its machine's clock says of the job's age.
 */
export function uploadExpiredError(context: JobContext, job: ImportJob): InitializationError {
    return keptForReplacement(
        context,
        job,
        new UserImportError(
            "job-not-started",
            `Import job ${job.jobId} in user pool ${job.userPoolId} was created, but its upload address expired before the ` +
                "CSV was uploaded. Nothing was imported. Run `pulumi up` again: it replaces the job with a new one.",
            { jobId: job.jobId, status: job.status },
        ),
    );
}

/** Keeps a job that cannot go on in the state, for the next run to replace. */
export function keptForReplacement(context: JobContext, job: ImportJob, cause: unknown): InitializationError {
    const properties = {
        ...toOutputs(context.inputs, job, undefined, context.recorded),
        isUploadExpired: true as const,
    };
    return new InitializationError(formatResourceId(context.userPoolId, job.jobId), properties, cause);
}
