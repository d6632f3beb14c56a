import { isDeepStrictEqual } from "node:util";
import { isNotFound } from "../cognito/awsError";
import { hasEnded, type JobPhase, phaseOf } from "../cognito/jobStatus";
import { type LifecycleDependencies, previewAttempts } from "./dependencies";
import { hashed } from "./inputSource";
import { argumentNames, type CheckedInputs, hasContent, type UserImportJobOutputs } from "./properties";
import { parseResourceId } from "./resourceId";
import { isUnknown } from "./unknown";
import { isPastUpload } from "./uploadAge";

/** What has to happen to the resource. */
export interface Difference {
    readonly changes: boolean;
    /** Properties whose change needs a new job. */
    readonly replaces: string[];
    /** Set where the old job is still active: AWS runs one at a time. */
    readonly deleteBeforeReplace: boolean;
}

/** Arguments whose change is a new job, whatever the old one's status. `sourceDigest` stands for the source. */
const replacing = ["userPoolId", "jobName", "passwordHashingAlgorithm", "triggers", "sourceDigest"] as const;

/**
 * Compares state with the checked inputs, and finds what an earlier run has left to do: the engine's own record of that
 * is its error, which a refresh takes out of the state. A job that ended without success is replaced; the role only
 * matters as long as the job has not ended. A job that was adopted has no content of ours and is left alone.
 */
export async function diff(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<Difference> {
    const replaces: string[] = replacing.filter((name) => isChanged(olds[name], news[name], name));
    const isOurs = hasContent(news);
    const known = isOurs ? await currentStatus(deps, id, olds.status) : { status: olds.status, isSure: true };
    const phase: JobPhase | undefined = phaseOf(known.status);
    if (isChanged(olds.cloudWatchLogsRoleArn, news.cloudWatchLogsRoleArn) && !hasEnded(known.status)) {
        replaces.push("cloudWatchLogsRoleArn");
    }
    // Where AWS cannot be asked the job may have been started after all: that is for update to find out.
    const isStranded = phase === "created" && known.isSure && isUploadOver(deps, olds);
    if (isOurs && (phase === "unsuccessful" || isStranded)) {
        replaces.push("status");
    }
    const inPlace =
        argumentNames.some((name) => !isContent(name) && isChanged(olds[name], news[name], name)) ||
        isSourceRenamed(olds, news);
    const isReplaced = replaces.length > 0;
    deps.stateJobs[isReplaced ? "replace" : "keep"](id);
    return {
        changes: isReplaced || inPlace || (isOurs && isWorkLeft(phase, olds, news)),
        replaces,
        // What may run by now is looked at, and stopped, before another one is made.
        deleteBeforeReplace:
            isReplaced && (phase === "running" || phase === "stopping" || (phase === "created" && !known.isSure)),
    };
}

/** Whether update has something to do, though no argument has changed: to bring the job to its end, and to judge that. */
function isWorkLeft(phase: JobPhase | undefined, olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    if (phase === "created") {
        return true;
    }
    if (phase === "succeeded") {
        return !hasEnded(olds.status) || exceedsLimits(olds, news);
    }
    return phase !== "unsuccessful" && news.waitForCompletion !== false;
}

function exceedsLimits(olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    return (
        olds.failedUsers > (news.maxFailedUsers ?? Number.POSITIVE_INFINITY) ||
        olds.skippedUsers > (news.maxSkippedUsers ?? Number.POSITIVE_INFINITY)
    );
}

/** Content is compared by its digest. */
function isContent(name: (typeof argumentNames)[number]): name is "source" | "users" {
    return name === "source" || name === "users";
}

/** The engine tells no more of an asset here than its content's hash. */
function isSourceRenamed(olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    return news.sourceNameHash === undefined
        ? isChanged(olds.source, news.source)
        : isChanged(hashed(olds.source), news.sourceNameHash);
}

function isChanged(before: unknown, after: unknown, name?: string): boolean {
    // Content that is not known in a preview may well be the same; its pool or name may not.
    if (isUnknown(after)) {
        return name !== "sourceDigest" && name !== "jobName";
    }
    return !isDeepStrictEqual(before ?? undefined, after ?? undefined);
}

/** Where in its life a job is. */
interface KnownStatus {
    readonly status: string;
    /** False where AWS could not be asked: it is the status of the last look. */
    readonly isSure: boolean;
}

/** State knows the status of the last look; one that can have moved on is looked at again. */
async function currentStatus(deps: LifecycleDependencies, id: string, recorded: string): Promise<KnownStatus> {
    if (hasEnded(recorded)) {
        return { status: recorded, isSure: true };
    }
    const { userPoolId, jobId } = parseResourceId(id);
    try {
        const { job } = await deps.connect(userPoolId, previewAttempts).describeJob(userPoolId, jobId);
        return { status: job.status, isSure: true };
    } catch (error) {
        // A job that is gone is as good as expired; when AWS cannot be asked, state is the best there is.
        return isNotFound(error) ? { status: "Expired", isSure: true } : { status: recorded, isSure: false };
    }
}

/** Whether a created job can no longer take its CSV: AWS has said so, or it is too old by this machine's clock. */
function isUploadOver(deps: LifecycleDependencies, olds: UserImportJobOutputs): boolean {
    return olds.isUploadExpired === true || isPastUpload(deps.clock, olds);
}
