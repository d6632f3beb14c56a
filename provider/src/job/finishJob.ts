import { toOutputs } from "../resource/outputs";
import type { UserImportJobOutputs } from "../resource/properties";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { InitializationError } from "./initializationError";
import type { JobContext } from "./jobContext";
import { judgeJob } from "./judgeJob";

/** A resource's id and properties, once its job is as far as the inputs ask. */
export interface FinishedJob {
    readonly id: string;
    readonly outs: UserImportJobOutputs;
}

/**
 * Judges a job that has been taken as far as the inputs ask, and makes the resource of it.
 *
 * @throws InitializationError where the job is not what was asked for
 */
export async function finishJob(context: JobContext, job: ImportJob): Promise<FinishedJob> {
    const id = formatResourceId(context.userPoolId, job.jobId);
    const { rowFailures, error } = await judgeJob(context, job);
    const outs = toOutputs(context.inputs, job, rowFailures.failures, context.recorded);
    if (error !== undefined) {
        throw new InitializationError(id, outs, error);
    }
    return { id, outs };
}
