import { isDeepStrictEqual } from "node:util";
import { isNotFound } from "../aws/awsError";
import { hasEnded, type JobPhase, phaseOf, unexpectedPhase } from "../cognito/jobStatus";
import { sha256Hex } from "../csv/contentDigest";
import { type LifecycleDependencies, previewAttempts } from "../job/dependencies";
import { isSameContent } from "../job/jobName";
import { exceededLimits, isEverybodyThere } from "../job/judgeJob";
import { isPastUpload } from "../job/surveyJobs";
import { isUnknown } from "../resource/inputValues";
import { argumentNames, type CheckedInputs, hasContent, type UserImportJobOutputs } from "../resource/properties";
import { parseResourceId } from "../resource/resourceId";

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

/** What may change once an import has succeeded, where that is to happen once. */
const keptOnce: readonly string[] = ["sourceDigest", "jobName"];

/**
 * Compares state with the checked inputs, and finds what an earlier run has left to do: the engine's own record of that
 * is its error, which a refresh takes out of the state. A job that ended without success is replaced; the role only
 * matters as long as the job has not ended. A job that was adopted has no content of ours and is left alone.
 *
 * A job that failed since everybody is in the pool already is not repeated: another one would end likewise.
 */
export async function diff(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<Difference> {
    const isOurs = hasContent(news);
    const known = isOurs ? await currentJob(deps, id, olds) : { ...olds, isSure: true };
    const phase: JobPhase | undefined = phaseOf(known.status);
    // Where AWS cannot be asked, the job may have succeeded: that is for update to find out.
    const isHeld = news.once === true && (phase === "succeeded" || !known.isSure);
    const changed: string[] = replacing.filter((name) => isReplacing(name, olds, news));
    const replaces = changed.filter((name) => !isHeld || !keptOnce.includes(name));
    if (isChanged(olds.cloudWatchLogsRoleArn, news.cloudWatchLogsRoleArn) && !hasEnded(known.status)) {
        replaces.push("cloudWatchLogsRoleArn");
    }
    // Where AWS cannot be asked the job may have been started after all: that is for update to find out.
    const isStranded = phase === "created" && known.isSure && isUploadOver(deps, olds);
    const isToRepeat = phase === "unsuccessful" && !(replaces.length === 0 && isEverybodyThere(known, news));
    if (isOurs && (isToRepeat || isStranded)) {
        replaces.push("status");
    }
    const inPlace =
        argumentNames.some((name) => isInPlace(name) && isChanged(olds[name], news[name])) ||
        (!isHeld && isSourceRenamed(olds, news)) ||
        (isHeld && !known.isSure && changed.length > 0);
    const isReplaced = replaces.length > 0;
    deps.memory.jobs[isReplaced ? "replace" : "keep"](id);
    if (olds.isAdopted !== true) {
        deps.memory.jobs.own(id);
    }
    if (isReplaced && !hasEnded(olds.status)) {
        tellEnd(deps, id, known, news);
    }
    return {
        changes: isReplaced || inPlace || (isOurs && isWorkLeft(phase, olds, news)),
        replaces,
        // What may run by now is looked at, and stopped, before another one is made.
        deleteBeforeReplace: isReplaced && mayRun(phase, known.isSure),
    };
}

/** Whether a job may be active: a created one only if AWS could not be asked. */
function mayRun(phase: JobPhase | undefined, isSure: boolean): boolean {
    switch (phase) {
        case "running":
        case "stopping":
            return true;
        case "created":
            return !isSure;
        case "succeeded":
        case "unsuccessful":
        case undefined:
            return false;
        default:
            return unexpectedPhase(phase);
    }
}

/** Nobody has waited for the job and told of it: why it is replaced is said here. */
function tellEnd(deps: LifecycleDependencies, id: string, known: KnownJob, news: CheckedInputs): void {
    if (phaseOf(known.status) === "unsuccessful") {
        const said = known.completionMessage === undefined ? "" : ` AWS says: ${known.completionMessage}`;
        const job = `Import job ${parseResourceId(id).jobId}`;
        deps.progress(news.resourceUrn).warn(`${job} ended as ${known.status} and is replaced by a new one.${said}`);
    }
}

/** Whether update has something to do, though no argument has changed: to bring the job to its end, and to judge that. */
function isWorkLeft(phase: JobPhase | undefined, olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    switch (phase) {
        case "created":
            return true;
        case "succeeded":
            return !hasEnded(olds.status) || exceededLimits(olds, news).length > 0;
        case "unsuccessful":
            // One that is not to be repeated fails every update.
            return true;
        case "running":
        case "stopping":
        case undefined:
            return news.waitForCompletion !== false;
        default:
            return unexpectedPhase(phase);
    }
}

/** Whether a change of an argument is one by itself: content is compared by its digest, and `once` is only gone by. */
function isInPlace(name: (typeof argumentNames)[number]): name is Exclude<typeof name, "source" | "users" | "once"> {
    return !["source", "users", "once", ...replacing].includes(name);
}

function isReplacing(name: (typeof replacing)[number], olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    // AWS renames no job, and another one would import the same: the name is for the next one.
    const [before, after] = [String(olds.jobName), String(news.jobName)];
    const isSameJob = name === "jobName" && isSameContent(before, after);
    return !isSameJob && isChanged(olds[name], news[name], name);
}

/** The engine tells no more of an asset here than its content's hash. */
function isSourceRenamed(olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    return news.sourceNameHash === undefined
        ? isChanged(olds.source, news.source)
        : isChanged(olds.source === undefined ? undefined : sha256Hex(olds.source), news.sourceNameHash);
}

function isChanged(before: unknown, after: unknown, name?: string): boolean {
    // Content that is not known in a preview may well be the same; its pool or name may not.
    if (isUnknown(after)) {
        return name !== "sourceDigest" && name !== "jobName";
    }
    return !isDeepStrictEqual(before ?? undefined, after ?? undefined);
}

/** How far a job is. */
type KnownJob = Pick<UserImportJobOutputs, "status" | "completionMessage" | (typeof countNames)[number]> & {
    /** False where AWS could not be asked: it is the job of the last look. */
    readonly isSure: boolean;
};

const countNames = ["importedUsers", "skippedUsers", "failedUsers"] as const;

/** State knows the job of the last look; one that can have moved on is looked at again. */
async function currentJob(deps: LifecycleDependencies, id: string, olds: UserImportJobOutputs): Promise<KnownJob> {
    if (hasEnded(olds.status)) {
        return { ...olds, isSure: true };
    }
    const { userPoolId, jobId } = parseResourceId(id);
    try {
        const { job } = await deps.connect(userPoolId, previewAttempts).describeJob(userPoolId, jobId);
        return { ...job, isSure: true };
    } catch (error) {
        // A job that is gone is as good as expired; when AWS cannot be asked, state is the best there is.
        return isNotFound(error) ? { ...olds, status: "Expired", isSure: true } : { ...olds, isSure: false };
    }
}

/** Whether a created job can no longer take its CSV: AWS has said so, or it is too old by this machine's clock. */
function isUploadOver(deps: LifecycleDependencies, olds: UserImportJobOutputs): boolean {
    return olds.isUploadExpired === true || isPastUpload(deps.clock, olds);
}
