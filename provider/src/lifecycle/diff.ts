import { isDeepStrictEqual } from "node:util";
import { hasEnded, type JobPhase, phaseOf, unexpectedPhase } from "../cognito/jobStatus";
import { sha256Hex } from "../csv/contentDigest";
import type { LifecycleDependencies } from "../job/dependencies";
import { contentTokenIn, isSameContent } from "../job/jobName";
import { exceededLimits, isEverybodyThere } from "../job/judgeJob";
import { isPastUpload } from "../job/surveyJobs";
import { isUnknown } from "../resource/inputValues";
import {
    argumentNames,
    type CheckedInputs,
    hasContent,
    isTextMissing,
    type UserImportJobOutputs,
} from "../resource/properties";
import { parseResourceId } from "../resource/resourceId";
import { isContentUnknown, isTakenFor, sayTaken, whyNotTaken } from "./adoption";
import { awsChange } from "./awsChange";
import { currentJob, type KnownJob } from "./currentJob";

/** What has to happen to the resource. */
export interface Difference {
    readonly changes: boolean;
    /** Properties whose change needs a new job. */
    readonly replaces: string[];
    /** Set if the old job is still active: AWS runs one at a time. */
    readonly deleteBeforeReplace: boolean;
}

/** Arguments whose change needs a new job, whatever the old job's status. `sourceDigest` is the change of the source. */
const replacing = ["userPoolId", "jobName", "passwordHashingAlgorithm", "triggers", "sourceDigest"] as const;

/** Those that tell what another job than an adopted one would be: of an adopted one they are recorded. */
const replacingAdopted: readonly string[] = ["userPoolId", "passwordHashingAlgorithm"];

/** What may change after the import has succeeded, with `once`. */
const keptOnce: readonly string[] = ["sourceDigest", "jobName"];

/**
 * Compares the state with the checked inputs, and finds what an earlier run left to do: the engine's own record of that is its
 * error, which a refresh removes from the state. A job that ended without success is replaced. The role matters only until
 * the job has ended. A job that was adopted without content is only recorded, and taken for the import of content that the program
 * gives later, if that may be so (see `adoption.ts`).
 *
 * A job that failed because all users are in the pool already is not repeated: another one would end the same way.
 *
 * @param before the dependencies of the argument `aws` in the state, where it is another one
 */
export async function diff(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
    before: LifecycleDependencies = deps,
): Promise<Difference> {
    const isOurs = hasContent(news);
    const change = await awsChange(before, deps, olds, news);
    const isReached = change === "same" || (change === "unsure" && olds.userPoolId === news.userPoolId);
    const isAsked = isReached && !isUnknown(news.aws);
    const known = isOurs ? await currentJob(isAsked ? deps : before, id, olds) : { ...olds, isSure: true };
    const phase: JobPhase | undefined = phaseOf(known.status);
    // If AWS cannot be asked, the job may have succeeded: update finds out.
    const isHeld = news.once === true && (phase === "succeeded" || !known.isSure);
    const isOpen = isOurs && isContentUnknown(olds);
    const named = { ...known, jobName: olds.jobName };
    const isTaken = isOpen && isTakenFor(named, news);
    const compared = isTaken || !isOurs ? replacing.filter((name) => replacingAdopted.includes(name)) : replacing;
    const changed: string[] = compared.filter((name) => isReplacing(name, olds, news));
    const replaces = changed.filter((name) => !isHeld || !keptOnce.includes(name));
    if (isOurs && isChanged(olds.cloudWatchLogsRoleArn, news.cloudWatchLogsRoleArn) && !hasEnded(known.status)) {
        replaces.push("cloudWatchLogsRoleArn");
    }
    if (change === "elsewhere") {
        replaces.push("aws");
    }
    if (isAsked) {
        deps.memory.jobs.reachWith(id, news.aws);
    }
    // If AWS cannot be asked, the job may have been started after all: update finds out.
    const isStranded = phase === "created" && known.isSure && isUploadOver(deps, olds);
    const isToRepeat = phase === "unsuccessful" && !(replaces.length === 0 && isEverybodyThere(known, news));
    if (isOurs && (isToRepeat || isStranded)) {
        replaces.push("status");
    }
    const inPlace =
        changedInPlace(olds, news).some((name) => name !== "source" || !isHeld) ||
        (isHeld && !known.isSure && changed.length > 0) ||
        isTextMissing(olds, news);
    const isReplaced = replaces.length > 0;
    deps.memory.jobs[isReplaced ? "replace" : "keep"](id);
    if (olds.isAdopted !== true) {
        deps.memory.jobs.own(id);
    }
    const { jobId } = parseResourceId(id);
    if (isTaken && !isReplaced && !isUnknown(news.sourceDigest)) {
        sayTaken(deps.progress(news.resourceUrn), jobId, named);
    } else if (isOpen && replaces.includes("sourceDigest")) {
        deps.progress(news.resourceUrn).warn(whyNotTaken(jobId, named, news));
    } else if (isReplaced && !hasEnded(olds.status)) {
        reportEnd(deps, id, known, news);
    }
    return {
        changes: isReplaced || inPlace || (isOurs && isWorkLeft(phase, olds, news)),
        replaces,
        // A job that may run by now is described, and stopped, before another one is created.
        deleteBeforeReplace: isReplaced && mayRun(phase, known.isSure),
    };
}

/** Arguments whose change is recorded in place: of the source, only its name, and its content where nobody knew it. */
export function changedInPlace(olds: UserImportJobOutputs, news: CheckedInputs): string[] {
    const changed: string[] = argumentNames.filter((name) => isInPlace(name) && isChanged(olds[name], news[name]));
    return [
        ...changed,
        ...(isSourceRenamed(olds, news) ? ["source"] : []),
        ...(isContentUnknown(olds) && hasContent(news) ? ["sourceDigest"] : []),
    ];
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

/** No run has waited for the job and reported its end, so the reason for the replacement is said here. */
function reportEnd(deps: LifecycleDependencies, id: string, known: KnownJob, news: CheckedInputs): void {
    if (phaseOf(known.status) === "unsuccessful") {
        const answer = known.completionMessage === undefined ? "" : ` AWS says: ${known.completionMessage}`;
        const job = `Import job ${parseResourceId(id).jobId}`;
        deps.progress(news.resourceUrn).warn(`${job} ended as ${known.status} and is replaced by a new one.${answer}`);
    }
}

/** Whether update has work although no argument changed: to bring the job to its end, and to judge it. */
function isWorkLeft(phase: JobPhase | undefined, olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    switch (phase) {
        case "created":
            return true;
        case "succeeded":
            return !hasEnded(olds.status) || exceededLimits(olds, news).length > 0;
        case "unsuccessful":
            // A job that is not repeated fails every update.
            return true;
        case "running":
        case "stopping":
        case undefined:
            return news.waitForCompletion !== false;
        default:
            return unexpectedPhase(phase);
    }
}

/** Whether a change of an argument counts by itself: content is compared by its digest, and `once` changes nothing in the job. */
function isInPlace(name: (typeof argumentNames)[number]): name is Exclude<typeof name, "source" | "users" | "once"> {
    return !["source", "users", "once", ...replacing].includes(name);
}

function isReplacing(name: (typeof replacing)[number], olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    // AWS cannot rename a job, and a new one would import the same content: the next job gets the name.
    const [before, after] = [String(olds.jobName), String(news.jobName)];
    // The name of an adopted job may be anybody's.
    const isOthers = olds.isAdopted === true && contentTokenIn(before) === undefined;
    const isSameJob = name === "jobName" && (isOthers || isSameContent(before, after));
    return !isSameJob && isChanged(olds[name], news[name], name);
}

/** The engine passes only the hash of an asset's content here. */
function isSourceRenamed(olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    return news.sourceNameHash === undefined
        ? isChanged(olds.source, news.source)
        : isChanged(olds.source === undefined ? undefined : sha256Hex(olds.source), news.sourceNameHash);
}

function isChanged(before: unknown, after: unknown, name?: string): boolean {
    // Content that a preview does not know may well be unchanged; an unknown pool or name may not.
    if (isUnknown(after)) {
        return name !== "sourceDigest" && name !== "jobName";
    }
    return !isDeepStrictEqual(before ?? undefined, after ?? undefined);
}

/** Whether a created job can no longer get its CSV: AWS said so, or it is too old by this machine's clock. */
function isUploadOver(deps: LifecycleDependencies, olds: UserImportJobOutputs): boolean {
    return olds.isUploadExpired === true || isPastUpload(deps.clock, olds);
}
