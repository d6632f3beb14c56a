import * as pulumi from "@pulumi/pulumi";
import { isPresent } from "../argumentValues";
import type { RowFailure } from "../types";
import { lineInWhole, type Part } from "./part";

/** How many failures an output lists, of one job or of all. */
const listedFailures = 100;

/** The sum of the jobs' counts; one that a job does not have is 0. */
export function sumCounts(counts: readonly pulumi.Input<number | undefined>[]): pulumi.Output<number> {
    return pulumi
        .all([...counts])
        .apply((known: readonly (number | undefined)[]) => known.reduce<number>((sum, count) => sum + (count ?? 0), 0));
}

/** One word for the jobs' statuses: the first that is not `Succeeded`. */
export function statusOf(statuses: readonly string[]): string {
    return statuses.find((status) => status !== "Succeeded") ?? "Succeeded";
}

/**
 * The first failures of all jobs, by their line in the whole source.
 *
 * @param lists failures by job, with the lines of its own part; `undefined` where Pulumi's mocks stand in for the engine
 * @param parts what each job has of the source; `undefined`: all of it
 */
export function mergeFailures(
    lists: readonly (readonly RowFailure[] | undefined)[],
    parts: readonly (Part | undefined)[],
): RowFailure[] {
    const inWhole = lists.flatMap((failures = [], index) => {
        const part = parts[index];
        return failures.map(({ line, reason }) => ({
            line: part === undefined ? line : lineInWhole(part, line),
            reason,
        }));
    });
    return inWhole.sort((a, b) => a.line - b.line).slice(0, listedFailures);
}

/** What is left of a limit of all jobs after the earlier ones, as an argument of the next; nothing where there is none. */
export function remainingLimit<Name extends string>(
    name: Name,
    limit: pulumi.Input<number | undefined> | undefined,
    used: readonly pulumi.Output<number | undefined>[],
): Partial<Record<Name, pulumi.Output<number | undefined>>> {
    if (limit === undefined) {
        return {};
    }
    const left = pulumi
        .all([limit, sumCounts(used)])
        .apply(([most, before]: readonly [number | undefined, number]) =>
            isPresent(most) ? Math.max(0, most - before) : undefined,
        );
    return { [name]: left } as Partial<Record<Name, pulumi.Output<number | undefined>>>;
}
