import type { CsvProblemCode } from "./csvProblemCodes";

/** What a file is that is no CSV in UTF-8. */
export interface ForeignFile {
    readonly code: CsvProblemCode;
    readonly message: string;
}

const signatures: readonly (readonly [string, ForeignFile])[] = [
    [
        "504b0304",
        { code: "not-text", message: "This is a zip archive or an Excel workbook (.xlsx). Save it as CSV UTF-8." },
    ],
    ["d0cf11e0", { code: "not-text", message: "This is an old Excel workbook (.xls). Save it as CSV UTF-8." }],
    ["1f8b", { code: "not-text", message: "This is compressed with gzip. Decompress it first." }],
    ["25504446", { code: "not-text", message: "This is a PDF document. Export the table as CSV in UTF-8." }],
];

const utf16: ForeignFile = {
    code: "utf-16",
    message:
        "The file is in UTF-16 (Unicode text from Excel or PowerShell?). Save it as CSV in UTF-8 without a byte order mark.",
};

/**
 * Recognises, from the first line, files that hold no UTF-8 text at all.
 *
 * @returns what it is and what to do, or `undefined` for what may well be UTF-8.
 */
export function recogniseForeignFile(firstLine: Buffer): ForeignFile | undefined {
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
