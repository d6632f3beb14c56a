import { explainAwsError, isThrottled, isTransient } from "../aws/awsError";
import type { ImportJobTicket } from "../cognito/importApi";
import type { JobContext } from "./jobContext";
import { roleSettling } from "./roleSettling";
import { surveyJobs } from "./surveyJobs";

/** Tries of CreateUserImportJob after transient errors, each but the first after a look for the job that a lost answer made. */
const maxAttempts = 6;

/** A job to upload to. */
export interface CreatedJob {
    readonly ticket: ImportJobTicket;
    /** Whether it was found by its name, so that it may be somebody else's. */
    readonly isFound: boolean;
}

/**
 * Creates the job. AWS takes no idempotency token, so after an answer that was lost, or an error of the server, the
 * job is looked for by its name before it is created again. A role that Cognito cannot use yet gets a minute.
 *
 * @param givenUp ids of jobs of the same name that this one takes the place of
 */
export async function createJob(context: JobContext, givenUp: readonly string[] = []): Promise<CreatedJob> {
    const { api, clock, inputs, signal } = context;
    const { userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm } = inputs;
    const isToTryAgain = roleSettling(context);
    for (let attempt = 1; ; ) {
        // A run that was cancelled makes nothing new.
        signal?.throwIfAborted();
        try {
            const request = { userPoolId, jobName, cloudWatchLogsRoleArn, passwordHashingAlgorithm };
            return { ticket: await api.createJob(request), isFound: false };
        } catch (error) {
            if (await isToTryAgain(error)) {
                continue;
            }
            if (!isTransient(error) || attempt === maxAttempts) {
                throw explainAwsError(error, { operation: "CreateUserImportJob", userPoolId, cloudWatchLogsRoleArn });
            }
            await clock.sleep(clock.random() * Math.min(20, 2 ** attempt / 2), signal);
            attempt++;
            const made = isThrottled(error) ? undefined : (await surveyJobs(context, givenUp)).best;
            if (made !== undefined) {
                return { ticket: made, isFound: true };
            }
        }
    }
}
