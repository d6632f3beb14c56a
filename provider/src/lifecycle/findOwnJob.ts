import { explainAwsError } from "../cognito/awsError";
import type { ImportJobTicket } from "../cognito/importApi";
import { type JobPhase, phaseOf } from "../cognito/jobStatus";
import { listImportJobs } from "../cognito/listImportJobs";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { formatResourceId } from "./resourceId";
import { isPastUpload } from "./uploadAge";

/** What it takes to tell a job that an earlier run of this resource made. */
export type OwnJobSearch = Pick<JobContext, "api" | "clock" | "deps" | "inputs">;

/** Which job of the resource to go on with, the best first; see {@link findOwnJob}. */
const order: readonly (JobPhase | undefined)[] = [undefined, "running", "succeeded", "created"];

/**
 * Looks for a job that this resource has made already and that did not get into state, because the run died or an
 * answer was lost. It is known by its name alone, which carries a token of the resource and its content (see
 * `jobNameOf`), never by being the newest.
 *
 * The rule: one that runs (or whose status is not known here), else one that succeeded, since the same content is never
 * imported twice, else one that was only created; among equals the newest. One that failed, expired, was stopped or is
 * being stopped is no use to anybody. Neither is a created one that is past its upload, or that this run replaces:
 * the engine would delete as the old job what create takes for the new one.
 *
 * @param givenUp ids of jobs that cannot be gone on with, as is known already
 * @returns `undefined` where there is none
 */
export async function findOwnJob(
    search: OwnJobSearch,
    givenUp: readonly string[] = [],
): Promise<ImportJobTicket | undefined> {
    const { api, inputs } = search;
    const { userPoolId, cloudWatchLogsRoleArn } = inputs;
    const attempted = { operation: "ListUserImportJobs", userPoolId, cloudWatchLogsRoleArn };
    const jobs = await listImportJobs(api, { userPoolId }).catch((error: unknown) => {
        throw explainAwsError(error, attempted);
    });
    const own = jobs.filter((job) => isOwn(job, search) && !givenUp.includes(job.jobId));
    const best = order.map((phase) => own.find((job) => phaseOf(job.status) === phase)).find(Boolean);
    if (best === undefined) {
        return undefined;
    }
    const { jobId } = best;
    return await api.describeJob(userPoolId, jobId).catch((error: unknown) => {
        throw explainAwsError(error, { ...attempted, operation: "DescribeUserImportJob", jobId });
    });
}

function isOwn(job: ImportJob, search: OwnJobSearch): boolean {
    return job.jobName === search.inputs.jobName && (phaseOf(job.status) !== "created" || canTakeUpload(job, search));
}

/** Of a job that was not started yet another role or algorithm still matters. */
function canTakeUpload(job: ImportJob, { clock, deps, inputs }: OwnJobSearch): boolean {
    return (
        job.cloudWatchLogsRoleArn === inputs.cloudWatchLogsRoleArn &&
        job.passwordHashingAlgorithm === (inputs.passwordHashingAlgorithm ?? undefined) &&
        !isPastUpload(clock, job) &&
        !deps.stateJobs.isReplaced(formatResourceId(inputs.userPoolId, job.jobId))
    );
}
