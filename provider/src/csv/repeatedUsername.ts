import type { ProblemList } from "./problemList";

/**
 * Says that a line has the username of another one.
 *
 * @param first the line that had it first; minus that line, where the two differ in case only and that may matter
 */
export function addRepeatedUsername(problems: ProblemList, line: number, first: number): void {
    const place = { line, column: "cognito:username" };
    if (first > 0) {
        problems.add(
            "username-repeated",
            place,
            `The username is that of line ${first}: Cognito imports the first and skips this one.`,
        );
    } else {
        problems.add(
            "username-maybe-repeated",
            place,
            `But for upper and lower case, the username is that of line ${-first}: most pools take both for one user.`,
        );
    }
}
