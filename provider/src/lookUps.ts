import { type AttemptedCall, explainAwsError } from "./cognito/awsError";
import { clientSettings } from "./cognito/clientSettings";
import type { ImportApi } from "./cognito/importApi";
import { createSdkImportApi } from "./cognito/sdkImportApi";
import { type ReadConfig, readAwsSettings } from "./config";
import { UserImportError } from "./errors";
import type {
    GetCsvHeaderArgs,
    GetCsvHeaderResult,
    GetUserImportJobArgs,
    GetUserImportJobsArgs,
    GetUserImportJobsResult,
} from "./getUserImportJobs";
import { listImportJobs } from "./listImportJobs";
import type { ImportJob } from "./types";

// Node 20 is supported here; the SDK's notice about its own future would stand in every preview.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** See `getUserImportJobs`. */
export async function listUserImportJobs(
    config: ReadConfig,
    args: GetUserImportJobsArgs,
): Promise<GetUserImportJobsResult> {
    const { userPoolId, limit } = args;
    if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
        throw new UserImportError(
            "validation-failed",
            "The limit of getUserImportJobs must be a whole number from 0 up.",
        );
    }
    const attempted = { operation: "ListUserImportJobs", userPoolId };
    return { jobs: await explained(attempted, async () => await listImportJobs(connect(config, userPoolId), args)) };
}

/** See `getUserImportJob`. */
export async function describeUserImportJob(config: ReadConfig, args: GetUserImportJobArgs): Promise<ImportJob> {
    const { userPoolId, jobId } = args;
    return await explained({ operation: "DescribeUserImportJob", userPoolId, jobId }, async () => {
        const { job } = await connect(config, userPoolId).describeJob(userPoolId, jobId);
        return job;
    });
}

/** See `getCsvHeader`. */
export async function getCsvHeader(config: ReadConfig, { userPoolId }: GetCsvHeaderArgs): Promise<GetCsvHeaderResult> {
    return await explained({ operation: "GetCSVHeader", userPoolId }, async () => {
        const columns = await connect(config, userPoolId).getCsvHeader(userPoolId);
        return { columns, header: columns.join(",") };
    });
}

function connect(config: ReadConfig, userPoolId: string): ImportApi {
    return createSdkImportApi(clientSettings(readAwsSettings(config), userPoolId));
}

async function explained<T>(attempted: AttemptedCall, call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        throw explainAwsError(error, attempted);
    }
}
