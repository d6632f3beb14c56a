import { explainAwsError, isNotFound } from "../aws/awsError";
import type { ImportApi } from "../cognito/importApi";
import { UserImportError } from "../errors/errors";
import { toOutputs } from "../resource/outputs";
import type { UserImportJobOutputs } from "../resource/properties";
import { formatResourceId, noJobId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { prepareUpload } from "./prepareUpload";

/** Whether `existingUsers: "omit"` leaves nobody to import. */
export async function isNobodyLeft(context: JobContext): Promise<boolean> {
    if (context.inputs.existingUsers !== "omit") {
        return false;
    }
    await prepareUpload(context);
    return context.uploadedUsers === 0;
}

/** The error for a job that waits for its CSV, while there is nobody left to put into it. */
export function nobodyLeftFor(job: ImportJob): UserImportError {
    return new UserImportError(
        "job-not-started",
        `Import job ${job.jobId} in user pool ${job.userPoolId} was not started, because all users of the source are now in ` +
            "the pool. The job expires by itself. Run `pulumi up` again in 15 minutes to remove it from the state.",
        { jobId: job.jobId, status: job.status },
    );
}

/** The resource without a job: it has succeeded, with nobody imported and all rows omitted. */
export function withoutJob(context: JobContext): { id: string; outs: UserImportJobOutputs } {
    const { inputs, userPoolId, progress } = context;
    const job: ImportJob = {
        jobId: noJobId,
        jobName: inputs.jobName,
        userPoolId,
        status: "Succeeded",
        cloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn,
        creationDate: undefined,
        startDate: undefined,
        completionDate: undefined,
        importedUsers: 0,
        skippedUsers: 0,
        failedUsers: 0,
        completionMessage: undefined,
        passwordHashingAlgorithm: inputs.passwordHashingAlgorithm,
    };
    progress.info(`All users of the source are already in user pool ${userPoolId}, so no import job was created.`);
    return { id: formatResourceId(userPoolId, noJobId), outs: toOutputs(inputs, job) };
}

/**
 * Whether the pool of a resource without a job still exists.
 *
 * @throws UserImportError where AWS does not say
 */
export async function isPoolThere(api: ImportApi, userPoolId: string): Promise<boolean> {
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
