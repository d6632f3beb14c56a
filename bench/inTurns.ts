import type { Figure, RowOptions } from "./row";
import { median, spreadOf } from "./statistics";

/**
 * Runs all tasks round by round, so that a busy machine is busy for each of them, after a round that warms up and does not
 * count. A single round, as in a quick run, has none before it. A task checks its own result.
 *
 * @returns what each task gave in each round
 */
export async function inTurns<Name extends string, T>(
    tasks: Record<Name, () => Promise<T>>,
    rounds: number,
    say: RowOptions["say"],
): Promise<Record<Name, T[]>> {
    const entries = Object.entries(tasks) as [Name, () => Promise<T>][];
    const results = Object.fromEntries(entries.map(([name]) => [name, [] as T[]])) as Record<Name, T[]>;
    for (let round = rounds === 1 ? 1 : 0; round <= rounds; round++) {
        say(round === 0 ? "warm-up" : `round ${round} of ${rounds}`);
        for (const [name, task] of entries) {
            const result = await task();
            if (round > 0) {
                results[name].push(result);
            }
        }
    }
    return results;
}

/** A figure of one run or several: medians of ours and of the peer's, and where there are several, our fastest and slowest. */
export function medianFigure(
    figure: Omit<Figure, "ours" | "peer" | "spread">,
    ours: readonly number[],
    peer?: { readonly name: string; readonly values: readonly number[] },
): Figure {
    return {
        ...figure,
        ours: median(ours),
        ...(peer && { peer: { name: peer.name, value: median(peer.values) } }),
        ...(ours.length > 1 && { spread: spreadOf(ours) }),
    };
}
