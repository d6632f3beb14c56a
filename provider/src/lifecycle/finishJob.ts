import type { ImportJob } from "../types";
import { InitializationError } from "./initializationError";
import type { JobContext } from "./jobContext";
import { judgeJob } from "./judgeJob";
import { toOutputs } from "./outputs";
import type { UserImportJobOutputs } from "./properties";
import { formatResourceId } from "./resourceId";

/**
 * Runs the steps that take a job on, judges it, and makes the resource of it. Whatever goes wrong from here on keeps
 * the job, as it was last seen, in state.
 *
 * @param steps resolves with the job as it then is, or `undefined` where the job was given up for another one
 */
export async function finishJob(
    context: JobContext,
    job: ImportJob,
    steps: (onLook: (look: ImportJob) => void) => Promise<ImportJob | undefined>,
): Promise<{ id: string; outs: UserImportJobOutputs } | undefined> {
    const id = formatResourceId(context.userPoolId, job.jobId);
    let latest = job;
    try {
        const finished = await steps((look) => {
            latest = look;
        });
        if (finished === undefined) {
            return undefined;
        }
        latest = finished;
        const { rowFailures, error } = await judgeJob(context, finished);
        const outs = toOutputs(context.inputs, finished, rowFailures.failures);
        if (error !== undefined) {
            throw new InitializationError(id, outs, error);
        }
        return { id, outs };
    } catch (error) {
        throw error instanceof InitializationError
            ? error
            : new InitializationError(id, toOutputs(context.inputs, latest), error);
    }
}
