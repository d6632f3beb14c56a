import type { PasswordHashingAlgorithm } from "../types";
import { type CheckedHeader, checkHeader } from "./csvHeader";
import { recogniseForeignFile } from "./fileKind";
import { checkLineBytes, isBlank } from "./lineBytes";
import type { ProblemList } from "./problemList";
import type { CsvPoolRules } from "./types";

const byteOrderMark = Buffer.from("\ufeff");
const line = 1;

/** What the first line makes of the lines after it. */
export interface HeaderLine extends CheckedHeader {
    /** `false`: this is no text that could be read on. */
    readonly isReadable: boolean;
    /** Whether the line holds anything. */
    readonly hasHeader: boolean;
}

const unreadable: HeaderLine = { isReadable: false, hasHeader: false, columns: [], lines: 1 };

/**
 * Checks the first line of a file, without its line end.
 *
 * @param algorithm the one that the job names; `undefined`: it imports no password hashes
 */
export function inspectHeaderLine(
    content: Buffer,
    pool: CsvPoolRules,
    algorithm: PasswordHashingAlgorithm | undefined,
    problems: ProblemList,
): HeaderLine {
    if (isForeign(content, problems)) {
        return unreadable;
    }
    const hasMark = content.indexOf(byteOrderMark) === 0;
    const text = hasMark ? content.subarray(byteOrderMark.length) : content;
    if (hasMark) {
        problems.add(
            "byte-order-mark",
            { line },
            "The file begins with a byte order mark (CSV UTF-8 from Excel?). Save it as UTF-8 without a byte order mark.",
        );
    }
    const before = problems.fileErrors;
    const isClean = checkLineBytes(text, line, problems);
    // What is wrong here makes the rows unreadable, unless the user lets it pass: then they are counted.
    const isReadable = problems.fileErrors === before;
    const hasHeader = !isBlank(text);
    if (!isClean || !hasHeader) {
        return { isReadable, hasHeader, columns: [], lines: 1 };
    }
    return { isReadable, hasHeader, ...checkHeader(text.toString("utf8"), pool, algorithm, problems) };
}

/** Whether a file, by the beginning of its first line, holds no text in UTF-8 at all. Says what it holds instead. */
export function isForeign(firstLine: Buffer, problems: ProblemList): boolean {
    const foreign = recogniseForeignFile(firstLine);
    if (foreign !== undefined) {
        problems.add(foreign.code, { line }, foreign.message);
    }
    return foreign !== undefined;
}
