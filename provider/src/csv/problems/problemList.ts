import type { CsvInspection, CsvProblem } from "../types";
import { type CsvProblemCode, type CsvProblemKind, csvProblemCodes } from "./csvProblemCodes";
import { countCause, countLine, emptyTally, type Kept, listed, type Tally } from "./problemTally";

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
    /** Rows with at least one error: those that would not be imported. */
    failingRows = 0;
    private lastFailingLine = 0;
    private added = 0;
    private readonly tallies = new Map<CsvProblemCode, Map<string, Tally>>();

    /** @param ignored codes that the user ignores: their errors are warnings */
    constructor(
        private readonly maxProblems: number,
        private readonly ignored: ReadonlySet<CsvProblemCode> = new Set(),
    ) {}

    /**
     * Takes problems in the order of their lines; those of the whole file may come at any time.
     *
     * Where a code is said once, this is done for each message by itself, as another cause needs other advice.
     *
     * @param general what is said in place of the message where it is said for several rows, if the message has what differs
     *   from row to row
     */
    add(code: CsvProblemCode, place: Place, message: string, general = message): void {
        const { scope, severity, certainty } = this.kindOf(code);
        this.count(scope, severity, place.line);
        const tally = this.tallyOf(code, place.column);
        tally.count++;
        countLine(tally, place.line);
        const most = Math.max(this.maxProblems, 1);
        const makeKept = (): Kept => {
            const { line, column } = place;
            const problem = { severity, scope, certainty, line, column, code, count: 1, message };
            return { problem, order: this.added, following: 0 };
        };
        // A file may have one problem in every row: what is not kept is not made.
        if (tally.kept.length < most) {
            tally.kept.push(makeKept());
        }
        if (tally.kind.listing !== "each") {
            countCause(tally, general, place.line, most, makeKept);
        }
        this.added++;
    }

    /**
     * Takes a problem that follows from another, the last one of the code `cause`: counted with it, it is not listed. But
     * where there is none, or the user lets it pass as a warning and this is an error, it is a problem of its own.
     */
    addFollowing(cause: CsvProblemCode, code: CsvProblemCode, place: Place, message: string): void {
        const tally = [...(this.tallies.get(cause)?.values() ?? [])].at(-1);
        if (tally === undefined || (this.isError(code) && !this.isError(cause))) {
            this.add(code, place, message);
            return;
        }
        const { scope, severity } = this.kindOf(code);
        this.count(scope, severity, place.line);
        for (const counts of tally.lastCause === undefined ? [tally] : [tally, tally.lastCause]) {
            countLine(counts, place.line);
            counts.following++;
        }
        const last = tally.kept.at(-1);
        if (last !== undefined && tally.kept.length === tally.count) {
            last.following++;
        }
        this.added++;
    }

    /** As `add`, of what leaves the rows unread: where the user lets it pass, the warning says what that means. */
    addUnreading(code: CsvProblemCode, place: Place, message: string): void {
        this.add(code, place, this.isError(code) ? message : `${message} Because this is ignored, no row was checked.`);
    }

    /** Whether a code is an error: not a warning, and not ignored. */
    isError(code: CsvProblemCode): boolean {
        return this.kindOf(code).severity === "error";
    }

    /**
     * The problems kept, by line, those of the whole file first; and how many there are beside them.
     *
     * @param rows of the file
     */
    list(rows: number): { problems: readonly CsvProblem[]; moreProblems: number } {
        const tallies = [...this.tallies.values()].flatMap((ofCode) => [...ofCode.values()]);
        const found = tallies.flatMap((tally) => listed(tally, rows));
        const problems = found
            .sort((one, other) => rankOf(one) - rankOf(other) || compareLines(one, other))
            .slice(0, this.maxProblems)
            .sort(compareLines)
            .map(({ problem }) => problem);
        return { problems, moreProblems: this.added - countListed(problems) };
    }

    private kindOf(code: CsvProblemCode): CsvProblemKind {
        const kind: CsvProblemKind = csvProblemCodes[code];
        return kind.isIgnorable && this.ignored.has(code) ? { ...kind, severity: "warning" } : kind;
    }

    private tallyOf(code: CsvProblemCode, column = ""): Tally {
        const kind: CsvProblemKind = csvProblemCodes[code];
        const place = kind.listing === "onceAColumn" ? column : "";
        const ofCode = this.tallies.get(code) ?? new Map<string, Tally>();
        const known = ofCode.get(place);
        if (known !== undefined) {
            return known;
        }
        const tally: Tally = emptyTally(kind);
        this.tallies.set(code, ofCode.set(place, tally));
        return tally;
    }

    private count(scope: CsvProblem["scope"], severity: CsvProblem["severity"], line: number | undefined): void {
        if (severity === "warning") {
            return;
        }
        if (scope === "file") {
            this.fileErrors++;
            return;
        }
        this.rowErrors++;
        if (line !== this.lastFailingLine) {
            this.failingRows++;
            this.lastFailingLine = line ?? 0;
        }
    }
}

/** How many problems the listed ones stand for: one may be said once for many rows. */
export function countListed(problems: readonly Pick<CsvProblem, "count">[]): number {
    return problems.reduce((total, { count }) => total + count, 0);
}

/** How many warnings there are, including ignored errors, listed or not. */
export function countWarnings({ problems, moreProblems, fileErrors, rowErrors }: CsvInspection): number {
    return countListed(problems) + moreProblems - fileErrors - rowErrors;
}

/** File errors go before row errors, and these before warnings. */
function rankOf({ problem: { severity, scope } }: Kept): number {
    return severity === "warning" ? 2 : scope === "file" ? 0 : 1;
}

function compareLines(one: Kept, other: Kept): number {
    return (one.problem.line ?? 0) - (other.problem.line ?? 0) || one.order - other.order;
}
