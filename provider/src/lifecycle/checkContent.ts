import { sha256Hex } from "../csv/contentDigest";
import type { CsvInspection } from "../csv/types";
import { isUserImportError } from "../errors/errors";
import type { LifecycleDependencies } from "../job/dependencies";
import { describeProblems, headingOfRows, ignoringAdvice, warnOfProblems } from "../resource/describeProblems";
import { openInputSource, reportableProperty } from "../resource/inputSource";
import { ignoredBy } from "../resource/inputValues";
import { digestSource, inspectSource, validationKey } from "../resource/inspectSource";
import type { CheckedInputs, UserImportJobInputs } from "../resource/properties";
import type { Source } from "../source/source";
import { parsePartReference } from "../split/part";
import type { ArgumentFailure } from "./checkArguments";
import { lookUpPool } from "./poolRules";

/** Digest and rows; in a preview they may be the sentinel for values not known yet. */
export interface SourceContent {
    readonly sourceDigest: string;
    readonly totalUsers: number | string;
    readonly sourceRevision?: string;
}

/** The content, and its failures. */
export interface SourceFindings {
    readonly content?: SourceContent;
    readonly failures: ArgumentFailure[];
}

/** A program's arguments, with what the resource adds and, in a later run, the engine. */
type News = UserImportJobInputs & Partial<CheckedInputs>;

/**
 * Checks the content: its digest, its rows, and what is wrong with them. With `once`, errors are only printed if the state has
 * content for this pool already.
 *
 * @param olds the inputs in state
 * @param userPoolId `undefined`: not known yet
 */
export async function checkContent(
    deps: LifecycleDependencies,
    olds: Partial<CheckedInputs>,
    news: News,
    userPoolId: string | undefined,
): Promise<SourceFindings> {
    const recorded = userPoolId !== undefined && olds.userPoolId === userPoolId ? recordedContent(olds) : undefined;
    const found = await readContent(deps, news, userPoolId, recorded, isVerdictKept(olds, news));
    if (recorded === undefined || news.once !== true || found.failures.length === 0) {
        return found;
    }
    const reasons = found.failures.map(({ reason }) => reason).join("\n");
    const info = `This content is imported once only, so it is not imported again after a job has succeeded. It could not be imported now: ${reasons}`;
    deps.progress(news.resourceUrn).info(info);
    return { content: recorded, failures: [] };
}

function recordedContent(olds: Partial<CheckedInputs>): SourceContent | undefined {
    const { sourceDigest, totalUsers, sourceRevision } = olds;
    return sourceDigest === undefined || totalUsers === undefined
        ? undefined
        : { sourceDigest, totalUsers, ...(sourceRevision !== undefined && { sourceRevision }) };
}

/**
 * @param recorded the content in the state
 * @param isValid whether it was found valid, as strictly as now, when it came into the state
 */
async function readContent(
    deps: LifecycleDependencies,
    news: News,
    userPoolId: string | undefined,
    recorded: SourceContent | undefined,
    isValid: boolean,
): Promise<SourceFindings> {
    try {
        const source = await openInputSource(deps, news);
        const sourceRevision = source.revision === undefined ? undefined : sha256Hex(source.revision);
        const revision = sourceRevision === undefined ? {} : { sourceRevision };
        if (recorded !== undefined && isValid) {
            const isSameRevision = sourceRevision !== undefined && sourceRevision === recorded.sourceRevision;
            const digest = isSameRevision ? recorded.sourceDigest : await digestSource(source, news);
            if (digest === recorded.sourceDigest) {
                const { sourceDigest, totalUsers } = recorded;
                return { content: { sourceDigest, totalUsers, ...revision }, failures: [] };
            }
        }
        const pool = await lookUpPool(deps, userPoolId, news);
        const inspection = await inTurnOfParts(deps, news, async () => await inspectSource(source, pool.rules, news));
        const failures = [...(pool.failures ?? []), ...judgeInspection(deps, news, source, inspection)];
        const sourceDigest = inspection.digest;
        if (pool.rules !== undefined && userPoolId !== undefined && failures.length === 0) {
            const validated = { ...news, userPoolId, sourceDigest };
            deps.memory.validContent.add(validationKey(validated, pool.rules));
        }
        return { content: { sourceDigest, totalUsers: inspection.rows, ...revision }, failures };
    } catch (error) {
        if (isUserImportError(error)) {
            return { failures: [{ property: reportableProperty(news), reason: error.message }] };
        }
        throw error;
    }
}

async function inTurnOfParts<T>(deps: LifecycleDependencies, { source }: News, work: () => Promise<T>): Promise<T> {
    const whole = typeof source === "string" ? parsePartReference(source)?.source : undefined;
    return whole === undefined ? await work() : await deps.memory.partChecks.inTurn(whole, work);
}

/**
 * Whether the verdict on content in the state still holds: rows that only got a warning may have to fail now, and so may
 * ignored problems.
 */
function isVerdictKept(olds: Partial<CheckedInputs>, news: UserImportJobInputs): boolean {
    const ignored = ignoredBy(news);
    const isStricter =
        (olds.invalidRows === "warn" && news.invalidRows !== "warn") ||
        ignoredBy(olds).some((code) => !ignored.includes(code));
    return !isStricter && olds.passwordHashingAlgorithm === news.passwordHashingAlgorithm;
}

function judgeInspection(
    deps: LifecycleDependencies,
    news: News,
    source: Source,
    inspection: CsvInspection,
): ArgumentFailure[] {
    const property = reportableProperty(news);
    const failures: ArgumentFailure[] = [];
    const fileProblems = describeProblems(source, inspection, "file");
    if (fileProblems !== undefined) {
        const advice = `Correct the CSV.${ignoringAdvice(inspection, "file")}`;
        failures.push({ property, reason: `Cognito would refuse this CSV:\n${fileProblems}\n${advice}` });
    }
    const rowProblems = news.invalidRows === "warn" ? undefined : describeProblems(source, inspection, "row");
    if (rowProblems !== undefined) {
        const advice = `Correct the rows, or set invalidRows to "warn" to import the other rows.${ignoringAdvice(inspection, "row")}`;
        failures.push({ property, reason: `${headingOfRows(inspection)}\n${rowProblems}\n${advice}` });
    }
    warnOfProblems(deps.progress(news.resourceUrn), source, inspection, news);
    return failures;
}
