import { type CsvProblemCode, csvProblemCodes } from "./csvProblemCodes";
import type { CsvProblem } from "./types";

/** Where a problem is; both parts may be unknown. */
interface Place {
    readonly line?: number | undefined;
    readonly column?: string | undefined;
}

/**
 * Counts every problem and keeps the first ones by line.
 *
 * Where there are more than it may keep, file errors go before row errors and these before warnings: what stops an
 * import must not drown in what does not.
 */
export class ProblemList {
    /** All problems with scope `file` and severity `error`, kept or not. */
    fileErrors = 0;
    /** All problems with scope `row` and severity `error`, kept or not. */
    rowErrors = 0;
    private warnings = 0;
    private readonly keptFileErrors: CsvProblem[] = [];
    private readonly keptRowErrors: CsvProblem[] = [];
    private readonly keptWarnings: CsvProblem[] = [];

    constructor(private readonly maxProblems: number) {}

    /** Takes problems in the order of their lines; those of the whole file may come at any time. */
    add(code: CsvProblemCode, place: Place, message: string): void {
        const { scope, severity } = csvProblemCodes[code];
        const kept = this.count(scope, severity);
        // A file may have one problem in every row: what is not kept is not made.
        if (kept.length < this.maxProblems || place.line === undefined) {
            this.keep(kept, { severity, scope, line: place.line, column: place.column, code, message });
        }
    }

    /** The problems kept, by line, those of the whole file first; and how many there are beside them. */
    list(): { problems: readonly CsvProblem[]; moreProblems: number } {
        const problems = [...this.keptFileErrors, ...this.keptRowErrors, ...this.keptWarnings]
            .slice(0, this.maxProblems)
            .sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
        return { problems, moreProblems: this.fileErrors + this.rowErrors + this.warnings - problems.length };
    }

    private count(scope: CsvProblem["scope"], severity: CsvProblem["severity"]): CsvProblem[] {
        if (severity === "warning") {
            this.warnings++;
            return this.keptWarnings;
        }
        if (scope === "file") {
            this.fileErrors++;
            return this.keptFileErrors;
        }
        this.rowErrors++;
        return this.keptRowErrors;
    }

    private keep(kept: CsvProblem[], problem: CsvProblem): void {
        if (problem.line === undefined) {
            kept.unshift(problem);
            kept.splice(this.maxProblems);
        } else {
            kept.push(problem);
        }
    }
}
