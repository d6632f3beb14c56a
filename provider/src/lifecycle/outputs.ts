import type { ImportJob, RowFailure } from "../types";
import type { CheckedInputs, UserImportJobOutputs } from "./properties";

/**
 * What state records of a job: the inputs as they are and every output, so that nothing of an earlier look stays. Keys
 * whose value is `undefined` are left out, as the engine cannot store them.
 */
export function toOutputs(
    inputs: CheckedInputs,
    job: ImportJob,
    failures: readonly RowFailure[] = [],
): UserImportJobOutputs {
    const outputs: UserImportJobOutputs = {
        ...inputs,
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
        completionMessage: job.completionMessage,
        failures: failures.map(({ line, reason }) => ({ line, reason })),
    };
    return Object.fromEntries(
        Object.entries(outputs).filter(([, value]) => value !== undefined),
    ) as unknown as UserImportJobOutputs;
}
