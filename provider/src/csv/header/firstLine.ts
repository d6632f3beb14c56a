import type { PasswordHashingAlgorithm } from "../../types";
import type { CsvProblemCode } from "../problems/csvProblemCodes";
import type { ProblemList } from "../problems/problemList";
import { checkLineBytes, isBlank } from "../rows/lineRules";
import type { CsvPoolRules } from "../types";
import { type CheckedHeader, checkHeader } from "./checkHeader";

const byteOrderMark = Buffer.from("\ufeff");
const line = 1;

/** What the first line says about the lines after it. */
export interface HeaderLine extends CheckedHeader {
    /** `false`: the rest of the file cannot be read. */
    readonly isReadable: boolean;
    /** Whether the line holds anything. */
    readonly hasHeader: boolean;
}

const unreadable: HeaderLine = { isReadable: false, hasHeader: false, columns: [], lines: 1 };

/** A file that is not a CSV in UTF-8. */
interface NonCsv {
    readonly code: CsvProblemCode;
    readonly message: string;
}

const signatures: readonly (readonly [string, NonCsv])[] = [
    [
        "504b0304",
        { code: "not-text", message: "This is a zip archive or an Excel workbook (.xlsx). Save it as CSV UTF-8." },
    ],
    ["d0cf11e0", { code: "not-text", message: "This is an old Excel workbook (.xls). Save it as CSV UTF-8." }],
    ["1f8b", { code: "not-text", message: "This is compressed with gzip. Decompress it first." }],
    ["25504446", { code: "not-text", message: "This is a PDF document. Export the table as CSV in UTF-8." }],
];

const utf16: NonCsv = {
    code: "utf-16",
    message:
        "The file is in UTF-16 (Unicode text from Excel or PowerShell?). Save it as CSV in UTF-8 without a byte order mark.",
};

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
    if (addNonCsv(content, problems)) {
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

/** Whether a file is not text in UTF-8, by the beginning of its first line; adds what it is instead. */
export function addNonCsv(firstLine: Buffer, problems: ProblemList): boolean {
    const nonCsv = detectNonCsv(firstLine);
    if (nonCsv !== undefined) {
        problems.add(nonCsv.code, { line }, nonCsv.message);
    }
    return nonCsv !== undefined;
}

/**
 * Detects, by the first line, files that are not text in UTF-8.
 *
 * @returns what it is and what to do; `undefined` for what may be UTF-8
 */
function detectNonCsv(firstLine: Buffer): NonCsv | undefined {
    const begin = firstLine.toString("hex", 0, 4);
    const known = signatures.find(([signature]) => begin.startsWith(signature));
    if (known !== undefined) {
        return known[1];
    }
    return begin.startsWith("fffe") || begin.startsWith("feff") || looksLikeUtf16(firstLine) ? utf16 : undefined;
}

/** Without a byte order mark: a header in Latin letters then has a NUL as every second byte. */
function looksLikeUtf16(firstLine: Buffer): boolean {
    const pairs = Math.min(firstLine.length >> 1, 32);
    let even = 0;
    let odd = 0;
    for (let pair = 0; pair < pairs; pair++) {
        even += firstLine[2 * pair] === 0 ? 1 : 0;
        odd += firstLine[2 * pair + 1] === 0 ? 1 : 0;
    }
    return pairs >= 4 && even !== odd && Math.max(even, odd) === pairs;
}
