import type { CsvProblemCode } from "../problems/csvProblemCodes";
import { unquoted } from "../rows/quotedValues";

/** A separator that a file uses instead of commas. */
export interface ForeignSeparator {
    readonly code: Extract<CsvProblemCode, "separator">;
    readonly message: string;
    /** How many lines come before the rows: a `sep=` line, and the header. */
    readonly headerLines: 1 | 2;
}

/** Separators that programs write instead of the comma, and their names. */
const separators: readonly (readonly [string, string])[] = [
    [";", "semicolons"],
    ["\t", "tabs"],
    ["|", "vertical bars"],
];

const advice =
    "Export it with commas (Excel uses the list separator of the system), or use cognito-user-import convert";

/**
 * Detects, by the first line, a file whose values are not separated by commas, and Excel's `sep=` line.
 *
 * @param known tells whether a name is that of a column
 * @returns `undefined` where commas separate the names, or nothing does
 */
export function detectSeparator(firstLine: string, known: (name: string) => boolean): ForeignSeparator | undefined {
    const told = /^\s*"?sep=(.?)"?[\s,;|]*$/isu.exec(firstLine)?.[1];
    if (told !== undefined) {
        const name = separators.find(([separator]) => separator === told)?.[1];
        const rest = name === undefined ? "" : ` The file is separated by ${name}, not by commas. ${advice}.`;
        const message = `The first line is a sep= line, which only Excel reads. Delete it.${rest}`;
        return { code: "separator", message, headerLines: 2 };
    }
    const withCommas = countKnown(firstLine, ",", known);
    const found = separators.find(([separator]) => {
        const names = countKnown(firstLine, separator, known);
        const isHeader = names > withCommas && (names > 1 || !firstLine.includes(","));
        return isHeader || (!firstLine.includes(",") && firstLine.split(separator).length > 2);
    });
    return found === undefined
        ? undefined
        : {
              code: "separator",
              message: `The file is separated by ${found[1]}, not by commas. ${advice}.`,
              headerLines: 1,
          };
}

/**
 * What separates the values of a row whose header has commas.
 *
 * @returns what it is called; `undefined` where no other separator makes a whole row of it
 */
export function separatorOfRow(row: string, columns: number): string | undefined {
    return columns < 2 ? undefined : separators.find(([separator]) => row.split(separator).length === columns)?.[1];
}

function countKnown(line: string, separator: string, known: (name: string) => boolean): number {
    return line.split(separator).filter((name) => known(unquoted(name))).length;
}
