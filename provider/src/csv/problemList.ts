import { formatCount } from "../formatCount";
import { countListed } from "./countProblems";
import { type CsvProblemCode, type CsvProblemKind, csvProblemCodes } from "./csvProblemCodes";
import type { CsvProblem } from "./types";

/** Where a problem is; both parts may be unknown. */
interface Place {
    readonly line?: number | undefined;
    readonly column?: string | undefined;
}

/** What was seen of one code. */
interface Tally {
    /** How often it was added. */
    count: number;
    /** The first ones, as many as may be listed, in the order of their coming. */
    readonly kept: Kept[];
}

interface Kept {
    readonly problem: CsvProblem;
    /** How many problems were added before it. */
    readonly order: number;
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
    private readonly tallies = new Map<CsvProblemCode, Tally>();

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
        const tally = this.tallyOf(code);
        tally.count++;
        // A file may have one problem in every row: what is not kept is not made.
        if (tally.kept.length < Math.max(this.maxProblems, 1)) {
            const { line, column } = place;
            const problem = { severity, scope, certainty, line, column, code, count: 1, message };
            tally.kept.push({ problem, order: this.added });
        }
        this.added++;
    }

    /** How often a code was added. */
    countOf(code: CsvProblemCode): number {
        return this.tallies.get(code)?.count ?? 0;
    }

    /**
     * The problems kept, by line, those of the whole file first; and how many there are beside them.
     *
     * @param rows of the file
     */
    list(rows: number): { problems: readonly CsvProblem[]; moreProblems: number } {
        const found = [...this.tallies].flatMap(([code, tally]) => listed(csvProblemCodes[code], tally, rows));
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

    private tallyOf(code: CsvProblemCode): Tally {
        const known = this.tallies.get(code);
        if (known !== undefined) {
            return known;
        }
        const tally = { count: 0, kept: [] };
        this.tallies.set(code, tally);
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

function listed({ listing }: CsvProblemKind, { kept, count }: Tally, rows: number): readonly Kept[] {
    const isOnce = listing === "once" || (listing === "onceWhenMost" && 2 * count > rows);
    const [first] = kept;
    if (!isOnce || first === undefined || count === 1) {
        return kept;
    }
    const message = `${first.problem.message} (${formatCount(count)} times; this is the first.)`;
    return [{ ...first, problem: { ...first.problem, count, message } }];
}

/** File errors go before row errors, and these before warnings. */
function rankOf({ problem: { severity, scope } }: Kept): number {
    return severity === "warning" ? 2 : scope === "file" ? 0 : 1;
}

function compareLines(one: Kept, other: Kept): number {
    return (one.problem.line ?? 0) - (other.problem.line ?? 0) || one.order - other.order;
}
