import type { ImportJob, RowFailure } from "../types";
import { sourceName } from "./inputSource";
import type { CheckedInputs, UserImportJobOutputs } from "./properties";

/**
 * What state records of a job: the inputs, the source by its name, and every output, so that nothing of an earlier look
 * stays. Keys whose value is `undefined` are left out, as the engine cannot store them.
 */
export function toOutputs(
    inputs: CheckedInputs,
    job: ImportJob,
    failures: readonly RowFailure[] = [],
): UserImportJobOutputs {
    const outputs: UserImportJobOutputs = {
        ...recordedInputs(inputs),
        userPoolId: job.userPoolId,
        jobId: job.jobId,
        jobName: job.jobName,
        status: job.status,
        creationDate: job.creationDate,
        startDate: job.startDate,
        completionDate: job.completionDate,
        importedUsers: job.importedUsers,
        skippedUsers: job.skippedUsers,
        failedUsers: job.failedUsers,
        omittedUsers: omittedUsers(inputs, job),
        completionMessage: job.completionMessage,
        failures: failures.map(({ line, reason }) => ({ line, reason })),
    };
    return Object.fromEntries(
        Object.entries(outputs).filter(([, value]) => value !== undefined),
    ) as unknown as UserImportJobOutputs;
}

/**
 * Rows of the source that were left out: all that a job which has succeeded does not count. So it is also known of a
 * job that another process uploaded.
 */
function omittedUsers(inputs: CheckedInputs, job: ImportJob): number | undefined {
    if (inputs.existingUsers !== "omit") {
        return 0;
    }
    return job.status === "Succeeded" && inputs.totalUsers !== undefined
        ? Math.max(0, inputs.totalUsers - job.importedUsers - job.skippedUsers - job.failedUsers)
        : undefined;
}

/** The inputs as state records them among the outputs: the source by its name, and no users. */
export function recordedInputs(
    inputs: CheckedInputs,
): Omit<CheckedInputs, "source" | "sourceNameHash" | "users"> & { source?: string } {
    const { source: _source, sourceNameHash: _hash, users: _users, ...others } = inputs;
    const source = sourceName(inputs);
    return { ...others, ...(source !== undefined && { source }) };
}
