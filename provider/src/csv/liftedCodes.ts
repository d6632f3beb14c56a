import { isGiven } from "../given";
import { type CsvProblemCode, csvProblemCodeNames, csvProblemCodes } from "./csvProblemCodes";
import { nearest } from "./nearest";
import type { CsvProblem } from "./types";

/** How many codes a message offers in place of one that does not exist. */
const offeredCodes = 3;

/**
 * What is wrong with codes whose problems a user wants to lift.
 *
 * @returns `undefined`: nothing is
 */
export function reasonAgainstLifting(codes: readonly string[]): string | undefined {
    const reasons = codes.map(reasonAgainst).filter(isGiven);
    const where = codes.every(isCode) ? "" : ". All codes are in docs/csv.md";
    return reasons.length === 0 ? undefined : `${reasons.join("; ")}${where}`;
}

/** The first of the problems that can be lifted. */
export function firstLiftable(problems: readonly CsvProblem[]): CsvProblem | undefined {
    return problems.find(({ code }) => csvProblemCodes[code].isLiftable);
}

function reasonAgainst(code: string): string | undefined {
    if (!isCode(code)) {
        const near = nearest(code.toLowerCase().replaceAll("_", "-"), csvProblemCodeNames, offeredCodes);
        const offered = near.length === 0 ? "" : `. Similar codes: ${near.join(", ")}`;
        // What does not look like a code may be anything.
        const what = /^[\w-]{1,60}$/u.test(code)
            ? `${code} is not a problem code`
            : "it contains a text that is not a problem code";
        return `${what}${offered}`;
    }
    return csvProblemCodes[code].isLiftable
        ? undefined
        : `${code} cannot be ignored, because such a file cannot be uploaded or has no users to import`;
}

/** Codes as they are kept and compared: each once, in the order of docs/csv.md, and none that does not exist. */
export function normalCodes(codes: readonly string[] | null | undefined): readonly CsvProblemCode[] {
    return csvProblemCodeNames.filter((code) => codes?.includes(code));
}

/** Every code that can be lifted. */
export const liftableCodes: readonly CsvProblemCode[] = csvProblemCodeNames.filter(
    (code) => csvProblemCodes[code].isLiftable,
);

function isCode(text: string): text is CsvProblemCode {
    return Object.hasOwn(csvProblemCodes, text);
}
