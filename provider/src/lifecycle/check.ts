import { isDeepStrictEqual } from "node:util";
import { awsArgumentWarnings } from "../aws/settings/config";
import { sha256Hex } from "../csv/contentDigest";
import { normalCodes } from "../csv/problems/ignoredCodes";
import type { LifecycleDependencies } from "../job/dependencies";
import { isJobNameOf, type JobIdentity, jobNameOf, withoutTokens } from "../job/jobName";
import { countOf } from "../messages";
import { isContentSecret, isInS3, isSourceKnown, sourceName } from "../resource/inputSource";
import { isUnknown, normalTriggers, unknownValue } from "../resource/inputValues";
import type { CheckedInputs, UserImportJobInputs } from "../resource/properties";
import { checkWithoutContent, isWithoutContent } from "./adoption";
import { type ArgumentFailure, checkArguments, isAbout } from "./checkArguments";
import { checkContent, type SourceContent } from "./checkContent";

/** The inputs with which the engine continues, and the failures. */
export interface CheckedArguments {
    readonly inputs: CheckedInputs;
    readonly failures: ArgumentFailure[];
}

/**
 * Reports everything that is wrong with the arguments and their CSV at once, and adds what follows from them: digest,
 * rows, job name. Runs in previews too and changes nothing in AWS. Values that are not known yet pass. A job that was imported
 * into the state needs no content (see `adoption.ts`).
 *
 * @param olds the inputs in state; `undefined` fields before the first `up`
 * @throws UserImportError where the credentials are of an account that the settings do not allow
 */
export async function check(
    deps: LifecycleDependencies,
    olds: Partial<CheckedInputs>,
    given: UserImportJobInputs & Partial<CheckedInputs>,
): Promise<CheckedArguments> {
    await deps.checkAccount?.(typeof given.userPoolId === "string" ? given.userPoolId : undefined);
    // A program never sets a digest; with `ignoreChanges` of "*" the engine repeats the one in the state.
    const isRepeated = given.sourceDigest !== undefined && given.sourceDigest === olds.sourceDigest;
    const news = isRepeated ? { ...given, once: true } : given;
    const isAdopted = isWithoutContent(olds, news);
    const failures = [
        ...checkArguments({ ...news }, !isAdopted),
        ...(isAdopted ? checkWithoutContent(olds, news) : []),
    ];
    const failed = (argument: string): boolean => failures.some((failure) => isAbout(failure, argument));
    let content: SourceContent = { sourceDigest: unknownValue, totalUsers: unknownValue };
    if (
        !isAdopted &&
        isSourceKnown(news) &&
        !failed("source") &&
        !failed("users") &&
        !isOutOfReach(news, failed("aws"))
    ) {
        const isPoolKnown = !failed("userPoolId") && !isUnknown(news.userPoolId) && !failed("aws");
        const pool = isPoolKnown ? news.userPoolId : undefined;
        const found = await checkContent(deps, olds, news, pool);
        failures.push(...found.failures);
        content = found.content ?? content;
    }
    if (failures.length > 0) {
        // The engine stops at failures, and an update accepts no unknown values.
        return { inputs: news as CheckedInputs, failures };
    }
    const { triggers: _triggers, ignoreProblems: _codes, isUp: _isUp, plannedPart: _planned, ...others } = news;
    const triggers = normalTriggers(news.triggers);
    const ignoreProblems = isUnknown(news.ignoreProblems) ? news.ignoreProblems : normalCodes(news.ignoreProblems);
    const name = assetName(news);
    const sourceNameHash = name === undefined ? undefined : sha256Hex(name);
    const inputs = {
        ...others,
        ...(!isAdopted && content),
        ...(triggers !== undefined && { triggers }),
        ...(ignoreProblems !== undefined && ignoreProblems.length > 0 && { ignoreProblems }),
        ...(sourceNameHash !== undefined && { sourceNameHash }),
    } as CheckedInputs;
    for (const warning of awsArgumentWarnings(news.aws)) {
        deps.progress(news.resourceUrn).warn(warning);
    }
    if (isAdopted) {
        return { inputs, failures };
    }
    const identity = { ...inputs, isSecret: isContentSecret(news) };
    warnOfSkipped(deps, olds, inputs);
    const jobName = await chooseJobName(olds, news.jobName, identity);
    warnOfTwin(deps, { ...inputs, jobName });
    return { inputs: { ...inputs, jobName }, failures };
}

/** Whether the source is in S3, and cannot be read with an argument `aws` that is wrong or not known yet. */
function isOutOfReach(news: UserImportJobInputs, isRefused: boolean): boolean {
    return (isRefused || isUnknown(news.aws)) && isInS3(news);
}

function assetName(news: UserImportJobInputs): string | undefined {
    return typeof news.source === "string" || isUnknown(news.source) ? undefined : sourceName(news);
}

/**
 * The job's name in AWS. The name of an existing job stays: renaming the resource, or removing `jobName`, imports nothing
 * again.
 */
async function chooseJobName(
    olds: Partial<CheckedInputs>,
    base: string | undefined,
    identity: JobIdentity,
): Promise<string> {
    const { sourceDigest, userPoolId, triggers, passwordHashingAlgorithm } = identity;
    if ([base, sourceDigest, userPoolId, triggers, passwordHashingAlgorithm, identity.resourceUrn].some(isUnknown)) {
        return unknownValue;
    }
    // If changes are ignored, the engine repeats the whole name.
    const isSameName = (name: string): boolean => base === undefined || base === name || isJobNameOf(base, name);
    const { jobName } = olds;
    if (isSameImport(olds, identity) && jobName !== undefined && isSameName(jobName)) {
        return jobName;
    }
    return await jobNameOf(base === jobName && base !== undefined ? withoutTokens(base) : base, identity);
}

/** Whether the job in the state imported what the inputs ask for now. */
function isSameImport(olds: Partial<CheckedInputs>, identity: Omit<JobIdentity, "isSecret">): boolean {
    const { sourceDigest, userPoolId, triggers, passwordHashingAlgorithm } = identity;
    return (
        olds.sourceDigest === sourceDigest &&
        olds.userPoolId === userPoolId &&
        olds.passwordHashingAlgorithm === passwordHashingAlgorithm &&
        isDeepStrictEqual(olds.triggers, triggers)
    );
}

/**
 * Warns of users who were imported before: if a list has grown or is imported again, most of its rows may be theirs. It compares
 * only the numbers of rows. The inputs show neither who the users are nor whether that import created any.
 */
function warnOfSkipped(deps: LifecycleDependencies, olds: Partial<CheckedInputs>, news: CheckedInputs): void {
    const { totalUsers: rowsBefore } = olds;
    const { totalUsers: rows, userPoolId, existingUsers, once, triggers, passwordHashingAlgorithm } = news;
    const isAgain =
        typeof rowsBefore === "number" &&
        typeof rows === "number" &&
        2 * rowsBefore >= rows &&
        olds.userPoolId === userPoolId &&
        ![triggers, passwordHashingAlgorithm].some(isUnknown) &&
        !isSameImport(olds, news);
    if (isAgain && existingUsers !== "omit" && once !== true) {
        deps.progress(news.resourceUrn).warn(
            `The previous import into this user pool had ${countOf(rowsBefore, "row")}. Cognito skips users who are in both, ` +
                'and AWS may fail a job with too many of them. To leave them out, set existingUsers: "omit".',
        );
    }
}

/** Says that another resource of the program imports the same content: the job of the first one serves both. */
function warnOfTwin(deps: LifecycleDependencies, { jobName, resourceUrn }: CheckedInputs): void {
    const twin = resourceUrn === undefined ? undefined : deps.memory.jobs.claim(jobName, resourceUrn);
    if (twin !== undefined) {
        deps.progress(resourceUrn).warn(
            `The resource ${twin.split("::").at(-1)} of this program imports the same content into the same user pool. One ` +
                "import job serves both. Remove one of the resources.",
        );
    }
}
