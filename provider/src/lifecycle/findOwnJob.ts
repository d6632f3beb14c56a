import { explainAwsError } from "../cognito/awsError";
import type { ImportApi, ImportJobTicket } from "../cognito/importApi";
import { type JobPhase, phaseOf } from "../cognito/jobStatus";
import { listImportJobs } from "../cognito/listImportJobs";
import type { ImportJob } from "../types";
import type { CheckedInputs } from "./properties";

/** What tells a job that an earlier run of this resource made. */
export type OwnJobIdentity = Pick<
    CheckedInputs,
    "userPoolId" | "jobName" | "cloudWatchLogsRoleArn" | "passwordHashingAlgorithm"
>;

/** Which job of the resource to go on with, the best first; see {@link findOwnJob}. */
const order: readonly (JobPhase | undefined)[] = [undefined, "running", "succeeded", "created"];

/**
 * Looks for a job that this resource has made already and that did not get into state, because the run died or an
 * answer was lost. It is known by its name alone, which carries a token of the resource and its content (see
 * `jobNameOf`), never by being the newest.
 *
 * The rule: one that runs (or whose status is not known here), else one that succeeded, since the same content is never
 * imported twice, else one that was only created; among equals the newest. One that failed, expired, was stopped or is
 * being stopped is no use to anybody.
 *
 * @param givenUp ids of jobs that cannot be gone on with, as is known already
 * @returns `undefined` where there is none
 */
export async function findOwnJob(
    api: ImportApi,
    identity: OwnJobIdentity,
    givenUp: readonly string[] = [],
): Promise<ImportJobTicket | undefined> {
    const { userPoolId, cloudWatchLogsRoleArn } = identity;
    const attempted = { operation: "ListUserImportJobs", userPoolId, cloudWatchLogsRoleArn };
    const jobs = await listImportJobs(api, { userPoolId }).catch((error: unknown) => {
        throw explainAwsError(error, attempted);
    });
    const own = jobs.filter((job) => isOwn(job, identity) && !givenUp.includes(job.jobId));
    const best = order.map((phase) => own.find((job) => phaseOf(job.status) === phase)).find(Boolean);
    if (best === undefined) {
        return undefined;
    }
    const { jobId } = best;
    return await api.describeJob(userPoolId, jobId).catch((error: unknown) => {
        throw explainAwsError(error, { ...attempted, operation: "DescribeUserImportJob", jobId });
    });
}

function isOwn(job: ImportJob, identity: OwnJobIdentity): boolean {
    // Of a job that was not started yet another role or algorithm still matters.
    const isFitting =
        phaseOf(job.status) !== "created" ||
        (job.cloudWatchLogsRoleArn === identity.cloudWatchLogsRoleArn &&
            job.passwordHashingAlgorithm === (identity.passwordHashingAlgorithm ?? undefined));
    return job.jobName === identity.jobName && isFitting;
}
