import { countOf, formatCount } from "../formatCount";
import { countListed } from "./countProblems";
import { type CsvProblemCode, type CsvProblemKind, csvProblemCodes } from "./csvProblemCodes";
import type { CsvProblem } from "./types";

/** Where a problem is; both parts may be unknown. */
interface Place {
    readonly line?: number | undefined;
    readonly column?: string | undefined;
}

/** What was seen of one code; where it is not said of all columns together, in one column. */
interface Tally {
    readonly kind: CsvProblemKind;
    /** How many problems were added, those that follow from them not counted. */
    count: number;
    /** How many problems follow from them. */
    following: number;
    /** How many lines have it. */
    lines: number;
    lastLine: number | undefined;
    /** The first ones, as many as may be listed, in the order of their coming. */
    readonly kept: Kept[];
}

interface Kept {
    readonly problem: CsvProblem;
    /** How many problems were added before it. */
    readonly order: number;
    /** How many problems follow from this one. */
    following: number;
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

    /** @param ignored codes that the user has lifted: their errors are warnings */
    constructor(
        private readonly maxProblems: number,
        private readonly ignored: ReadonlySet<CsvProblemCode> = new Set(),
    ) {}

    /**
     * Takes problems in the order of their lines; those of the whole file may come at any time.
     *
     * @param message said once with the number of all, where the code is one of those: then it has to fit all of them
     */
    add(code: CsvProblemCode, place: Place, message: string): void {
        const { scope, severity, certainty } = this.kindOf(code);
        this.count(scope, severity, place.line);
        const tally = this.tallyOf(code, place.column);
        tally.count++;
        countLine(tally, place.line);
        // A file may have one problem in every row: what is not kept is not made.
        if (tally.kept.length < Math.max(this.maxProblems, 1)) {
            const { line, column } = place;
            const problem = { severity, scope, certainty, line, column, code, count: 1, message };
            tally.kept.push({ problem, order: this.added, following: 0 });
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
        countLine(tally, place.line);
        tally.following++;
        const last = tally.kept.at(-1);
        if (last !== undefined && tally.kept.length === tally.count) {
            last.following++;
        }
        this.added++;
    }

    /** Whether a code is an error: not a warning, and not lifted. */
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
        return kind.isLiftable && this.ignored.has(code) ? { ...kind, severity: "warning" } : kind;
    }

    private tallyOf(code: CsvProblemCode, column = ""): Tally {
        const kind: CsvProblemKind = csvProblemCodes[code];
        const place = kind.listing === "onceAColumn" ? column : "";
        const ofCode = this.tallies.get(code) ?? new Map<string, Tally>();
        const known = ofCode.get(place);
        if (known !== undefined) {
            return known;
        }
        const tally: Tally = { kind, count: 0, following: 0, lines: 0, lastLine: undefined, kept: [] };
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

function countLine(tally: Tally, line: number | undefined): void {
    tally.lines += line === undefined || line !== tally.lastLine ? 1 : 0;
    tally.lastLine = line;
}

function listed(tally: Tally, rows: number): readonly Kept[] {
    const { kind, kept, count, lines } = tally;
    const isOnce = kind.listing === "once" || (kind.listing !== "each" && 2 * lines > rows);
    const [first] = kept;
    if (!isOnce || first === undefined || count === 1) {
        return kept.map((one) => (one.following === 0 ? one : withFollowing(one)));
    }
    const message = `${first.problem.message} (${extent(tally, rows)})`;
    return [{ ...first, problem: { ...first.problem, count: count + tally.following, message } }];
}

/** How far a problem goes that is said once. */
function extent({ kind, count, lines }: Tally, rows: number): string {
    if (lines === 1) {
        return `${formatCount(count)} times in this line.`;
    }
    const total =
        kind.scope === "row" ? `${formatCount(lines)} of ${countOf(rows, "row")}` : `${formatCount(lines)} lines`;
    return `So in ${total}; this is the first.`;
}

function withFollowing(one: Kept): Kept {
    const { problem, following } = one;
    const rows = countOf(following, "row");
    const said = problem.scope === "file" ? ` (${rows} ${following === 1 ? "has" : "have"} this problem too.)` : "";
    return { ...one, problem: { ...problem, count: 1 + following, message: `${problem.message}${said}` } };
}

/** File errors go before row errors, and these before warnings. */
function rankOf({ problem: { severity, scope } }: Kept): number {
    return severity === "warning" ? 2 : scope === "file" ? 0 : 1;
}

function compareLines(one: Kept, other: Kept): number {
    return (one.problem.line ?? 0) - (other.problem.line ?? 0) || one.order - other.order;
}
