import { isDeepStrictEqual } from "node:util";
import { phaseOf } from "../cognito/jobStatus";
import type { ImportJob, RowFailure } from "../types";
import { asSecret, sourceName } from "./inputSource";
import {
    addedNames,
    argumentNames,
    type CheckedInputs,
    type RecordedJob,
    type UserImportJobOutputs,
} from "./properties";

/**
 * What the state records of a job: the inputs, the source by its name, and every output, so that no older value stays.
 * Keys whose value is `undefined` are left out, because the engine cannot store them.
 *
 * @param recorded what state has of this job so far; `undefined`: the job is new
 */
export function toOutputs(
    inputs: CheckedInputs,
    job: ImportJob,
    failures: readonly RowFailure[] = [],
    recorded?: RecordedJob,
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
        omittedUsers: omittedUsersOf(inputs, job, recorded),
        completionMessage: job.completionMessage,
        failures: failures.map(({ line, reason }) => ({ line, reason })),
        isAdopted: recorded?.isAdopted,
    };
    return Object.fromEntries(
        Object.entries(outputs).filter(([, value]) => value !== undefined),
    ) as unknown as UserImportJobOutputs;
}

/**
 * What the state records if the job cannot be described: the inputs as they are now, and the job as it was last seen. The argument
 * `aws` stays the one that has reached the job.
 *
 * @param recorded what state has of the job
 */
export function unseenOutputs(inputs: CheckedInputs, recorded: UserImportJobOutputs): UserImportJobOutputs {
    const inputNames: readonly string[] = [...argumentNames, ...addedNames];
    const outputs = Object.entries(recorded).filter(([name]) => name === "aws" || !inputNames.includes(name));
    const { aws, ...others } = inputs;
    // The engine takes for secrets what is one in the inputs under the same name, and forgets all others.
    const isForgotten = recorded.aws !== undefined && !isDeepStrictEqual(recorded.aws, aws);
    return {
        ...(Object.fromEntries(outputs) as unknown as UserImportJobOutputs),
        ...(isForgotten && { aws: asSecret(recorded.aws) }),
        ...recordedInputs(others),
        userPoolId: recorded.userPoolId,
        jobName: recorded.jobName,
    };
}

/**
 * Rows of the source that were left out: those that AWS does not count in a job that succeeded. So they are known also for
 * a job that another process uploaded. `undefined`: not known (yet).
 *
 * @param recorded what state has of this job so far; `undefined`: the job is new
 */
export function omittedUsersOf(inputs: CheckedInputs, job: ImportJob, recorded?: RecordedJob): number | undefined {
    if (!mayOmit(inputs, recorded)) {
        return 0;
    }
    return phaseOf(job.status) === "succeeded" && inputs.totalUsers !== undefined
        ? Math.max(0, inputs.totalUsers - job.importedUsers - job.skippedUsers - job.failedUsers)
        : undefined;
}

/**
 * Whether rows of the source may have been left out of the job: `existingUsers` is `"omit"`, or was when the job was uploaded.
 * Only for such a job the state has no number of omitted users, or one above 0.
 */
export function mayOmit(inputs: CheckedInputs, recorded: RecordedJob | undefined): boolean {
    const mayHaveOmitted = recorded?.status !== undefined && recorded.omittedUsers !== 0;
    return inputs.existingUsers === "omit" || mayHaveOmitted;
}

/** The inputs as state records them among the outputs: the source by its name, a path with its folder, and no users. */
export function recordedInputs(inputs: CheckedInputs): Omit<
    CheckedInputs,
    "source" | "sourceNameHash" | "sourceFolder" | "users"
> & {
    source?: string;
    sourceFolder?: string;
} {
    const { source: _source, sourceNameHash: _hash, sourceFolder, users: _users, ...others } = inputs;
    const source = sourceName(inputs);
    const isPath = typeof inputs.source === "string" && sourceFolder !== undefined;
    return { ...others, ...(source !== undefined && { source }), ...(isPath && { sourceFolder }) };
}
