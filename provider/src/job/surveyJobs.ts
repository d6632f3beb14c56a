import { explainAwsError } from "../aws/awsError";
import type { Clock } from "../clock";
import type { JobWithUploadUrl } from "../cognito/importApi";
import { hasFailed, type JobPhase, phaseOf, unexpectedPhase } from "../cognito/jobStatus";
import { listImportJobs } from "../cognito/listImportJobs";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { isSameContent } from "./jobName";

/** What it takes to tell the jobs that import a resource's content. */
export type JobSearch = Pick<JobContext, "api" | "clock" | "deps" | "inputs">;

/** The jobs of a pool that matter to one resource. */
export interface JobSurvey {
    /** The one to go on with; `undefined`: a new one is to be created. */
    readonly best: JobWithUploadUrl | undefined;
    /** Jobs of the resource's own name that ended as Failed, newest first. */
    readonly failed: readonly ImportJob[];
    /** When the pool's jobs were listed, in milliseconds since 1970. */
    readonly surveyedAtMs: number;
}

/** Which job to go on with, the best first; see {@link surveyJobs}. */
const order: readonly (JobPhase | undefined)[] = [undefined, "running", "succeeded", "created"];

/** How many of the newest jobs are searched for one that is active: it is one of the last that were created. */
const newestJobs = 60;

/** The presigned URL of a job is valid for 15 minutes. */
const uploadUrlMs = 15 * 60 * 1000;

/**
 * Searches the pool's jobs for those that import this resource's content: its own, which are not in the state because a run
 * died or an answer was lost, and those of other resources, stacks and people. A job is known by its name alone, which ends in
 * tokens of its content and its owner (see `jobNameOf`), never by being the newest.
 *
 * The rule: one that runs (or, of the own ones, whose status is not known here), else one that succeeded, since the same
 * content is never imported twice, else an own one that was only created. Among equals an own one wins, then the newest. One
 * that failed, expired, was stopped or is being stopped is no use to anybody. Neither is a created one that is past its
 * upload, or that this run replaces: the engine would delete as the old job what create takes for the new one.
 *
 * @param givenUp ids of jobs that cannot be gone on with, as is known already
 */
export async function surveyJobs(search: JobSearch, givenUp: readonly string[] = []): Promise<JobSurvey> {
    const jobs = (await listJobs(search)).filter(({ jobId }) => !givenUp.includes(jobId));
    const candidates = [...jobs.filter((job) => isOwn(job, search)), ...jobs.filter((job) => isShared(job, search))];
    const best = order.map((phase) => candidates.find((job) => phaseOf(job.status) === phase)).find(Boolean);
    return {
        best: best === undefined ? undefined : await describeFound(search, best.jobId),
        failed: jobs.filter((job) => job.jobName === search.inputs.jobName && hasFailed(job)),
        surveyedAtMs: search.clock.now(),
    };
}

/** The job of the pool that is active while another one is to be started; `undefined`: none of this pool. */
export async function findActiveJob(search: JobSearch, jobId: string): Promise<ImportJob | undefined> {
    const jobs = await listJobs(search, newestJobs);
    return jobs.find((job) => {
        const phase = phaseOf(job.status);
        return job.jobId !== jobId && (phase === "running" || phase === "stopping");
    });
}

/** The job as it is now, with its upload address. Throws UserImportError naming the call. */
export async function describeFound(
    { api, inputs }: Pick<JobSearch, "api" | "inputs">,
    jobId: string,
): Promise<JobWithUploadUrl> {
    const { userPoolId, cloudWatchLogsRoleArn } = inputs;
    return await api.describeJob(userPoolId, jobId).catch((error: unknown) => {
        throw explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId, cloudWatchLogsRoleArn });
    });
}

/**
 * Whether a job is too old to take an upload, by this machine's clock.
 *
 * @returns `false` if the job has no creation date
 */
export function isPastUpload(clock: Pick<Clock, "now">, job: { readonly creationDate?: string | undefined }): boolean {
    const createdAtMs = job.creationDate === undefined ? Number.NaN : Date.parse(job.creationDate);
    return clock.now() - createdAtMs >= uploadUrlMs;
}

async function listJobs({ api, inputs }: JobSearch, limit?: number): Promise<ImportJob[]> {
    const { userPoolId, cloudWatchLogsRoleArn } = inputs;
    return await listImportJobs(api, { userPoolId, limit }).catch((error: unknown) => {
        throw explainAwsError(error, { operation: "ListUserImportJobs", userPoolId, cloudWatchLogsRoleArn });
    });
}

function isOwn(job: ImportJob, search: JobSearch): boolean {
    const isNamedSo = job.jobName === search.inputs.jobName;
    return isNamedSo && (phaseOf(job.status) !== "created" || canTakeUpload(job, search));
}

/** Whether a job of any maker runs or has succeeded with this content. What becomes of one that is only created is not known. */
function isShared(job: ImportJob, { inputs }: JobSearch): boolean {
    const phase = phaseOf(job.status);
    switch (phase) {
        case "running":
        case "succeeded":
            return isSameContent(job.jobName, inputs.jobName);
        case "created":
        case "stopping":
        case "unsuccessful":
        case undefined:
            return false;
        default:
            return unexpectedPhase(phase);
    }
}

/** Of a job that was not started yet another role or algorithm still matters. */
function canTakeUpload(job: ImportJob, { clock, deps, inputs }: JobSearch): boolean {
    return (
        job.cloudWatchLogsRoleArn === inputs.cloudWatchLogsRoleArn &&
        job.passwordHashingAlgorithm === (inputs.passwordHashingAlgorithm ?? undefined) &&
        !isPastUpload(clock, job) &&
        !deps.memory.jobs.isReplaced(formatResourceId(inputs.userPoolId, job.jobId))
    );
}
