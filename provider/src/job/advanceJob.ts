import type { ImportJobTicket } from "../cognito/importApi";
import { phaseOf, phaseOfJob } from "../cognito/jobStatus";
import { isUserImportError } from "../errors/errors";
import type { ImportJob } from "../types";
import { describeProgress, progressDescriber } from "./describeProgress";
import type { JobContext } from "./jobContext";
import { isSameContent } from "./jobName";
import { forgetUpload } from "./prepareUpload";
import { startJob, startTimedOut } from "./startJob";
import { surveyJobs } from "./surveyJobs";
import { type NotUploaded, uploadToJob } from "./uploadToJob";
import { waitForJob } from "./waitForJob";

/** How long a look through the pool's jobs counts, in seconds: who starts at once need not look twice. */
const freshSeconds = 5;

/** Before another try to start where AWS lists a job as active that it says has ended, in seconds. */
const stalePauseSeconds = 5;

/** How far an advance came. */
export interface AdvancedJob {
    /** As of {@link NotUploaded}; `superseded`: another job, which is `job`, has imported the same content meanwhile. */
    readonly kind: "advanced" | "superseded" | Exclude<NotUploaded["kind"], "started">;
    readonly job: ImportJob;
}

/**
 * Brings a job, wherever it stands, as far as the inputs ask: a created one gets its CSV and is started, a running one
 * is waited for (unless `waitForCompletion` is false), an ended one is left as it is.
 *
 * @param onLook is told of every state that the job is seen in, so that an error can keep the latest
 */
export async function advanceJob(
    context: JobContext,
    ticket: ImportJobTicket,
    onLook: (job: ImportJob) => void,
): Promise<AdvancedJob> {
    if (phaseOfJob(ticket.job) !== "created") {
        return { kind: "advanced", job: await waitUntilEnded(context, ticket.job, onLook) };
    }
    for (const ended = new Set<string>(); ; ) {
        const instead = await uploadToJob(context, ticket, onLook);
        if (instead !== undefined) {
            const { kind, job } = instead;
            return kind === "started"
                ? { kind: "advanced", job: await waitUntilEnded(context, job, onLook) }
                : { kind, job };
        }
        const waited = await startAndWait(context, ticket.job, onLook, ended);
        if (waited !== "uploadAgain") {
            return waited;
        }
    }
}

/**
 * Starts a job. One of the same pool that is in its way, or imports the same content, is waited for: ours may have nothing to
 * do after it, or users who are then to be left out of the upload.
 *
 * @param ended ids of the other jobs that have been waited for
 */
async function startAndWait(
    context: JobContext,
    created: ImportJob,
    onLook: (job: ImportJob) => void,
    ended: Set<string>,
): Promise<AdvancedJob | "uploadAgain"> {
    for (;;) {
        const twin = await findTwin(context, created);
        const result = twin === undefined ? await startJob(context, created.jobId) : { active: twin };
        if ("started" in result) {
            onLook(result.started);
            return { kind: "advanced", job: await waitUntilEnded(context, result.started, onLook) };
        }
        const other = await waitForOther(context, created, result.active);
        if (phaseOfJob(other) === "succeeded" && isSameContent(other.jobName, context.inputs.jobName)) {
            return { kind: "superseded", job: other };
        }
        if (ended.has(other.jobId)) {
            // AWS's list is behind what it says of the job.
            await context.clock.sleep(stalePauseSeconds, context.signal);
            continue;
        }
        ended.add(other.jobId);
        if (context.inputs.existingUsers === "omit") {
            forgetUpload(context);
            return "uploadAgain";
        }
    }
}

/** A job of the same content that runs or has succeeded since the pool's jobs were looked through. */
async function findTwin(context: JobContext, created: ImportJob): Promise<ImportJob | undefined> {
    const { clock, surveyedAt } = context;
    if (surveyedAt !== undefined && clock.now() - surveyedAt < freshSeconds * 1000) {
        return undefined;
    }
    const { best } = await surveyJobs(context, [created.jobId]);
    context.surveyedAt = clock.now();
    const phase = best === undefined ? undefined : phaseOf(best.job.status);
    return phase === "running" || phase === "succeeded" ? best?.job : undefined;
}

/** Waits until another job of the pool has ended. */
async function waitForOther(context: JobContext, created: ImportJob, active: ImportJob): Promise<ImportJob> {
    const { api, clock, deadline, progress, signal, userPoolId } = context;
    const { jobId } = active;
    const onLook = (look: ImportJob): void =>
        progress.status(`waiting for another import: ${describeProgress(look, undefined)} (${jobId})`);
    onLook(active);
    const until = ["succeeded", "unsuccessful"] as const;
    try {
        return await waitForJob({ api, clock, userPoolId, jobId, until, deadline, onLook, signal });
    } catch (error) {
        const isLate = isUserImportError(error) && error.code === "timeout";
        throw isLate ? startTimedOut(created, `import job ${jobId} of this pool was still active`) : error;
    }
}

/** The job at its end, or as it is where it need not be waited for. */
async function waitUntilEnded(
    context: JobContext,
    job: ImportJob,
    onLook: (job: ImportJob) => void,
): Promise<ImportJob> {
    // A job that was started is on its way whatever AWS's answer to Start still calls it.
    const phase = phaseOfJob(job);
    const isOver = phase === "succeeded" || phase === "unsuccessful";
    if (isOver || context.inputs.waitForCompletion === false) {
        return job;
    }
    const describeLook = progressDescriber(context.clock, context.uploadedUsers ?? context.inputs.totalUsers);
    return await waitForJob({
        api: context.api,
        clock: context.clock,
        userPoolId: context.userPoolId,
        jobId: job.jobId,
        until: ["succeeded", "unsuccessful"],
        deadline: context.deadline,
        expectedUsers: context.uploadedUsers ?? context.inputs.totalUsers,
        signal: context.signal,
        onLook: (look) => {
            onLook(look);
            context.progress.status(describeLook(look));
        },
    });
}
