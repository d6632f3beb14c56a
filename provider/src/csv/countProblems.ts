import type { CsvInspection, CsvProblem } from "./types";

/** How many problems the listed ones stand for: one may be said once for many rows. */
export function countListed(problems: readonly Pick<CsvProblem, "count">[]): number {
    return problems.reduce((total, { count }) => total + count, 0);
}

/** How many warnings there are, lifted errors among them, listed or not. */
export function countWarnings({ problems, moreProblems, fileErrors, rowErrors }: CsvInspection): number {
    return countListed(problems) + moreProblems - fileErrors - rowErrors;
}
