import { describeMachine } from "./machine";
import type { Results } from "./results";
import type { Row } from "./row";
import { tableOf } from "./table";

/** What docs/performance.md says: of the rows, and of what was measured of them. */
export function performanceDocument(rows: readonly Row[], { machine, rows: results }: Results): string {
    const days = [...new Set(results.map(({ date }) => date))].sort().join(", ");
    return [
        "# Performance",
        "",
        "`npm run bench` measures this and writes this page. `npm run bench -- NAME` measures one row, `npm run bench -- --quick` all of them",
        "in two minutes with smaller sizes. Whatever is beside us did the same work in the same run, by turns. Times are medians, with the fastest",
        "and slowest in brackets; memory is what the operating system says. A figure is only taken where the result was right.",
        "",
        `Measured on ${days}: ${describeMachine(machine)}.`,
        "",
        tableOf(rows, results, false),
        "",
        "## The rows",
        "",
        ...rows.flatMap(({ name, work, explained }) => [
            `**${name}**: ${work}.${explained ? ` ${explained}` : ""}`,
            "",
        ]),
    ]
        .join("\n")
        .replace(/\n*$/, "\n");
}
