/**
 * Writes a count as people read it: `1,234,567`, where `toLocaleString` would first load the data of all languages, which
 * takes 8 MB and 15 ms.
 *
 * @param count a whole number, not negative
 */
export function formatCount(count: number): string {
    return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** A count with its noun: `1 user`, `1,234 users`. */
export function countOf(count: number, noun: string): string {
    return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** How many problems or repetitions one message lists; the rest is counted. */
export const listedProblems = 20;

/**
 * Problems as the lines of a message, each after two spaces, and how many more there are.
 *
 * @param problems those that are listed, at most {@link listedProblems}
 * @param more how many are not
 */
export function listProblems(problems: readonly string[], more: number): string {
    const lines = problems.map((problem) => `  ${problem}`);
    return [...lines, ...(more > 0 ? [`  … and ${formatCount(more)} more`] : [])].join("\n");
}
