import { isDeepStrictEqual } from "node:util";
import { isNotFound } from "../cognito/awsError";
import { hasEnded, type JobPhase, phaseOf } from "../cognito/jobStatus";
import { type LifecycleDependencies, previewAttempts } from "./dependencies";
import { hashed } from "./inputSource";
import { argumentNames, type CheckedInputs, type UserImportJobOutputs } from "./properties";
import { parseResourceId } from "./resourceId";
import { isUnknown } from "./unknown";

/** The presigned URL of a job lives 15 minutes; one that old cannot take an upload any more. */
const uploadUrlMilliseconds = 15 * 60 * 1000;

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
 * Compares state with the checked inputs. A job that ended without success is replaced; the role only matters as
 * long as the job has not ended.
 */
export async function diff(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<Difference> {
    const replaces: string[] = replacing.filter((name) => isChanged(olds[name], news[name], name));
    const roleChanged = isChanged(olds.cloudWatchLogsRoleArn, news.cloudWatchLogsRoleArn);
    // State knows the status of the last look; one that can have moved on is looked at again where it decides.
    const isDecisive = replaces.length > 0 || roleChanged || isUploadUrlExpired(deps, olds);
    const status = !hasEnded(olds.status) && isDecisive ? await currentStatus(deps, id, olds.status) : olds.status;
    const phase: JobPhase | undefined = phaseOf(status);
    if (roleChanged && !hasEnded(status)) {
        replaces.push("cloudWatchLogsRoleArn");
    }
    if (phase === "unsuccessful" || (phase === "created" && isUploadUrlExpired(deps, olds))) {
        replaces.push("status");
    }
    const inPlace =
        argumentNames.some((name) => !isContent(name) && isChanged(olds[name], news[name], name)) ||
        isSourceRenamed(olds, news);
    return {
        changes: replaces.length > 0 || inPlace,
        replaces,
        deleteBeforeReplace: replaces.length > 0 && (phase === "running" || phase === "stopping"),
    };
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

async function currentStatus(deps: LifecycleDependencies, id: string, recorded: string): Promise<string> {
    const { userPoolId, jobId } = parseResourceId(id);
    try {
        return (await deps.connect(userPoolId, previewAttempts).describeJob(userPoolId, jobId)).job.status;
    } catch (error) {
        // A job that is gone needs no stopping; when AWS cannot be asked, state is the best there is.
        return isNotFound(error) ? "Expired" : recorded;
    }
}

/** Whether state knows a job as waiting for its CSV that can no longer take it. */
function isUploadUrlExpired(deps: LifecycleDependencies, olds: UserImportJobOutputs): boolean {
    if (phaseOf(olds.status) !== "created") {
        return false;
    }
    const createdAt = olds.creationDate === undefined ? Number.NaN : Date.parse(olds.creationDate);
    return deps.clock.now() - createdAt >= uploadUrlMilliseconds;
}
