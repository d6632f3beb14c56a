import { defaultCsvLimits } from "./csvLimits";
import { ProblemList } from "./problemList";
import type { CsvInspection } from "./types";

/**
 * What there is to say of a file by its size alone: that it is too large for one job, so that it need not be read.
 *
 * @returns `undefined` for a size that one job takes
 */
export function inspectSize(
    sizeBytes: number,
    maxBytes: number = defaultCsvLimits.maxBytes,
): CsvInspection | undefined {
    if (sizeBytes <= maxBytes) {
        return undefined;
    }
    const problems = new ProblemList(1);
    addFileTooLarge(problems, maxBytes);
    return {
        digest: "",
        isComplete: false,
        bytes: sizeBytes,
        rows: 0,
        columns: [],
        ...problems.list(),
        fileErrors: 1,
        rowErrors: 0,
    };
}

/** Says that a file is larger than one job takes. */
export function addFileTooLarge(problems: ProblemList, maxBytes: number): void {
    problems.add(
        "file-too-large",
        {},
        `The file has more than ${maxBytes} bytes, the most that one job takes: split it.`,
    );
}
