import { explainAwsError } from "../cognito/awsError";
import type { ImportJobTicket } from "../cognito/importApi";
import { phaseOfJob } from "../cognito/jobStatus";
import { uploadCsv } from "../cognito/uploadCsv";
import { waitForJob } from "../cognito/waitForJob";
import { UserImportError } from "../errors";
import { formatCount } from "../formatCount";
import type { Source } from "../source/source";
import type { ImportJob } from "../types";
import { progressDescriber } from "./describeProgress";
import { InitializationError } from "./initializationError";
import { type JobContext, throwIfLate } from "./jobContext";
import { nobodyLeftFor } from "./nobodyLeft";
import { toOutputs } from "./outputs";
import { prepareUpload } from "./prepareUpload";
import { formatResourceId } from "./resourceId";
import { startJob, startTimedOut } from "./startJob";
import type { Leave } from "./startQueue";

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
    const { job } = ticket;
    if (phaseOfJob(job) === "created") {
        const refused = await upload(context, ticket, onLook);
        if (refused !== undefined) {
            // Started after all, by whomever: then it goes on, or is judged by how it has ended.
            return phaseOfJob(refused) === "created" || refused.status === "Expired"
                ? { kind: "expired", job: refused }
                : { kind: "advanced", job: await waitUntilEnded(context, refused, onLook) };
        }
        return { kind: "advanced", job: await startAndWait(context, job, onLook) };
    }
    return { kind: "advanced", job: await waitUntilEnded(context, job, onLook) };
}

/** Starts the job when no other one of this run is active, and keeps the turn as long as it is waited for. */
async function startAndWait(
    context: JobContext,
    created: ImportJob,
    onLook: (job: ImportJob) => void,
): Promise<ImportJob> {
    const leave = await takeTurn(context, created);
    try {
        const started = await startJob(context, created.jobId);
        onLook(started);
        return await waitUntilEnded(context, started, onLook);
    } finally {
        leave();
    }
}

async function takeTurn(context: JobContext, job: ImportJob): Promise<Leave> {
    const { api, clock, deadline, deps, progress, signal } = context;
    const onWait = (): void => progress.status(`${job.jobId} waits: another import job of this run is active`);
    const leave = await deps.startQueue.enter(api.lastEndpoint() ?? "", clock, deadline, onWait, signal);
    if (leave === undefined) {
        throw startTimedOut(job, "another import job of this run was active all the time");
    }
    return leave;
}

/**
 * Uploads the CSV.
 *
 * @returns the job as it is where its upload address has expired, else `undefined`
 */
async function upload(
    context: JobContext,
    ticket: ImportJobTicket,
    onLook: (job: ImportJob) => void,
): Promise<ImportJob | undefined> {
    const { api, deps, progress } = context;
    const { jobId } = ticket.job;
    const { source } = await prepareUpload(context);
    if (context.uploadedUsers === 0) {
        throw nobodyLeftFor(ticket.job);
    }
    let { job, uploadUrl } = ticket;
    // Describe hands out the job's URL again; the guide says an expired one stays expired, but a look costs nothing.
    for (let looks = 0; looks < 2; looks++) {
        if (uploadUrl === undefined) {
            break;
        }
        progress.status(`${jobId} uploads ${formatCount(source.sizeBytes)} bytes`);
        const result = await uploadCsv({
            jobId,
            uploadUrl,
            source: { ...source, read: () => readUntilLate(context, source) },
            trustedEndpoint: api.lastEndpoint(),
            put: deps.put,
            clock: context.clock,
            signal: context.signal,
        });
        if (result === "uploaded") {
            return undefined;
        }
        const expiredUrl: string = uploadUrl;
        const again: ImportJobTicket = await describe(context, jobId);
        job = again.job;
        onLook(job);
        if (phaseOfJob(job) !== "created") {
            break;
        }
        uploadUrl = again.uploadUrl === expiredUrl ? undefined : again.uploadUrl;
    }
    return job;
}

async function* readUntilLate(context: JobContext, source: Source): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.read()) {
        throwIfLate(context, "uploading the CSV");
        yield chunk;
    }
}

async function describe(context: JobContext, jobId: string): Promise<ImportJobTicket> {
    const { api, userPoolId } = context;
    try {
        return await api.describeJob(userPoolId, jobId);
    } catch (error) {
        const { cloudWatchLogsRoleArn } = context.inputs;
        throw explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId, cloudWatchLogsRoleArn });
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
            `Import job ${job.jobId} in user pool ${job.userPoolId} was created, but its upload address has expired before the ` +
                "CSV was uploaded. Nothing was imported. Run `pulumi up` again: it replaces the job by a new one.",
            { jobId: job.jobId, status: job.status },
        ),
    );
}

/** Keeps a job whose upload address has expired in the state, for the next run to replace. */
export function strandedJob(context: JobContext, job: ImportJob, cause: unknown): InitializationError {
    const properties = { ...toOutputs(context.inputs, job), isUploadExpired: true as const };
    return new InitializationError(formatResourceId(context.userPoolId, job.jobId), properties, cause);
}
