import { explainAwsError, isThrottled, isTransient } from "../cognito/awsError";
import type { ImportJobTicket } from "../cognito/importApi";
import { findLiveJob } from "./findLiveJob";
import type { JobContext } from "./jobContext";

/** Tries of CreateUserImportJob, each but the first after a look for the job that a lost answer may have made. */
const maxAttempts = 6;

/**
 * Creates the job. AWS takes no idempotency token, so after an answer that was lost, or an error of the server, the
 * job is looked for by its name before it is created again.
 *
 * @param givenUp ids of jobs of the same name that this one takes the place of
 */
export async function createJob(context: JobContext, givenUp: readonly string[] = []): Promise<ImportJobTicket> {
    const { api, clock, signal } = context;
    const { userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm } = context.inputs;
    for (let attempt = 1; ; attempt++) {
        try {
            return await api.createJob({ userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm });
        } catch (error) {
            if (!isTransient(error) || attempt === maxAttempts) {
                throw explainAwsError(error, { operation: "CreateUserImportJob", userPoolId, cloudWatchLogsRoleArn });
            }
            await clock.sleep(clock.random() * Math.min(20, 2 ** attempt / 2), signal);
            const made = isThrottled(error) ? undefined : await findLiveJob(context.api, context.inputs, givenUp);
            if (made !== undefined) {
                return made;
            }
        }
    }
}
