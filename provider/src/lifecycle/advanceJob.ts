import { explainAwsError } from "../cognito/awsError";
import type { ImportJobTicket } from "../cognito/importApi";
import { phaseOfJob } from "../cognito/jobStatus";
import { uploadCsv } from "../cognito/uploadCsv";
import { waitForJob } from "../cognito/waitForJob";
import { UserImportError } from "../errors";
import type { ImportJob } from "../types";
import { describeProgress } from "./describeProgress";
import type { JobContext } from "./jobContext";
import { prepareUpload } from "./prepareUpload";
import { startJob } from "./startJob";

/** Why an advance ended: `expired` means that the upload URL is no longer valid, so that only a new job can go on. */
export type AdvancedJob = { readonly kind: "advanced" | "expired"; readonly job: ImportJob };

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
    let { job } = ticket;
    if (phaseOfJob(job) === "created") {
        const uploaded = await upload(context, ticket);
        if (uploaded === "expired") {
            return { kind: "expired", job };
        }
        job = await startJob(context, job.jobId);
        onLook(job);
    }
    const phase = phaseOfJob(job);
    const isRunning = phase === "running" || phase === "stopping";
    if (isRunning && context.inputs.waitForCompletion !== false) {
        job = await waitUntilEnded(context, job, onLook);
    }
    return { kind: "advanced", job };
}

async function upload(context: JobContext, ticket: ImportJobTicket): Promise<"uploaded" | "expired"> {
    const { api, progress } = context;
    const { jobId } = ticket.job;
    const source = await prepareUpload(context);
    let uploadUrl = ticket.uploadUrl;
    // Describe hands out the job's URL again; the guide says an expired one stays expired, but a look costs nothing.
    for (let looks = 0; looks < 2; looks++) {
        if (uploadUrl === undefined) {
            break;
        }
        progress.status(`${jobId} uploads ${source.sizeBytes.toLocaleString("en-US")} bytes`);
        const result = await uploadCsv({
            jobId,
            uploadUrl,
            source,
            trustedEndpoint: api.lastEndpoint(),
            clock: context.clock,
            signal: context.signal,
        });
        if (result === "uploaded") {
            return "uploaded";
        }
        const expiredUrl: string = uploadUrl;
        const again: ImportJobTicket = await describe(context, jobId);
        uploadUrl = again.uploadUrl === expiredUrl ? undefined : again.uploadUrl;
    }
    return "expired";
}

async function describe(context: JobContext, jobId: string): Promise<ImportJobTicket> {
    const { api, userPoolId } = context;
    try {
        return await api.describeJob(userPoolId, jobId);
    } catch (error) {
        throw explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId });
    }
}

async function waitUntilEnded(
    context: JobContext,
    job: ImportJob,
    onLook: (job: ImportJob) => void,
): Promise<ImportJob> {
    return await waitForJob({
        api: context.api,
        clock: context.clock,
        userPoolId: context.userPoolId,
        jobId: job.jobId,
        until: ["succeeded", "unsuccessful"],
        deadline: context.deadline,
        signal: context.signal,
        onLook: (look) => {
            onLook(look);
            context.progress.status(describeProgress(look, context.inputs.totalUsers));
        },
    });
}

/** The error for a job whose upload URL is no longer valid, where no new job may be made. */
export function uploadExpired(job: ImportJob): UserImportError {
    return new UserImportError(
        "job-not-started",
        `Import job ${job.jobId} in user pool ${job.userPoolId} was created, but its upload address has expired before the ` +
            "CSV was uploaded. Nothing was imported. Run `pulumi up` again: it replaces the job by a new one.",
        { jobId: job.jobId, status: job.status },
    );
}
