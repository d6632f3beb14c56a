import { explainAwsError, isNotFound } from "../aws/awsError";
import type { ImportApi } from "../cognito/importApi";
import { hasEnded } from "../cognito/jobStatus";
import { readRowFailures } from "../cognito/readRowFailures";
import type { LifecycleDependencies } from "../job/dependencies";
import { findFailedRows } from "../job/failedRows";
import { type JobContext, openJobContext } from "../job/jobContext";
import { isReopenable } from "../resource/inputSource";
import { toOutputs } from "../resource/outputs";
import { type CheckedInputs, hasContent, type UserImportJobOutputs } from "../resource/properties";
import { noJobId, parseResourceId } from "../resource/resourceId";
import type { ImportJob, RowFailure } from "../types";

/** The state has no text of an asset, no users, and only a part of a URL. */
const leftToUp =
    "The failed lines are not recorded, and a refresh cannot find them, because the source is not in the state. `pulumi up` " +
    "finds them when it updates the resource, for example after you change `timeout`.";

/** A resource as it is now; an empty id means that it no longer exists. */
export interface ReadResource {
    readonly id: string;
    readonly props: Partial<UserImportJobOutputs>;
}

/**
 * Reads the job as AWS knows it now. If the job or pool does not exist, the resource is gone. Any other error is reported:
 * removing a job from the state because the network failed would import its users again.
 *
 * @param props the recorded outputs; for an adopted job only what the program gave
 */
export async function read(
    deps: LifecycleDependencies,
    id: string,
    props: Partial<UserImportJobOutputs>,
): Promise<ReadResource> {
    const { userPoolId, jobId } = parseResourceId(id);
    const api = deps.connect(userPoolId);
    if (jobId === noJobId) {
        return (await isPoolThere(api, userPoolId)) ? { id, props } : { id: "", props: {} };
    }
    let job: ImportJob;
    try {
        ({ job } = await api.describeJob(userPoolId, jobId));
    } catch (error) {
        if (isNotFound(error)) {
            return { id: "", props: {} };
        }
        throw explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId });
    }
    const inputs = {
        cloudWatchLogsRoleArn: job.cloudWatchLogsRoleArn,
        passwordHashingAlgorithm: job.passwordHashingAlgorithm,
        ...props,
        // There are none for a job that is being adopted.
        userPoolId,
        // An adopted job has no source whose rows could have been counted.
        ...(props.sourceDigest === undefined && {
            totalUsers: job.importedUsers + job.skippedUsers + job.failedUsers,
        }),
    };
    // `timeout` is for an up: a refresh may take as long as it needs to find what an up left to it.
    const context = {
        ...openJobContext(deps, inputs as CheckedInputs, props),
        api,
        deadlineMs: Number.POSITIVE_INFINITY,
    };
    return { id, props: toOutputs(context.inputs, job, await failuresOf(context, job), props) };
}

/**
 * Whether the pool of a resource without a job still exists.
 *
 * @throws UserImportError if AWS does not say
 */
async function isPoolThere(api: ImportApi, userPoolId: string): Promise<boolean> {
    try {
        await api.getCsvHeader(userPoolId);
        return true;
    } catch (error) {
        if (isNotFound(error)) {
            return false;
        }
        throw explainAwsError(error, { operation: "GetCSVHeader", userPoolId });
    }
}

async function failuresOf(context: JobContext, job: ImportJob): Promise<readonly RowFailure[]> {
    if (!hasEnded(job.status)) {
        return context.recorded?.failures ?? [];
    }
    const readLog = async () => await readRowFailures(context.api, job);
    const hintInstead = isReopenable(context.inputs) ? undefined : leftToUp;
    const { failures, hint } = await findFailedRows(context, job, { readLog, hintInstead });
    if (hint !== undefined && hasContent(context.inputs)) {
        context.progress.warn(hint);
    }
    return failures;
}
