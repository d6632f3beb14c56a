import type { ImportJobTicket } from "../cognito/importApi";
import { phaseOf } from "../cognito/jobStatus";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { advanceJob } from "./advanceJob";
import { type FinishedJob, finishJob } from "./finishJob";
import type { JobContext } from "./jobContext";
import { keepJob } from "./keepJob";
import { type JobSurvey, surveyJobs } from "./surveyJobs";

/**
 * Goes on with a job that runs or has succeeded with this resource's content, whoever has made it: waits for it and takes
 * it over.
 *
 * @returns the resource, or, where there is no such job, or only one that was stopped meanwhile, what there is else
 */
export async function takeOverAny(context: JobContext): Promise<FinishedJob | JobSurvey> {
    context.progress.status(`looking for job ${context.inputs.jobName}`);
    for (const passedOver: string[] = []; ; ) {
        const survey = await surveyJobs(context, passedOver);
        context.surveyedAt = context.clock.now();
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

/** What happens to a job that was found by its name: state remembers that this stack may not have made it. */
export function asFound(context: JobContext, job: ImportJob): JobContext {
    const isOwn = context.deps.stateJobs.isOwn(formatResourceId(context.userPoolId, job.jobId));
    return isOwn ? context : { ...context, recorded: { ...context.recorded, isAdopted: true } };
}

/**
 * Whether another job may do what a found one has not: it was stopped by whoever made it, or failed for somebody else. An
 * own one that failed is judged, since another one would fail likewise.
 */
export function isNoUse({ inputs }: JobContext, job: ImportJob): boolean {
    const isJudged = job.status === "Failed" && job.jobName === inputs.jobName;
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

async function takeOver(context: JobContext, ticket: ImportJobTicket): Promise<FinishedJob | undefined> {
    const { job } = ticket;
    const found = asFound(context, job);
    if (phaseOf(job.status) === "succeeded") {
        sayTakenOver(context, job);
    } else {
        sayGoesOn(context, job);
    }
    return await keepJob(found, job, async (onLook) => {
        const { job: ended } = await advanceJob(found, ticket, onLook);
        if (isNoUse(context, ended)) {
            context.progress.info(`Import job ${job.jobId} ended as ${ended.status}. A new job replaces it.`);
            return undefined;
        }
        onLook(ended);
        return await finishJob(found, ended);
    });
}

function sayGoesOn(context: JobContext, { jobId, jobName, status }: ImportJob): void {
    const whose =
        jobName === context.inputs.jobName
            ? "left by an earlier run"
            : "which imports the same content for another resource or stack";
    context.progress.info(`Continuing import job ${jobId} (${status}), ${whose}.`);
}
