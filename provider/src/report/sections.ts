import { formatCount } from "../messages";
import type { ReportedCounts, ReportedImport } from "./reportedImport";

/** A part of all rows. */
export interface Share {
    /** As Markdown and HTML know it. */
    readonly kind: "imported" | "skipped" | "failed" | "omitted";
    readonly label: string;
    readonly meaning: string;
    readonly users: number;
    /** Of all rows, such as `12.5%`. */
    readonly percent: string;
}

/** A reason with the lines that failed for it. */
export interface ReasonWithLines {
    readonly reason: string;
    readonly users: number;
    /** Such as `2, 5, 9 and 7 more`; empty: not known. */
    readonly lines: string;
}

/** Lines named in one cell. */
const namedLines = 10;

/** How the rows are shared out; nobody was omitted where nothing says so. */
export function sharesOf(counts: ReportedCounts): Share[] {
    const { importedUsers, skippedUsers, failedUsers, omittedUsers = 0 } = counts;
    const total = importedUsers + skippedUsers + failedUsers + omittedUsers;
    const share = (kind: Share["kind"], label: string, meaning: string, users: number): Share => ({
        kind,
        label,
        meaning,
        users,
        percent: percentOf(users, total),
    });
    return [
        share("imported", "Imported", "Cognito made these users", importedUsers),
        share("skipped", "Skipped", "They were in the pool already", skippedUsers),
        share("failed", "Failed", "Cognito refused these rows", failedUsers),
        ...(omittedUsers > 0
            ? [share("omitted", "Omitted", "In the pool already, so not uploaded", omittedUsers)]
            : []),
    ];
}

/** In one sentence, for who does not see the bar. */
export function shareSentence(shares: readonly Share[]): string {
    return shares.map(({ label, users }) => `${label} ${formatCount(users)}`).join(", ");
}

/**
 * Divides so many cells among the shares, each share that is not empty with one at least.
 */
export function cellsOf(shares: readonly Share[], cells: number): number[] {
    const total = shares.reduce((sum, { users }) => sum + users, 0);
    const counts = shares.map(({ users }) => (users === 0 ? 0 : Math.max(1, Math.round((cells * users) / total))));
    const excess = counts.reduce((sum, count) => sum + count, 0) - cells;
    const largest = counts.indexOf(Math.max(...counts));
    return total === 0 ? counts : counts.map((count, index) => (index === largest ? count - excess : count));
}

/** The reasons, the most frequent first. */
export function reasonsWithLines({ reasons, failures }: ReportedImport): ReasonWithLines[] {
    return reasons.map(({ reason, users }) => {
        const lines = failures.flatMap((failure) => (failure.reason === reason ? failure.line : []));
        const named = lines.slice(0, namedLines).join(", ");
        const more = users - Math.min(lines.length, namedLines);
        return { reason, users, lines: named === "" || more <= 0 ? named : `${named} and ${formatCount(more)} more` };
    });
}

function percentOf(users: number, total: number): string {
    if (total === 0 || users === 0) {
        return "0%";
    }
    const percent = Math.round((1000 * users) / total) / 10;
    // 100% only for all, and more than 0% for anybody.
    return `${users === total ? 100 : Math.min(99.9, Math.max(0.1, percent))}%`;
}
