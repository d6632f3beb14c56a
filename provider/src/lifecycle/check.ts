import { isDeepStrictEqual } from "node:util";
import type { CsvInspection, CsvPoolRules } from "../csv/types";
import { isUserImportError, messageOf } from "../errors";
import { formatCount } from "../formatCount";
import type { Source } from "../source/source";
import { type ArgumentFailure, checkArguments, isAbout } from "./checkArguments";
import { type LifecycleDependencies, previewAttempts } from "./dependencies";
import { hashed, isSourceKnown, openInputSource, sourceName, sourceProperty } from "./inputSource";
import { describeProblems, digestSource, inspectSource, validationKey } from "./inspectSource";
import { isJobNameOf, type JobIdentity, jobNameOf } from "./jobName";
import type { CheckedInputs, UserImportJobInputs } from "./properties";
import { readPoolRules } from "./readPoolRules";
import { isUnknown, unknownValue } from "./unknown";

/** What the engine goes on with, and what is wrong. */
export interface CheckedArguments {
    readonly inputs: CheckedInputs;
    readonly failures: ArgumentFailure[];
}

/**
 * Says everything that is wrong with the arguments and their CSV at once, and adds what follows from them: digest,
 * rows, job name. Runs in previews too and changes nothing. Values that are not known yet pass.
 *
 * @param olds the inputs in state; `undefined` fields before the first `up`
 */
export async function check(
    deps: LifecycleDependencies,
    olds: Partial<CheckedInputs>,
    news: UserImportJobInputs & Partial<CheckedInputs>,
): Promise<CheckedArguments> {
    const failures = checkArguments({ ...news });
    const failed = (argument: string): boolean => failures.some((failure) => isAbout(failure, argument));
    let content: SourceContent = { sourceDigest: unknownValue, totalUsers: unknownValue };
    if (isSourceKnown(news) && !failed("source") && !failed("users")) {
        const pool = failed("userPoolId") || isUnknown(news.userPoolId) ? undefined : news.userPoolId;
        const found = await checkSource(deps, olds, news, pool);
        failures.push(...found.failures);
        content = found.content ?? content;
    }
    if (failures.length > 0) {
        // The engine goes no further with them, and in an update it takes none that is not known.
        return { inputs: news as CheckedInputs, failures };
    }
    const sourceNameHash = hashed(assetName(news));
    const inputs = { ...news, ...content, ...(sourceNameHash !== undefined && { sourceNameHash }) } as CheckedInputs;
    return { inputs: { ...inputs, jobName: chooseJobName(olds, news.jobName, inputs) }, failures };
}

function assetName(news: UserImportJobInputs): string | undefined {
    return typeof news.source === "string" || isUnknown(news.source) ? undefined : sourceName(news);
}

/** Digest and rows; in a preview they may be the sentinel for values not known yet. */
interface SourceContent {
    readonly sourceDigest: string;
    readonly totalUsers: number | string;
    readonly sourceRevision?: string;
}

interface SourceFindings {
    readonly content?: SourceContent;
    readonly failures: ArgumentFailure[];
}

async function checkSource(
    deps: LifecycleDependencies,
    olds: Partial<CheckedInputs>,
    news: UserImportJobInputs & Partial<CheckedInputs>,
    userPoolId: string | undefined,
): Promise<SourceFindings> {
    try {
        const source = await openInputSource(deps, news);
        const sourceRevision = hashed(source.revision);
        const revision = sourceRevision === undefined ? {} : { sourceRevision };
        const isSamePool = userPoolId !== undefined && olds.userPoolId === userPoolId;
        if (
            isSamePool &&
            isVerdictKept(olds, news) &&
            olds.sourceDigest !== undefined &&
            olds.totalUsers !== undefined
        ) {
            // Content that is in state already was validated when it came there.
            const isSameRevision = sourceRevision !== undefined && sourceRevision === olds.sourceRevision;
            const sourceDigest = isSameRevision ? olds.sourceDigest : await digestSource(source);
            if (sourceDigest === olds.sourceDigest) {
                return { content: { sourceDigest, totalUsers: olds.totalUsers, ...revision }, failures: [] };
            }
        }
        const pool = userPoolId === undefined ? {} : await lookUpPool(deps, userPoolId);
        const inspection = await inspectSource(source, pool.rules);
        const failures = [...(pool.failures ?? []), ...judgeInspection(deps, news, source, inspection)];
        if (pool.rules !== undefined && userPoolId !== undefined && failures.length === 0) {
            const validated = { ...news, userPoolId, sourceDigest: inspection.digest };
            deps.validated.add(validationKey(validated, pool.rules));
        }
        return { content: { sourceDigest: inspection.digest, totalUsers: inspection.rows, ...revision }, failures };
    } catch (error) {
        if (isUserImportError(error)) {
            return { failures: [{ property: sourceProperty(news), reason: error.message }] };
        }
        throw error;
    }
}

/** Whether what content in state was found to be still holds: rows that were only warned of may have to fail now. */
function isVerdictKept(olds: Partial<CheckedInputs>, news: UserImportJobInputs): boolean {
    const isStricter = olds.invalidRows === "warn" && news.invalidRows !== "warn";
    return !isStricter && olds.passwordHashingAlgorithm === news.passwordHashingAlgorithm;
}

/**
 * The pool's rules where it can be reached. That it does not exist, or that an endpoint which the program set does not
 * answer, is told; without credentials or network the pool's rules wait until create.
 */
async function lookUpPool(
    deps: LifecycleDependencies,
    userPoolId: string,
): Promise<{ rules?: CsvPoolRules; failures?: ArgumentFailure[] }> {
    try {
        return { rules: await readPoolRules(deps.connect(userPoolId, previewAttempts), { userPoolId }) };
    } catch (error) {
        const code = isUserImportError(error) ? error.code : undefined;
        const isTold = code === "not-found" || (code === "unreachable" && deps.hasConfiguredEndpoint);
        return isTold ? { failures: [{ property: "userPoolId", reason: messageOf(error) }] } : {};
    }
}

function judgeInspection(
    deps: LifecycleDependencies,
    news: UserImportJobInputs & Partial<CheckedInputs>,
    source: Source,
    inspection: CsvInspection,
): ArgumentFailure[] {
    const property = sourceProperty(news);
    const progress = deps.progress(news.resourceUrn);
    const failures: ArgumentFailure[] = [];
    const fileProblems = describeProblems(source, inspection, "file");
    if (fileProblems !== undefined) {
        failures.push({ property, reason: `Cognito would refuse this CSV:\n${fileProblems}` });
    }
    const rowProblems = describeProblems(source, inspection, "row");
    if (rowProblems !== undefined) {
        const rows = formatCount(inspection.rowErrors);
        const reason = `Cognito would fail rows of this CSV (problems: ${rows}):\n${rowProblems}`;
        if (news.invalidRows === "warn") {
            progress.warn(reason);
        } else {
            const advice = 'Mend them, or set invalidRows to "warn" to import the others.';
            failures.push({ property, reason: `${reason}\n${advice}` });
        }
    }
    const warnings = describeProblems(source, inspection, "warning");
    if (warnings !== undefined) {
        progress.warn(`Likely mistakes in this CSV:\n${warnings}`);
    }
    return failures;
}

/**
 * The job's name in AWS. A name that AWS knows the job by already stays: renaming the resource, or removing `jobName`,
 * imports nothing again.
 */
function chooseJobName(olds: Partial<CheckedInputs>, base: string | undefined, identity: JobIdentity): string {
    const { sourceDigest, userPoolId, triggers, passwordHashingAlgorithm } = identity;
    if ([base, sourceDigest, userPoolId, triggers, passwordHashingAlgorithm, identity.resourceUrn].some(isUnknown)) {
        return unknownValue;
    }
    const isSameContent =
        olds.sourceDigest === sourceDigest &&
        olds.userPoolId === userPoolId &&
        olds.passwordHashingAlgorithm === passwordHashingAlgorithm &&
        isDeepStrictEqual(olds.triggers ?? [], triggers ?? []);
    const isSameName = base === undefined || (olds.jobName !== undefined && isJobNameOf(base, olds.jobName));
    return isSameContent && isSameName && olds.jobName !== undefined ? olds.jobName : jobNameOf(base, identity);
}
