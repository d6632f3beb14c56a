import { inspectCsv } from "../csv/inspectCsv";
import { inspectSize } from "../csv/inspectSize";
import type { CsvProblemCode } from "../csv/problems/csvProblemCodes";
import type { CsvInspection, CsvPoolRules } from "../csv/types";
import type { PasswordHashingAlgorithm } from "../types";
import type { CommandStreams } from "./command";
import { givenPool } from "./givenPool";
import { openInput } from "./openInput";
import { ProgressLine } from "./progressLine";
import { formatAdvice, formatJson, formatSummary, formatText } from "./report";

/** What `validate` was asked to do. */
export interface ValidateOptions {
    readonly files: readonly string[];
    readonly format: "text" | "json";
    readonly maxProblems: number;
    /** File with what DescribeUserPool answered. */
    readonly userPoolFile: string | undefined;
    readonly userPoolId: string | undefined;
    /** The algorithm that the job will name; `undefined`: none. */
    readonly passwordHashingAlgorithm: PasswordHashingAlgorithm | undefined;
    /** Codes of problems to ignore. */
    readonly ignoreProblems: readonly CsvProblemCode[];
}

/**
 * Validates the files one after another and writes what is wrong with each.
 *
 * @throws CommandError where a file or the pool cannot be read
 */
export async function validateFiles(options: ValidateOptions, streams: CommandStreams): Promise<0 | 1> {
    const pool = await givenPool(options.userPoolFile, options.userPoolId);
    let exitCode: 0 | 1 = 0;
    let advice = "";
    for (const file of options.files) {
        const name = file === "-" ? "<stdin>" : file;
        const inspection = await inspectFile(file, name, pool, options, streams);
        if (options.format === "json") {
            streams.stdout.write(`${formatJson(inspection)}\n`);
        } else {
            streams.stdout.write(formatText(name, inspection));
            streams.stderr.write(`${formatSummary(name, inspection)}\n`);
            advice ||= formatAdvice(inspection);
        }
        if (inspection.fileErrors > 0 || inspection.rowErrors > 0) {
            exitCode = 1;
        }
    }
    streams.stderr.write(advice);
    return exitCode;
}

async function inspectFile(
    file: string,
    name: string,
    pool: CsvPoolRules | undefined,
    { maxProblems, passwordHashingAlgorithm, ignoreProblems }: ValidateOptions,
    streams: CommandStreams,
): Promise<CsvInspection> {
    const input = openInput(file);
    const progress = new ProgressLine(streams.stderr, name, input.sizeBytes);
    try {
        return (
            (input.sizeBytes === undefined ? undefined : inspectSize(input.sizeBytes, ignoreProblems)) ??
            (await inspectCsv(input.chunks, {
                ...(pool === undefined ? {} : { pool }),
                ...(passwordHashingAlgorithm === undefined ? {} : { passwordHashingAlgorithm }),
                ignoreProblems,
                maxProblems,
                onProgress: (readBytes, readRows) => {
                    progress.show(readBytes, readRows);
                },
            }))
        );
    } finally {
        progress.clear();
        input.close();
    }
}
