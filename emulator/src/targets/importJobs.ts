import { csvColumns } from "../csv/format";
import { EmulatorError, invalidParameter, preconditionNotMet } from "../errors";
import type { Fault } from "../faults/fault";
import type { ImportJob } from "../jobs/job";
import type { RoleOutcome } from "../jobs/jobRunner";
import { integer } from "../model/scalars";
import { required, structure } from "../model/shape";
import {
    friendlyName,
    jobReference,
    paginationToken,
    passwordHashingAlgorithm,
    poolReference,
    roleArn,
    userPoolId,
} from "../model/types";
import type { Settings } from "../options";
import { decodeToken, encodeToken, epochSeconds, target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetCSVHeader.html */
export const GetCSVHeader = target(poolReference, ({ pools }, request) => {
    const pool = pools.get(request.UserPoolId);
    return { UserPoolId: pool.id, CSVHeader: csvColumns(pool) };
});

const createUserImportJobInput = structure({
    JobName: required(friendlyName),
    UserPoolId: required(userPoolId),
    CloudWatchLogsRoleArn: required(roleArn),
    PasswordHashingAlgorithm: passwordHashingAlgorithm,
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserImportJob.html */
export const CreateUserImportJob = target(
    createUserImportJobInput,
    async ({ pools, jobs, accountId }, request, { host, fault }) => {
        const pool = pools.get(request.UserPoolId);
        if (fault?.kind === "unassumableRole") {
            // Assumed: AWS documents neither the error nor the text for a role that cannot be assumed (yet).
            throw invalidParameter("Amazon Cognito cannot assume the role in CloudWatchLogsRoleArn.");
        }
        if (!/^arn:[^:]+:iam::[0-9]{12}:role\/./.test(request.CloudWatchLogsRoleArn)) {
            // Assumed: AWS's text.
            throw invalidParameter("CloudWatchLogsRoleArn is not the ARN of an IAM role.");
        }
        if (request.CloudWatchLogsRoleArn.split(":")[4] !== accountId) {
            // Assumed: that Cognito answers as other services do; IAM lets nobody pass a role of another account.
            throw new EmulatorError("AccessDeniedException", "Cross-account pass role is not allowed.");
        }
        if (request.PasswordHashingAlgorithm !== undefined && pool.olderInfrastructure) {
            // Assumed: that AWS refuses this here, and how. The error is the one that its model has for a pool without a feature.
            throw new EmulatorError(
                "OperationNotEnabledException",
                "Importing password hashes is not available for this user pool.",
            );
        }
        const job = await jobs.create(
            pool,
            {
                name: request.JobName,
                roleArn: request.CloudWatchLogsRoleArn,
                passwordHashingAlgorithm: request.PasswordHashingAlgorithm,
            },
            host,
        );
        return { UserImportJob: importJobType(job) };
    },
);

/**
 * The text of a missing file is the one that AWS gives (aws-amplify/amplify-js issue 6416).
 * Assumed: the texts of the other two, and the error for a pool without auto-verified attributes, in which no job starts.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StartUserImportJob.html
 */
export const StartUserImportJob = target(jobReference, (services, request, { fault }) => {
    const pool = services.pools.get(request.UserPoolId);
    const job = services.jobs.get(pool, request.JobId);
    if (job.status !== "Created") {
        throw preconditionNotMet(`The user import job ${job.id} cannot be started, its status is ${job.status}.`);
    }
    if (!services.uploads.has(job.id)) {
        throw preconditionNotMet(`No csv file was uploaded for ${job.id}`);
    }
    if ((pool.settings.AutoVerifiedAttributes ?? []).length === 0) {
        throw preconditionNotMet("The user pool must have at least one auto verified attribute.");
    }
    if (fault?.kind === "foreignJob") {
        services.runner.startForeignJob(fault.seconds ?? 60);
    }
    services.runner.start(pool, job, roleOutcome(job, services.settings, fault));
    return { UserImportJob: importJobType(job) };
});

/**
 * Assumed: only a job that is Pending or InProgress can be stopped; AWS does not say what the others answer.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StopUserImportJob.html
 */
export const StopUserImportJob = target(jobReference, ({ pools, jobs, runner }, request) => {
    const job = jobs.get(pools.get(request.UserPoolId), request.JobId);
    if (job.status !== "Pending" && job.status !== "InProgress") {
        throw preconditionNotMet(`The user import job ${job.id} cannot be stopped, its status is ${job.status}.`);
    }
    runner.stop(job);
    return { UserImportJob: importJobType(job) };
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserImportJob.html */
export const DescribeUserImportJob = target(jobReference, ({ pools, jobs }, request) => {
    const job = jobs.get(pools.get(request.UserPoolId), request.JobId);
    return { UserImportJob: importJobType(job) };
});

const listUserImportJobsInput = structure({
    UserPoolId: required(userPoolId),
    MaxResults: required(integer({ min: 1, max: 60 })),
    PaginationToken: paginationToken,
});

/**
 * Newest job first. A token is the place after the last job of its page; jobs that are created later do not move it.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserImportJobs.html
 */
export const ListUserImportJobs = target(listUserImportJobsInput, ({ pools, jobs }, request) => {
    const pool = pools.get(request.UserPoolId);
    const list = `jobs:${pool.id}`;
    const before =
        request.PaginationToken === undefined ? Number.POSITIVE_INFINITY : decodeToken(list, request.PaginationToken);
    const rest = jobs.newestFirst(pool).filter((job) => job.sequence < before);
    const page = rest.slice(0, request.MaxResults);
    const last = page.at(-1);
    return {
        UserImportJobs: page.map(importJobType),
        PaginationToken: last !== undefined && page.length < rest.length ? encodeToken(list, last.sequence) : undefined,
    };
});

function roleOutcome(job: ImportJob, settings: Settings, fault: Fault | undefined): RoleOutcome {
    if (fault?.kind === "unassumableRole") {
        return fault.atStart === true ? "refused" : "fails";
    }
    return settings.unassumableRoles.includes(job.roleArn) ? "fails" : "works";
}

/** UserImportJobType. What has no value yet is absent, as on AWS. */
function importJobType(job: ImportJob): object {
    return {
        JobName: job.name,
        JobId: job.id,
        UserPoolId: job.poolId,
        PreSignedUrl: job.presignedUrl,
        CreationDate: epochSeconds(job.createdMs),
        StartDate: optionalSeconds(job.startedMs),
        CompletionDate: optionalSeconds(job.completedMs),
        Status: job.status,
        CloudWatchLogsRoleArn: job.roleArn,
        ImportedUsers: job.importedUsers,
        SkippedUsers: job.skippedUsers,
        FailedUsers: job.failedUsers,
        CompletionMessage: job.completionMessage,
        PasswordHashingAlgorithm: job.passwordHashingAlgorithm,
    };
}

function optionalSeconds(timeMs: number | undefined): number | undefined {
    return timeMs === undefined ? undefined : epochSeconds(timeMs);
}
