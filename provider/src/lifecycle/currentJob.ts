import { isNotFound } from "../aws/awsError";
import { hasEnded } from "../cognito/jobStatus";
import { type LifecycleDependencies, previewAttempts } from "../job/dependencies";
import type { UserImportJobOutputs } from "../resource/properties";
import { parseResourceId } from "../resource/resourceId";

/** The job's progress. */
export type KnownJob = Pick<UserImportJobOutputs, "status" | "completionMessage" | (typeof countNames)[number]> & {
    /** `false` if AWS could not be asked: this is the job as it was last seen. */
    readonly isSure: boolean;
};

const countNames = ["importedUsers", "skippedUsers", "failedUsers"] as const;

/** The state has the job as it was last seen; one that may have moved on is described again. */
export async function currentJob(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
): Promise<KnownJob> {
    if (hasEnded(olds.status)) {
        return { ...olds, isSure: true };
    }
    const { userPoolId, jobId } = parseResourceId(id);
    try {
        const { job } = await deps.connect(userPoolId, previewAttempts).describeJob(userPoolId, jobId);
        return { ...job, isSure: true };
    } catch (error) {
        // A job that no longer exists counts as expired. If AWS cannot be asked, the state counts.
        return isNotFound(error) ? { ...olds, status: "Expired", isSure: true } : { ...olds, isSure: false };
    }
}
