import { countOf, formatCount } from "../../messages";
import type { CsvProblem } from "../types";
import type { CsvProblemKind } from "./csvProblemCodes";

/** How many there are of something, and on how many lines. */
export interface Count {
    /** How many problems were added, those that follow from them not counted. */
    count: number;
    /** How many problems follow from them. */
    following: number;
    /** How many lines have it. */
    lines: number;
    lastLine: number | undefined;
}

/** What was seen of one code; where most rows are asked for by column, in one column. */
export interface Tally extends Count {
    readonly kind: CsvProblemKind;
    /** The first ones, as many as may be listed, in the order of their coming. */
    readonly kept: Kept[];
    /** What may be said once, by what fits all of a cause: the first causes, as many as may be listed. */
    readonly causes: Map<string, Cause>;
    /** The one that was added last; `undefined`: it is not kept. */
    lastCause: Cause | undefined;
}

/** Problems of one code that are equal, so that the first speaks for all of them. */
interface Cause extends Count {
    readonly first: Kept;
}

/** A problem that may be listed. */
export interface Kept {
    readonly problem: CsvProblem;
    /** How many problems were added before it. */
    readonly order: number;
    /** How many problems follow from this one. */
    following: number;
}

const nothing: Count = { count: 0, following: 0, lines: 0, lastLine: undefined };

/** A tally without problems. */
export function emptyTally(kind: CsvProblemKind): Tally {
    return { ...nothing, kind, kept: [], causes: new Map(), lastCause: undefined };
}

/** Counts a line that has what is counted, once however often it has it: lines come in their order. */
export function countLine(tally: Count, line: number | undefined): void {
    tally.lines += line === undefined || line !== tally.lastLine ? 1 : 0;
    tally.lastLine = line;
}

/**
 * Counts a problem with those that are equal to it.
 *
 * @param general what is said of all of them
 * @param most how many causes may be kept: what is beyond them is counted in the tally only
 * @param make makes what is kept of a new cause
 */
export function countCause(
    tally: Tally,
    general: string,
    line: number | undefined,
    most: number,
    make: () => Kept,
): void {
    let cause = tally.causes.get(general);
    if (cause === undefined && tally.causes.size < most) {
        cause = { ...nothing, first: make() };
        tally.causes.set(general, cause);
    }
    if (cause !== undefined) {
        cause.count++;
        countLine(cause, line);
    }
    tally.lastCause = cause;
}

/**
 * What is listed of one tally: where it is said once, each cause at its first line.
 *
 * @param rows of the file
 */
export function listed(tally: Tally, rows: number): readonly Kept[] {
    const { kind, kept, causes, lines } = tally;
    const isOnce = kind.listing === "once" || (kind.listing !== "each" && 2 * lines > rows);
    if (!isOnce) {
        return kept.map(withFollowing);
    }
    return [...causes].map(([general, cause]) => {
        const { first, count, following } = cause;
        if (count === 1) {
            return withFollowing({ ...first, following });
        }
        const message = `${general} (${extent(kind, cause, rows)})`;
        return { ...first, problem: { ...first.problem, count: count + following, message } };
    });
}

/** How far a problem goes that is said once. */
function extent({ scope }: CsvProblemKind, { count, lines }: Count, rows: number): string {
    if (lines === 1) {
        return `${formatCount(count)} times on this line.`;
    }
    const total = scope === "row" ? `${formatCount(lines)} of ${countOf(rows, "row")}` : `${formatCount(lines)} lines`;
    return `Found in ${total}. This is the first.`;
}

function withFollowing(one: Kept): Kept {
    const { problem, following } = one;
    if (following === 0) {
        return one;
    }
    const rows = countOf(following, "row");
    const said = problem.scope === "file" ? ` (${rows} ${following === 1 ? "has" : "have"} this problem too.)` : "";
    return { ...one, problem: { ...problem, count: 1 + following, message: `${problem.message}${said}` } };
}
