import { isPresent } from "../argumentValues";
import { ContentDigest, sha256Hex } from "../csv/contentDigest";
import { maxUploadBytes } from "../csv/csvLimits";
import { inspectCsv } from "../csv/inspectCsv";
import type { CsvInspection, CsvPoolRules } from "../csv/types";
import { UserImportError } from "../errors/errors";
import { formatCount, listedProblems } from "../messages";
import { uploadedColumns, withPoolColumns } from "../source/poolColumns";
import type { Source } from "../source/source";
import type { PasswordHashingAlgorithm } from "../types";
import { type IgnoringArgument, ignoredBy, isUnknown, readableBytesOf } from "./inputValues";
import type { CheckedInputs } from "./properties";

/** The arguments that decide by which rules a CSV is judged, beside the pool's rules. */
export type CsvArguments = Pick<CheckedInputs, "ignoreProblems" | "passwordHashingAlgorithm">;

/** The digest of a source, in one pass, without checking its rows. */
export async function digestSource(source: Source, inputs: IgnoringArgument): Promise<string> {
    refuseTooLarge(source, inputs);
    if (source.digest !== undefined) {
        return source.digest;
    }
    const digest = new ContentDigest();
    for await (const chunk of source.read({ canReuseChunks: true })) {
        digest.update(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    }
    return digest.finish();
}

/**
 * Digest, rows and problems of a source, in one pass.
 *
 * @param pool rules of the user pool; `undefined`: not known
 * @throws UserImportError `validation-failed` if the source is too large for one job, before reading it
 */
export async function inspectSource(
    source: Source,
    pool: CsvPoolRules | undefined,
    inputs: CsvArguments,
): Promise<CsvInspection> {
    const uploaded = asUploaded(source, pool, inputs);
    refuseTooLarge(uploaded, inputs);
    const passwordHashingAlgorithm = algorithmOf(inputs);
    const options = {
        maxProblems: listedProblems,
        ignoreProblems: ignoredBy(inputs),
        ...(passwordHashingAlgorithm !== undefined && { passwordHashingAlgorithm }),
        ...(pool !== undefined && { pool }),
    };
    const inspection = await inspectCsv(uploaded.read({ canReuseChunks: true }), options);
    return uploaded === source ? inspection : { ...inspection, digest: await digestSource(source, inputs) };
}

/** The source in the form that the pool gets. */
export function asUploaded(
    source: Source,
    pool: Pick<CsvPoolRules, "header"> | undefined,
    inputs: Pick<CsvArguments, "passwordHashingAlgorithm">,
): Source {
    const columns = source.encoded?.columns;
    return columns === undefined
        ? source
        : withPoolColumns(source, uploadedColumns(columns, pool?.header, algorithmOf(inputs) !== undefined));
}

/** If a preview does not know the algorithm yet, the CSV is checked as one without password hashes. */
function algorithmOf({
    passwordHashingAlgorithm: algorithm,
}: Pick<CsvArguments, "passwordHashingAlgorithm">): PasswordHashingAlgorithm | undefined {
    return isPresent(algorithm) && !isUnknown(algorithm) ? algorithm : undefined;
}

/** The inputs that a verdict on their CSV depends on, beside the pool's rules. */
export type ValidatedInputs = Pick<CheckedInputs, "userPoolId" | "sourceDigest" | "invalidRows"> & CsvArguments;

/** Remembers that this content is valid for this pool and its rules, as strictly as the inputs ask. */
export function validationKey(inputs: ValidatedInputs, rules: CsvPoolRules): string {
    const { userPoolId, sourceDigest, invalidRows = "fail", passwordHashingAlgorithm = "" } = inputs;
    const rulesText = JSON.stringify(rules, (_, value: unknown) => (value instanceof Map ? [...value] : value));
    const rulesHash = sha256Hex(rulesText);
    const ignored = ignoredBy(inputs).join();
    return [userPoolId, sourceDigest, invalidRows, passwordHashingAlgorithm, ignored, rulesHash].join(" ");
}

function refuseTooLarge(source: Source, inputs: IgnoringArgument): void {
    const maxBytes = readableBytesOf(inputs);
    if (source.sizeBytes <= maxBytes) {
        return;
    }
    const [who, code] =
        maxBytes >= maxUploadBytes
            ? ["S3 takes at most", "upload-too-large"]
            : ["one import job takes at most", "file-too-large"];
    throw new UserImportError(
        "validation-failed",
        `The source ${source.description} has ${formatCount(source.sizeBytes)} bytes; ${who} ${formatCount(maxBytes)}. Split it. [${code}]`,
    );
}
