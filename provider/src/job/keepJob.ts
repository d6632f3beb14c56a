import { toOutputs } from "../resource/outputs";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { InitializationError } from "./initializationError";
import type { JobContext } from "./jobContext";

/**
 * Runs the steps that take a job on. Whatever goes wrong in them keeps the job, as it was last seen, in state.
 *
 * @param steps are to tell of every state that they see the job in
 * @throws InitializationError
 */
export async function keepJob<T>(
    context: JobContext,
    job: ImportJob,
    steps: (onLook: (look: ImportJob) => void) => Promise<T>,
): Promise<T> {
    const id = formatResourceId(context.userPoolId, job.jobId);
    let latest = job;
    context.deps.stateJobs.keep(id);
    try {
        return await steps((look) => {
            latest = look;
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
