import type { JobWithUploadUrl } from "../cognito/importApi";
import { phaseOf, phaseOfJob } from "../cognito/jobStatus";
import { isUserImportError } from "../errors/errors";
import type { ImportJob } from "../types";
import { describeProgress, progressDescriber } from "./describeProgress";
import type { JobContext } from "./jobContext";
import { isSameContent } from "./jobName";
import type { OnPoll } from "./jobState";
import { type PreparedUpload, prepareUpload } from "./prepareUpload";
import { startJob, startTimedOut } from "./startJob";
import { surveyJobs } from "./surveyJobs";
import { type NotUploaded, uploadToJob } from "./uploadToJob";
import { waitForJob } from "./waitForJob";

/** How long a survey of the pool's jobs counts, in milliseconds: a job that is started at once needs no second one. */
const freshMs = 5_000;

/** The pause before another try to start if AWS lists a job as active that has ended according to AWS, in seconds. */
const stalePauseSeconds = 5;

/** How far an advance came. */
export interface AdvancedJob {
    /** As of {@link NotUploaded}; `superseded`: another job, which is `job`, has imported the same content meanwhile. */
    readonly kind: "advanced" | "superseded" | Exclude<NotUploaded["kind"], "started">;
    readonly job: ImportJob;
    /** What this process has uploaded to `job`; `undefined`: nothing. */
    readonly upload?: PreparedUpload | undefined;
}

/** What is known before a job is advanced. */
export interface KnownBefore {
    /** `undefined`: it is to be prepared. */
    readonly upload?: PreparedUpload | undefined;
    /** When the pool's jobs were last surveyed, in milliseconds since 1970; `undefined`: not in this operation. */
    readonly surveyedAtMs?: number | undefined;
}

/**
 * Brings a job as far as the inputs ask, wherever it stands: a created one gets its CSV and is started, a running one is
 * waited for (unless `waitForCompletion` is false), an ended one is left as it is.
 */
export async function advanceJob(
    context: JobContext,
    { job, uploadUrl }: JobWithUploadUrl,
    onPoll: OnPoll,
    known: KnownBefore = {},
): Promise<AdvancedJob> {
    if (phaseOfJob(job) !== "created") {
        return { kind: "advanced", job: await waitUntilEnded(context, job, onPoll) };
    }
    let { upload, surveyedAtMs } = known;
    for (const waitedFor = new Set<string>(); ; upload = undefined) {
        upload ??= await prepareUpload(context);
        const instead = await uploadToJob(context, { job, uploadUrl }, upload, onPoll);
        if (instead?.kind === "started") {
            return { kind: "advanced", job: await waitUntilEnded(context, instead.job, onPoll, upload), upload };
        }
        if (instead !== undefined) {
            return { kind: instead.kind, job: instead.job };
        }
        const start = await startInPool(context, job, waitedFor, surveyedAtMs);
        surveyedAtMs = start.surveyedAtMs;
        switch (start.kind) {
            case "started":
                onPoll(start.job);
                return { kind: "advanced", job: await waitUntilEnded(context, start.job, onPoll, upload), upload };
            case "superseded":
                return { kind: "superseded", job: start.job };
            case "uploadAgain":
                break;
        }
    }
}

/** How a start came out. */
type PoolStart = { readonly surveyedAtMs: number | undefined } & (
    | { readonly kind: "started" | "superseded"; readonly job: ImportJob }
    | { readonly kind: "uploadAgain" }
);

/**
 * Starts a job. A job of the same pool that is in its way, or imports the same content, is waited for: after it there may be
 * nothing to do, or users who are then to be left out of the upload.
 *
 * @param waitedFor ids of the other jobs that have been waited for; grows
 */
async function startInPool(
    context: JobContext,
    created: ImportJob,
    waitedFor: Set<string>,
    surveyedAtMs: number | undefined,
): Promise<PoolStart> {
    for (let surveyedMs = surveyedAtMs; ; ) {
        let twin: ImportJob | undefined;
        if (surveyedMs === undefined || context.clock.now() - surveyedMs >= freshMs) {
            twin = await findTwin(context, created);
            surveyedMs = context.clock.now();
        }
        const result = twin === undefined ? await startJob(context, created.jobId) : { active: twin };
        if ("started" in result) {
            return { kind: "started", job: result.started, surveyedAtMs: surveyedMs };
        }
        const other = await waitForOther(context, created, result.active);
        if (phaseOfJob(other) === "succeeded" && isSameContent(other.jobName, context.inputs.jobName)) {
            return { kind: "superseded", job: other, surveyedAtMs: surveyedMs };
        }
        if (waitedFor.has(other.jobId)) {
            // AWS's list is behind what it says of the job.
            await context.clock.sleep(stalePauseSeconds, context.signal);
            continue;
        }
        waitedFor.add(other.jobId);
        if (context.inputs.existingUsers === "omit") {
            return { kind: "uploadAgain", surveyedAtMs: surveyedMs };
        }
    }
}

/** Another job with the same content that runs or has succeeded. */
async function findTwin(context: JobContext, created: ImportJob): Promise<ImportJob | undefined> {
    const { best } = await surveyJobs(context, [created.jobId]);
    const phase = best === undefined ? undefined : phaseOf(best.job.status);
    return phase === "running" || phase === "succeeded" ? best?.job : undefined;
}

/** Waits until another job of the pool has ended. */
async function waitForOther(context: JobContext, created: ImportJob, active: ImportJob): Promise<ImportJob> {
    const { api, clock, deadlineMs, progress, signal, userPoolId } = context;
    const { jobId } = active;
    const onPoll = (job: ImportJob): void =>
        progress.status(`waiting for another import: ${describeProgress(job, undefined)} (${jobId})`);
    onPoll(active);
    const until = ["succeeded", "unsuccessful"] as const;
    try {
        return await waitForJob({ api, clock, userPoolId, jobId, until, deadlineMs, onPoll, signal });
    } catch (error) {
        const isLate = isUserImportError(error) && error.code === "timeout";
        throw isLate ? startTimedOut(created, `import job ${jobId} of this pool was still active`) : error;
    }
}

/** The job at its end, or as it is if it need not be waited for. */
async function waitUntilEnded(
    context: JobContext,
    job: ImportJob,
    onPoll: OnPoll,
    upload?: PreparedUpload,
): Promise<ImportJob> {
    // A job that was started is on its way, whatever AWS's answer to Start still calls it.
    const phase = phaseOfJob(job);
    const isOver = phase === "succeeded" || phase === "unsuccessful";
    if (isOver || context.inputs.waitForCompletion === false) {
        return job;
    }
    const expectedUsers = upload?.users ?? context.inputs.totalUsers;
    const describePoll = progressDescriber(context.clock, expectedUsers);
    return await waitForJob({
        api: context.api,
        clock: context.clock,
        userPoolId: context.userPoolId,
        jobId: job.jobId,
        until: ["succeeded", "unsuccessful"],
        deadlineMs: context.deadlineMs,
        expectedUsers,
        signal: context.signal,
        onPoll: (polled) => {
            onPoll(polled);
            context.progress.status(describePoll(polled));
        },
    });
}
