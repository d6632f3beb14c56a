import { explainAwsError } from "../cognito/awsError";
import type { ImportApi, ImportJobTicket } from "../cognito/importApi";
import { phaseOf } from "../cognito/jobStatus";
import type { ImportJob } from "../types";

/** AWS's largest page of ListUserImportJobs. */
const pageSize = 60;

/** A user pool keeps at most 1,000 jobs. */
const maxPages = 20;

/**
 * Looks for a job that this resource has made already and that did not get into state, because the run died or an
 * answer was lost. It is known by its name alone, which carries a token of the resource and its content (see
 * `jobNameOf`), never by being the newest.
 *
 * The rule: the newest one that has not ended, else the newest that succeeded, since the same content is never
 * imported twice. One that failed, was stopped or expired is no use to anybody.
 *
 * @returns `undefined` where there is none
 */
export async function findOwnJob(
    api: ImportApi,
    userPoolId: string,
    jobName: string,
): Promise<ImportJobTicket | undefined> {
    try {
        let succeeded: ImportJob | undefined;
        let paginationToken: string | undefined;
        for (let page = 0; page < maxPages; page++) {
            const answer = await api.listJobs(userPoolId, pageSize, paginationToken);
            const own = answer.jobs.filter((job) => job.jobName === jobName);
            const live = own.find((job) => !["succeeded", "unsuccessful"].includes(phaseOf(job.status) ?? "unknown"));
            if (live !== undefined) {
                return await api.describeJob(userPoolId, live.jobId);
            }
            succeeded ??= own.find((job) => phaseOf(job.status) === "succeeded");
            paginationToken = answer.paginationToken;
            if (paginationToken === undefined) {
                break;
            }
        }
        return succeeded === undefined ? undefined : await api.describeJob(userPoolId, succeeded.jobId);
    } catch (error) {
        throw explainAwsError(error, { operation: "ListUserImportJobs", userPoolId });
    }
}
