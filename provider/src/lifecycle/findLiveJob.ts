import { explainAwsError } from "../cognito/awsError";
import type { ImportApi, ImportJobTicket } from "../cognito/importApi";
import { hasEnded, phaseOf } from "../cognito/jobStatus";
import type { ImportJob } from "../types";
import type { CheckedInputs } from "./properties";

/** AWS's largest page of ListUserImportJobs. */
const pageSize = 60;

/** A user pool keeps at most 1,000 jobs. */
const maxPages = 20;

/** What tells a live job that an earlier run of a resource made. */
export type LiveJobIdentity = Pick<
    CheckedInputs,
    "userPoolId" | "jobName" | "cloudWatchLogsRoleArn" | "passwordHashingAlgorithm"
>;

/**
 * Looks for a job of this name that can be gone on with: one that an earlier run created and did not get into state.
 * Names carry a token of the resource (see `defaultJobName`), so that it is never another's.
 *
 * @param givenUp ids of jobs that cannot be gone on with, as is known already
 * @returns the newest such job, or `undefined`
 */
export async function findLiveJob(
    api: ImportApi,
    identity: LiveJobIdentity,
    givenUp: readonly string[] = [],
): Promise<ImportJobTicket | undefined> {
    const { userPoolId } = identity;
    try {
        let paginationToken: string | undefined;
        for (let page = 0; page < maxPages; page++) {
            const answer = await api.listJobs(userPoolId, pageSize, paginationToken);
            const job = answer.jobs.find(
                (candidate) => isLive(candidate, identity) && !givenUp.includes(candidate.jobId),
            );
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

/** A status of tomorrow counts as live, so that it is said instead of a second job made. */
function isLive(job: ImportJob, identity: LiveJobIdentity): boolean {
    if (job.jobName !== identity.jobName || hasEnded(job.status)) {
        return false;
    }
    switch (phaseOf(job.status)) {
        case "stopping":
            return false;
        case "created":
            // Not started yet, so that another role or algorithm still matters.
            return (
                job.cloudWatchLogsRoleArn === identity.cloudWatchLogsRoleArn &&
                job.passwordHashingAlgorithm === (identity.passwordHashingAlgorithm ?? undefined)
            );
        default:
            return true;
    }
}
