import { isGiven } from "../../given";
import type { CsvProblem } from "../types";
import { type CsvProblemCode, csvProblemCodeNames, csvProblemCodes } from "./csvProblemCodes";

/** How many codes a message offers in place of one that does not exist. */
const offeredCodes = 3;

/**
 * Says why the problems of these codes cannot be ignored.
 *
 * @returns `undefined` where they can
 */
export function reasonAgainstIgnoring(codes: readonly string[]): string | undefined {
    const reasons = codes.map(reasonAgainst).filter(isGiven);
    const where = codes.every(isCode) ? "" : ". All codes are in docs/csv.md";
    return reasons.length === 0 ? undefined : `${reasons.join("; ")}${where}`;
}

/** The first of the problems that can be ignored. */
export function firstIgnorable(problems: readonly CsvProblem[]): CsvProblem | undefined {
    return problems.find(({ code }) => csvProblemCodes[code].isIgnorable);
}

/** Codes as they are kept and compared: each once, in the order of docs/csv.md, and none that does not exist. */
export function normalCodes(codes: readonly string[] | null | undefined): readonly CsvProblemCode[] {
    return csvProblemCodeNames.filter((code) => codes?.includes(code));
}

/** Every code that can be ignored. */
export const ignorableCodes: readonly CsvProblemCode[] = csvProblemCodeNames.filter(
    (code) => csvProblemCodes[code].isIgnorable,
);

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
    return csvProblemCodes[code].isIgnorable
        ? undefined
        : `${code} cannot be ignored, because such a file cannot be uploaded or has no users to import`;
}

function isCode(text: string): text is CsvProblemCode {
    return Object.hasOwn(csvProblemCodes, text);
}

/** The candidates with the fewest letters to change, the nearest first; none where more than half of them differ. */
function nearest(text: string, candidates: readonly string[], count: number): string[] {
    return candidates
        .map((candidate) => ({ candidate, changes: changesBetween(text, candidate) }))
        .filter(({ candidate, changes }) => 2 * changes <= Math.max(text.length, candidate.length))
        .sort((one, other) => one.changes - other.changes)
        .slice(0, count)
        .map(({ candidate }) => candidate);
}

/** How many letters have to be added, removed or replaced (the Levenshtein distance). */
function changesBetween(one: string, other: string): number {
    let before = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let row = 1; row <= one.length; row++) {
        const current = [row];
        for (let column = 1; column <= other.length; column++) {
            const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
            current.push(Math.min(replaced, (before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
        }
        before = current;
    }
    return before[other.length] ?? 0;
}
