import type { AttemptedCall } from "./aws/advice";
import { explainAwsError } from "./aws/awsError";
import { clientSettings } from "./aws/clientSettings";
import type { AwsArgument } from "./aws/settings/awsArgument";
import { type ReadConfig, readAwsSettings } from "./aws/settings/config";
import type { ConfigNamespace } from "./aws/settings/configName";
import type { ImportApi } from "./cognito/importApi";
import { listImportJobs } from "./cognito/listImportJobs";
import { createSdkImportApi } from "./cognito/sdkImportApi";
import { UserImportError } from "./errors/errors";
import type { ImportJob, ImportJobStatus } from "./types";

/** What all look-ups take. */
interface LookupArgs {
    /** Another account, profile, role, region or endpoint than that of the stack's `aws:` config. See `AwsArgs`. */
    readonly aws?: AwsArgument | undefined;
}

/** The arguments of `getUserImportJobs`. */
export interface GetUserImportJobsArgs extends LookupArgs {
    /** The user pool whose jobs are listed. */
    readonly userPoolId: string;
    /** Only jobs with this status; by default jobs with any. */
    readonly status?: ImportJobStatus | undefined;
    /** At most so many jobs, the newest; by default all that AWS keeps: 1,000 where the quota was not raised. */
    readonly limit?: number | undefined;
}

/** The result of `getUserImportJobs`. */
export interface GetUserImportJobsResult {
    /** Newest first. */
    readonly jobs: readonly ImportJob[];
}

/** The arguments of `getUserImportJob`. */
export interface GetUserImportJobArgs extends LookupArgs {
    /** The user pool that the users went into. */
    readonly userPoolId: string;
    /** AWS's id of the job, such as `import-AbCdEfGhIj`. */
    readonly jobId: string;
}

/** The arguments of `getCsvHeader`. */
export interface GetCsvHeaderArgs extends LookupArgs {
    /** The user pool that the CSV is for. */
    readonly userPoolId: string;
}

/** The result of `getCsvHeader`. */
export interface GetCsvHeaderResult {
    /** The columns that a CSV for the pool must have, in AWS's order. */
    readonly columns: readonly string[];
    /** The same as the first line of a CSV. */
    readonly header: string;
}

/** See `getUserImportJobs`. */
export async function listUserImportJobs(
    config: ReadConfig,
    args: GetUserImportJobsArgs,
    namespace?: ConfigNamespace,
): Promise<GetUserImportJobsResult> {
    const { userPoolId, limit } = args;
    if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
        throw new UserImportError(
            "validation-failed",
            "The limit of getUserImportJobs must be a whole number, 0 or more.",
        );
    }
    const attempted = { operation: "ListUserImportJobs", userPoolId };
    return {
        jobs: await explained(attempted, async () => await listImportJobs(connect(config, args, namespace), args)),
    };
}

/** See `getUserImportJob`. */
export async function describeUserImportJob(
    config: ReadConfig,
    args: GetUserImportJobArgs,
    namespace?: ConfigNamespace,
): Promise<ImportJob> {
    const { userPoolId, jobId } = args;
    return await explained({ operation: "DescribeUserImportJob", userPoolId, jobId }, async () => {
        const { job } = await connect(config, args, namespace).describeJob(userPoolId, jobId);
        return job;
    });
}

/** See `getCsvHeader`. */
export async function getCsvHeader(
    config: ReadConfig,
    args: GetCsvHeaderArgs,
    namespace?: ConfigNamespace,
): Promise<GetCsvHeaderResult> {
    const { userPoolId } = args;
    return await explained({ operation: "GetCSVHeader", userPoolId }, async () => {
        const columns = await connect(config, args, namespace).getCsvHeader(userPoolId);
        return { columns, header: columns.join(",") };
    });
}

function connect(
    config: ReadConfig,
    { userPoolId, aws }: GetCsvHeaderArgs,
    namespace: ConfigNamespace | undefined,
): ImportApi {
    return createSdkImportApi(clientSettings(readAwsSettings(config, aws, namespace), userPoolId));
}

async function explained<T>(attempted: AttemptedCall, call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        throw explainAwsError(error, attempted);
    }
}
