import type { JobWithUploadUrl } from "../cognito/importApi";
import { hasFailed, phaseOf } from "../cognito/jobStatus";
import { UserImportError } from "../errors/errors";
import { formatCount } from "../formatCount";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { advanceJob } from "./advanceJob";
import { describeCounts } from "./describeProgress";
import type { JobContext } from "./jobContext";
import { type FinishedJob, finishJob, keepJob } from "./jobState";
import { type JobSurvey, surveyJobs } from "./surveyJobs";

/** How many jobs of one content may fail before no further one is created: a pool keeps each for good, and its quota is finite. */
const maxFailedJobs = 5;

/**
 * Takes over a job that runs or has succeeded with this resource's content, whoever has created it: waits for it and judges
 * it.
 *
 * @returns the resource; or, if there is no such job, or only one that was stopped meanwhile, the survey of what there is else
 */
export async function takeOverAny(context: JobContext): Promise<FinishedJob | JobSurvey> {
    context.progress.status(`looking for job ${context.inputs.jobName}`);
    for (const passedOver: string[] = []; ; ) {
        const survey = await surveyJobs(context, passedOver);
        const { best } = survey;
        if (best === undefined || phaseOf(best.job.status) === "created") {
            return survey;
        }
        const taken = await takeOver(context, best);
        if (taken !== undefined) {
            return taken;
        }
        passedOver.push(best.job.jobId);
    }
}

/** The context for a job that was found by its name: the state remembers that this stack may not have created it. */
export function asFound(context: JobContext, job: ImportJob): JobContext {
    const isOwn = context.deps.memory.jobs.isOwn(formatResourceId(context.userPoolId, job.jobId));
    return isOwn ? context : { ...context, recorded: { ...context.recorded, isAdopted: true } };
}

/**
 * Whether another job may do what a found one has not: whoever created it has stopped it, or it failed for somebody else. An
 * own one that failed is judged, since another one would fail likewise.
 */
export function isNoUse({ inputs }: JobContext, job: ImportJob): boolean {
    const isJudged = hasFailed(job) && job.jobName === inputs.jobName;
    return phaseOf(job.status) === "unsuccessful" && !isJudged;
}

/** Says that a job which ended well is taken for the resource. */
export function sayTakenOver(context: JobContext, job: ImportJob): void {
    const who = job.jobName === context.inputs.jobName ? "" : ", for another resource or stack";
    context.progress.info(
        `Import job ${job.jobId} already imported this content${who}, on ${job.completionDate ?? job.creationDate}. ` +
            "The resource uses that job instead of importing again. To import again, change `triggers`.",
    );
}

/** Says that a job which has not ended is gone on with. */
export function sayContinues(context: JobContext, { jobId, jobName, status }: ImportJob): void {
    const whose =
        jobName === context.inputs.jobName
            ? "left by an earlier run"
            : "which imports the same content for another resource or stack";
    context.progress.info(`Continuing import job ${jobId} (${status}), ${whose}.`);
}

/**
 * Reports the jobs of this content that have failed, since with `waitForCompletion: false` nobody has.
 *
 * @throws UserImportError `job-failed` if there are so many that another one is no use
 */
export function reportFailed(context: JobContext, failedJobs: readonly ImportJob[]): void {
    const failed = failedJobs.filter((job) => !isRemedied(context, job));
    const [last] = failed;
    if (last === undefined) {
        return;
    }
    const said = last.completionMessage === undefined ? "" : ` AWS says: ${last.completionMessage}`;
    const text =
        `Import jobs with this content that ended as Failed: ${formatCount(failed.length)}. The last one is ${last.jobId}, of ` +
        `${last.completionDate ?? last.creationDate} (${describeCounts(last, undefined)}).${said}`;
    if (failed.length >= maxFailedJobs) {
        throw new UserImportError(
            "job-failed",
            `${text} No further job is created for user pool ${context.userPoolId}. Correct the cause. Then change ` +
                "the CSV, or set `triggers` to a new value to import the same content again.",
            { jobId: last.jobId, status: last.status },
        );
    }
    context.progress.warn(`${text} After ${maxFailedJobs} failed jobs no further job is created.`);
}

async function takeOver(context: JobContext, found: JobWithUploadUrl): Promise<FinishedJob | undefined> {
    const { job } = found;
    const foundContext = asFound(context, job);
    if (phaseOf(job.status) === "succeeded") {
        sayTakenOver(context, job);
    } else {
        sayContinues(context, job);
    }
    return await keepJob(foundContext, job, async (onPoll) => {
        const { job: ended, upload } = await advanceJob(foundContext, found, onPoll);
        if (isNoUse(context, ended)) {
            context.progress.info(`Import job ${job.jobId} ended as ${ended.status}. A new job replaces it.`);
            return undefined;
        }
        onPoll(ended);
        return await finishJob(foundContext, ended, upload);
    });
}

/** Whether a job failed since it met users who are left out of the next one. */
function isRemedied({ inputs }: JobContext, job: ImportJob): boolean {
    return inputs.existingUsers === "omit" && job.skippedUsers > 0;
}
