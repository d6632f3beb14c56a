import { firstIgnorable } from "../csv/problems/ignoredCodes";
import { countWarnings } from "../csv/problems/problemList";
import type { CsvInspection, CsvProblem } from "../csv/types";
import { countOf, formatCount } from "../formatCount";

/** The line of a problem of the whole file: editors and JSON need one. */
const firstLine = 1;

/** One JSON object on one line, in the shape that `--help` shows. */
export function formatJson(inspection: CsvInspection): string {
    return JSON.stringify({
        verdict: verdictOf(inspection),
        rows: inspection.rows,
        bytes: inspection.bytes,
        digest: inspection.digest === "" ? null : inspection.digest,
        problems: inspection.problems.map(({ severity, certainty, count, line, column, code, message }) => ({
            severity,
            certainty,
            count,
            line: line ?? firstLine,
            column: column ?? null,
            code,
            message,
        })),
        moreProblems: inspection.moreProblems,
    });
}

/** One line a problem, as compilers print it; empty where there are none. */
export function formatText(name: string, inspection: CsvInspection): string {
    return inspection.problems.map((problem) => `${formatProblem(name, problem)}\n`).join("");
}

/** How the file is as a whole, in one line. */
export function formatSummary(name: string, inspection: CsvInspection): string {
    const { fileErrors, rowErrors, moreProblems } = inspection;
    const counts = [
        ...counted(fileErrors, "file error"),
        ...counted(rowErrors, "row error"),
        ...counted(countWarnings(inspection), "warning"),
    ];
    const more = moreProblems > 0 ? ` (${formatCount(moreProblems)} not listed: see --max-problems)` : "";
    const verdict = verdictOf(inspection) === "ok" ? ["valid", ...counts] : counts;
    const size = inspection.isComplete
        ? `${countOf(inspection.rows, "row")}, ${formatCount(inspection.bytes)} bytes, ${inspection.digest}`
        : "not read to its end";
    return `${name}: ${verdict.join(", ")}${more}; ${size}`;
}

/** How to go on in spite of the errors, if one can be ignored; empty if none can. */
export function formatAdvice({ problems }: CsvInspection): string {
    const ignorable = firstIgnorable(problems.filter(({ severity }) => severity === "error"));
    return ignorable === undefined
        ? ""
        : `If you know better, ignore a problem by its code, such as --ignore ${ignorable.code}.\n`;
}

function verdictOf({ fileErrors, rowErrors }: CsvInspection): "ok" | "file-error" | "row-errors" {
    return fileErrors > 0 ? "file-error" : rowErrors > 0 ? "row-errors" : "ok";
}

function formatProblem(name: string, { severity, line, column, code, message }: CsvProblem): string {
    const place = `${name}:${line ?? firstLine}: ${column === undefined ? "" : `${column}: `}`;
    return `${place}${severity === "warning" ? "warning: " : ""}${message} [${code}]`;
}

function counted(count: number, what: string): string[] {
    return count === 0 ? [] : [countOf(count, what)];
}
