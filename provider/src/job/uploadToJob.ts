import type { JobWithUploadUrl } from "../cognito/importApi";
import { hasExpired, phaseOfJob, unexpectedPhase } from "../cognito/jobStatus";
import { formatCount } from "../formatCount";
import type { ImportJob } from "../types";
import { type JobContext, untilLate } from "./jobContext";
import type { OnPoll } from "./jobState";
import { hasNoNewUsers, type PreparedUpload } from "./prepareUpload";
import { describeFound } from "./surveyJobs";
import { uploadCsv } from "./uploadCsv";

/** What happened instead of an upload. */
export interface NotUploaded {
    /**
     * `expired`: the upload URL is no longer valid, so that only a new job can go on. `started`: somebody has started the job
     * after all. `nobodyLeft`: all users of the source are in the pool by now.
     */
    readonly kind: "expired" | "started" | "nobodyLeft";
    readonly job: ImportJob;
}

/**
 * Uploads the CSV.
 *
 * @returns `undefined` once it is uploaded, else what happened instead
 */
export async function uploadToJob(
    context: JobContext,
    created: JobWithUploadUrl,
    upload: PreparedUpload,
    onPoll: OnPoll,
): Promise<NotUploaded | undefined> {
    const { api, deps, progress } = context;
    const { jobId } = created.job;
    if (hasNoNewUsers(upload)) {
        return { kind: "nobodyLeft", job: created.job };
    }
    let { job, uploadUrl } = created;
    // Describe is only known to hand out the job's first URL, but it is called anyway: the job may have been started.
    for (let tries = 0; tries < 2 && uploadUrl !== undefined; tries++) {
        progress.status(`uploading ${formatCount(upload.source.sizeBytes)} bytes`);
        const result = await uploadCsv({
            jobId,
            uploadUrl,
            source: untilLate(context, upload.source, "uploading the CSV"),
            trustedEndpoint: api.lastEndpoint(),
            put: deps.put,
            clock: context.clock,
            signal: context.signal,
        });
        if (result === "uploaded") {
            return undefined;
        }
        const expiredUrl: string = uploadUrl;
        const again: JobWithUploadUrl = await describeFound(context, jobId);
        job = again.job;
        onPoll(job);
        if (phaseOfJob(job) !== "created") {
            break;
        }
        uploadUrl = again.uploadUrl === expiredUrl ? undefined : again.uploadUrl;
    }
    return { kind: kindOf(job), job };
}

function kindOf(job: ImportJob): "expired" | "started" {
    const phase = phaseOfJob(job);
    switch (phase) {
        case "created":
            return "expired";
        case "unsuccessful":
            return hasExpired(job) ? "expired" : "started";
        case "running":
        case "stopping":
        case "succeeded":
            // Somebody has started it: then it goes on, or is judged by how it has ended.
            return "started";
        default:
            return unexpectedPhase(phase);
    }
}
