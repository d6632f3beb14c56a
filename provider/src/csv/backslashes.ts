import type { ColumnPlan } from "./columnPlan";
import type { ProblemList } from "./problemList";

/**
 * Says of the backslashes of a row what is legal and yet most likely meant otherwise: each once, at the first value.
 *
 * @param text the row
 * @param written its values
 */
export function addBackslashes(
    text: string,
    written: readonly string[],
    line: number,
    plans: readonly ColumnPlan[],
    problems: ProblemList,
): void {
    if (!text.includes("\\")) {
        return;
    }
    const doubled = written.findIndex((value) => value.includes("\\\\,"));
    if (doubled >= 0) {
        problems.add(
            "backslash-before-comma",
            { line, column: plans[doubled]?.name || undefined },
            "A backslash before an escaped comma can be read in two ways. Remove the backslash.",
        );
    }
    if (text.trimEnd().endsWith("\\")) {
        problems.add(
            "backslash-at-end",
            { line, column: plans[written.length - 1]?.name || undefined },
            "The row ends with a backslash, which Cognito may read as an escape. Remove it.",
        );
    }
}
