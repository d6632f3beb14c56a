import { explainAwsError } from "../cognito/awsError";
import type { ImportApi, ImportJobTicket } from "../cognito/importApi";
import { hasEnded } from "../cognito/jobStatus";

/** AWS's largest page of ListUserImportJobs. */
const pageSize = 60;

/** A user pool keeps at most 1,000 jobs. */
const maxPages = 20;

/**
 * Looks for a job of this name that has not ended: one that an earlier run created and did not get into state. Names
 * carry a token of the resource (see `defaultJobName`), so that it is never another's.
 *
 * @returns the newest such job, or `undefined`
 */
export async function findLiveJob(
    api: ImportApi,
    userPoolId: string,
    jobName: string,
): Promise<ImportJobTicket | undefined> {
    try {
        let paginationToken: string | undefined;
        for (let page = 0; page < maxPages; page++) {
            const answer = await api.listJobs(userPoolId, pageSize, paginationToken);
            const job = answer.jobs.find((candidate) => candidate.jobName === jobName && !hasEnded(candidate.status));
            if (job !== undefined) {
                return await api.describeJob(userPoolId, job.jobId);
            }
            paginationToken = answer.paginationToken;
            if (paginationToken === undefined) {
                return undefined;
            }
        }
        return undefined;
    } catch (error) {
        throw explainAwsError(error, { operation: "ListUserImportJobs", userPoolId });
    }
}
