import { createHash } from "node:crypto";
import { ContentDigest } from "../csv/contentDigest";
import { defaultCsvLimits } from "../csv/csvLimits";
import { inspectRereadable } from "../csv/inspectCsv";
import type { CsvInspection, CsvPoolRules } from "../csv/types";
import { UserImportError } from "../errors";
import { formatCount } from "../formatCount";
import type { Source } from "../source/source";
import { withPoolColumns } from "./poolColumns";
import type { CheckedInputs } from "./properties";

/** How many problems one message lists. */
const listedProblems = 20;

/** The digest of a source, in one pass without a look at its rows. */
export async function digestSource(source: Source): Promise<string> {
    refuseTooLarge(source);
    if (source.digest !== undefined) {
        return source.digest;
    }
    const digest = new ContentDigest();
    for await (const chunk of source.read()) {
        digest.update(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    }
    return digest.finish();
}

/**
 * Digest, rows and problems of a source, in one pass.
 *
 * @param pool rules of the user pool; `undefined` where they are not known
 * @throws UserImportError `validation-failed` where the source is larger than one job takes, before reading it
 */
export async function inspectSource(source: Source, pool: CsvPoolRules | undefined): Promise<CsvInspection> {
    const uploaded = asUploaded(source, pool);
    refuseTooLarge(uploaded);
    const options = { maxProblems: listedProblems, ...(pool !== undefined && { pool }) };
    const inspection = await inspectRereadable(() => uploaded.read(), options);
    return uploaded === source ? inspection : { ...inspection, digest: await digestSource(source) };
}

/** The source as the pool is to get it. */
export function asUploaded(source: Source, pool: Pick<CsvPoolRules, "header"> | undefined): Source {
    return pool?.header === undefined ? source : withPoolColumns(source, pool.header);
}

/** The inputs that a verdict on their CSV depends on, beside the pool's rules. */
export type ValidatedInputs = Pick<
    CheckedInputs,
    "userPoolId" | "sourceDigest" | "invalidRows" | "passwordHashingAlgorithm"
>;

/** Marks that this content was found valid: for this pool, by these rules of it, as strictly as the inputs ask. */
export function validationKey(inputs: ValidatedInputs, rules: CsvPoolRules): string {
    const { userPoolId, sourceDigest, invalidRows = "fail", passwordHashingAlgorithm = "" } = inputs;
    const rulesText = JSON.stringify(rules, (_, value: unknown) => (value instanceof Map ? [...value] : value));
    const rulesHash = createHash("sha256").update(rulesText).digest("hex");
    return [userPoolId, sourceDigest, invalidRows, passwordHashingAlgorithm, rulesHash].join(" ");
}

/** The problems of one kind as a text of a line each; `undefined` where there are none. */
export function describeProblems(
    source: Pick<Source, "description" | "describeLine">,
    inspection: CsvInspection,
    scope: "file" | "row" | "warning",
): string | undefined {
    const problems = inspection.problems.filter((problem) =>
        scope === "warning" ? problem.severity === "warning" : problem.severity === "error" && problem.scope === scope,
    );
    if (problems.length === 0) {
        return undefined;
    }
    const lines = problems.map((problem) => {
        const place = describePlace(source, problem.line);
        const column = problem.column === undefined ? "" : ` ${problem.column}:`;
        return `  ${place}:${column} ${problem.message}`;
    });
    const total = { file: inspection.fileErrors, row: inspection.rowErrors, warning: 0 }[scope];
    const more = Math.max(total - problems.length, 0);
    return [...lines, ...(more > 0 ? [`  … and ${formatCount(more)} more`] : [])].join("\n");
}

function describePlace({ description, describeLine }: Parameters<typeof describeProblems>[0], line?: number): string {
    if (line === undefined) {
        return description;
    }
    return describeLine?.(line) ?? `${description}:${line}`;
}

function refuseTooLarge(source: Source): void {
    if (source.sizeBytes > defaultCsvLimits.maxBytes) {
        throw new UserImportError(
            "validation-failed",
            `The source ${source.description} has ${formatCount(source.sizeBytes)} bytes; one import job takes at ` +
                `most ${formatCount(defaultCsvLimits.maxBytes)}. Split it.`,
        );
    }
}
