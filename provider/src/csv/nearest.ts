/**
 * The candidates that a text was likely meant to be: those with the fewest letters to add, remove or replace, the nearest
 * first; none of which more than half would have to change.
 */
export function nearest(text: string, candidates: readonly string[], count: number): string[] {
    return candidates
        .map((candidate) => ({ candidate, changes: changesBetween(text, candidate) }))
        .filter(({ candidate, changes }) => 2 * changes <= Math.max(text.length, candidate.length))
        .sort((one, other) => one.changes - other.changes)
        .slice(0, count)
        .map(({ candidate }) => candidate);
}

/** How many letters have to be added, removed or replaced (the Levenshtein distance). */
function changesBetween(one: string, other: string): number {
    let before = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let row = 1; row <= one.length; row++) {
        const current = [row];
        for (let column = 1; column <= other.length; column++) {
            const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
            current.push(Math.min(replaced, (before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
        }
        before = current;
    }
    return before[other.length] ?? 0;
}
