import { formatCount } from "../formatCount";
import { defaultCsvLimits, maxUploadBytes } from "./csvLimits";
import type { CsvProblemCode } from "./problems/csvProblemCodes";
import { ProblemList } from "./problems/problemList";
import type { CsvInspection } from "./types";

/** The most bytes that a file may have to be read at all: one job's limit, or S3's where the user ignores that. */
export function readableBytes(
    ignoreProblems: readonly CsvProblemCode[] = [],
    maxBytes: number = defaultCsvLimits.maxBytes,
): number {
    return ignoreProblems.includes("file-too-large") ? Math.max(maxBytes, maxUploadBytes) : maxBytes;
}

/**
 * What there is to say of a file by its size alone: that it is too large for one job, so that it need not be read.
 *
 * @returns `undefined` for a size that one job takes, or that the user lets pass
 */
export function inspectSize(
    sizeBytes: number,
    ignoreProblems: readonly CsvProblemCode[] = [],
): CsvInspection | undefined {
    const maxBytes = readableBytes(ignoreProblems);
    if (sizeBytes <= maxBytes) {
        return undefined;
    }
    const problems = new ProblemList(1);
    addTooLarge(problems, maxBytes);
    return {
        digest: "",
        isComplete: false,
        bytes: sizeBytes,
        rows: 0,
        columns: [],
        ...problems.list(0),
        fileErrors: 1,
        rowErrors: 0,
        failingRows: 0,
    };
}

/** Says that a file is larger than one job, or one upload, takes. */
export function addTooLarge(problems: ProblemList, maxBytes: number): void {
    if (maxBytes >= maxUploadBytes) {
        problems.add(
            "upload-too-large",
            {},
            `The file has more than ${formatCount(maxBytes)} bytes, the limit of one upload to S3. Split it.`,
        );
    } else {
        problems.add(
            "file-too-large",
            {},
            `The file has more than ${formatCount(maxBytes)} bytes, the limit of one job. Split it.`,
        );
    }
}
