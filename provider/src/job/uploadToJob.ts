import type { ImportJobTicket } from "../cognito/importApi";
import { phaseOfJob } from "../cognito/jobStatus";
import { UserImportError } from "../errors/errors";
import { formatCount } from "../formatCount";
import { toOutputs } from "../resource/outputs";
import { formatResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { InitializationError } from "./initializationError";
import type { JobContext } from "./jobContext";
import { prepareUpload } from "./prepareUpload";
import { describeFound } from "./surveyJobs";
import { untilLate } from "./untilLate";
import { uploadCsv } from "./uploadCsv";

/** What came instead of an upload. */
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
 * @returns `undefined` once it is uploaded, else what came instead
 */
export async function uploadToJob(
    context: JobContext,
    ticket: ImportJobTicket,
    onLook: (job: ImportJob) => void,
): Promise<NotUploaded | undefined> {
    const { api, deps, progress } = context;
    const { jobId } = ticket.job;
    const { source } = await prepareUpload(context);
    if (context.uploadedUsers === 0) {
        return { kind: "nobodyLeft", job: ticket.job };
    }
    let { job, uploadUrl } = ticket;
    // Describe is only known to hand out the job's first URL, but the look is taken anyway: the job may have been started.
    for (let looks = 0; looks < 2; looks++) {
        if (uploadUrl === undefined) {
            break;
        }
        progress.status(`uploading ${formatCount(source.sizeBytes)} bytes`);
        const result = await uploadCsv({
            jobId,
            uploadUrl,
            source: untilLate(context, source, "uploading the CSV"),
            trustedEndpoint: api.lastEndpoint(),
            put: deps.put,
            clock: context.clock,
            signal: context.signal,
        });
        if (result === "uploaded") {
            return undefined;
        }
        const expiredUrl: string = uploadUrl;
        const again: ImportJobTicket = await describeFound(context, jobId);
        job = again.job;
        onLook(job);
        if (phaseOfJob(job) !== "created") {
            break;
        }
        uploadUrl = again.uploadUrl === expiredUrl ? undefined : again.uploadUrl;
    }
    // Started after all, by whomever: then it goes on, or is judged by how it has ended.
    return phaseOfJob(job) === "created" || job.status === "Expired"
        ? { kind: "expired", job }
        : { kind: "started", job };
}

/**
 * The error for a job whose upload URL is no longer valid, where no new job may be made. State remembers it, so that the
 * next run replaces the job, whatever its machine's clock says of the job's age.
 */
export function uploadExpired(context: JobContext, job: ImportJob): InitializationError {
    return strandedJob(
        context,
        job,
        new UserImportError(
            "job-not-started",
            `Import job ${job.jobId} in user pool ${job.userPoolId} was created, but its upload address expired before the ` +
                "CSV was uploaded. Nothing was imported. Run `pulumi up` again: it replaces the job with a new one.",
            { jobId: job.jobId, status: job.status },
        ),
    );
}

/** Keeps a job whose upload address has expired in the state, for the next run to replace. */
export function strandedJob(context: JobContext, job: ImportJob, cause: unknown): InitializationError {
    const properties = {
        ...toOutputs(context.inputs, job, undefined, context.recorded),
        isUploadExpired: true as const,
    };
    return new InitializationError(formatResourceId(context.userPoolId, job.jobId), properties, cause);
}
