import { explainAwsError, isThrottled, isTransient } from "../cognito/awsError";
import type { ImportJobTicket } from "../cognito/importApi";
import { findOwnJob } from "./findOwnJob";
import type { JobContext } from "./jobContext";
import { roleSettling } from "./roleSettling";

/** Tries of CreateUserImportJob after transient errors, each but the first after a look for the job that a lost answer made. */
const maxAttempts = 6;

/**
 * Creates the job. AWS takes no idempotency token, so after an answer that was lost, or an error of the server, the
 * job is looked for by its name before it is created again. A role that cannot be assumed yet gets a minute.
 *
 * @param givenUp ids of jobs of the same name that this one takes the place of
 */
export async function createJob(context: JobContext, givenUp: readonly string[] = []): Promise<ImportJobTicket> {
    const { api, clock, inputs, signal } = context;
    const { userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm } = inputs;
    const isToTryAgain = roleSettling(context);
    for (let attempt = 1; ; ) {
        // A run that was cancelled makes nothing new.
        signal?.throwIfAborted();
        try {
            return await api.createJob({ userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm });
        } catch (error) {
            if (await isToTryAgain(error)) {
                continue;
            }
            if (!isTransient(error) || attempt === maxAttempts) {
                throw explainAwsError(error, { operation: "CreateUserImportJob", userPoolId, cloudWatchLogsRoleArn });
            }
            await clock.sleep(clock.random() * Math.min(20, 2 ** attempt / 2), signal);
            attempt++;
            const made = isThrottled(error) ? undefined : await findOwnJob(context, givenUp);
            if (made !== undefined) {
                return made;
            }
        }
    }
}
