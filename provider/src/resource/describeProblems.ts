import { csvProblemCodes } from "../csv/problems/csvProblemCodes";
import { firstIgnorable } from "../csv/problems/ignoredCodes";
import { countListed, countWarnings } from "../csv/problems/problemList";
import type { CsvInspection, CsvProblem } from "../csv/types";
import type { Progress } from "../engine/progress";
import { formatCount, listProblems } from "../messages";
import type { Source } from "../source/source";
import type { CheckedInputs } from "./properties";

/** Errors of the file, errors of rows, or warnings. */
type Kind = "file" | "row" | "warning";

/** How a message names the source. */
type Named = Pick<Source, "description" | "describeLine">;

/** The problems of one kind as text, one a line; `undefined`: there are none. */
export function describeProblems(source: Named, inspection: CsvInspection, kind: Kind): string | undefined {
    const problems = inspection.problems.filter((problem) => kindOf(problem) === kind);
    if (problems.length === 0) {
        return undefined;
    }
    const lines = problems.map((problem) => {
        const place = describePlace(source, problem.line);
        const column = problem.column === undefined ? "" : ` ${problem.column}:`;
        return `${place}:${column} ${problem.message} [${problem.code}]`;
    });
    const total = { file: inspection.fileErrors, row: inspection.rowErrors, warning: countWarnings(inspection) }[kind];
    // A problem that follows from one of another kind is counted there.
    const more = Math.min(total - countListed(problems), inspection.moreProblems);
    return listProblems(lines, more);
}

/**
 * How to ignore the listed errors, for a user who knows better; empty if none of them can be ignored.
 */
export function ignoringAdvice({ problems }: CsvInspection, ...kinds: readonly Kind[]): string {
    const ignorable = firstIgnorable(problems.filter((problem) => kinds.includes(kindOf(problem))));
    return ignorable === undefined
        ? ""
        : ` If you know better, ignore it by its code, for example ignoreProblems: ["${ignorable.code}"].`;
}

/** Warns of what the arguments accept: rows that will fail, likely mistakes and ignored errors, with their number. */
export function warnOfProblems(
    progress: Progress,
    source: Named,
    inspection: CsvInspection,
    { invalidRows, ignoreProblems }: Pick<CheckedInputs, "invalidRows" | "ignoreProblems">,
): void {
    const rows = invalidRows === "warn" ? describeProblems(source, inspection, "row") : undefined;
    if (rows !== undefined) {
        progress.warn(`${headingOfRows(inspection)}\n${rows}`);
    }
    const warnings = describeProblems(source, inspection, "warning");
    if (warnings !== undefined) {
        const isIgnored = inspection.problems.some(
            ({ code, severity }) => severity === "warning" && csvProblemCodes[code].severity === "error",
        );
        const ignored = `, including what ignoreProblems ignores (problems: ${formatCount(countWarnings(inspection))})`;
        progress.warn(
            `Likely mistakes in this CSV${isIgnored && ignoreProblems !== undefined ? ignored : ""}:\n${warnings}`,
        );
    }
}

/** The line above the errors of rows, with their number. */
export function headingOfRows({ rowErrors }: CsvInspection): string {
    return `Cognito would fail rows of this CSV (problems: ${formatCount(rowErrors)}):`;
}

function kindOf({ severity, scope }: CsvProblem): Kind {
    return severity === "warning" ? "warning" : scope;
}

function describePlace({ description, describeLine }: Named, line?: number): string {
    if (line === undefined) {
        return description;
    }
    return describeLine?.(line) ?? `${description}:${line}`;
}
