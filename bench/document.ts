import { estimateText } from "./estimateText";
import { describeMachine } from "./machine";
import type { Results } from "./results";
import type { Row } from "./row";
import { tableOf } from "./table";

const lineCharacters = 150;

/** What docs/performance.md says: of the rows, of what was measured of them, and of a real account. */
export function performanceDocument(rows: readonly Row[], { machine, rows: results }: Results): string {
    const days = [...new Set(results.map(({ date }) => date))].sort().join(", ");
    return [
        "# Performance",
        "",
        wrapped(
            "`npm run bench` measures this and writes this page, which a test compares with `bench/measured.json`. `npm run bench -- NAME` measures one " +
                "row, and `npm run bench -- --quick` all of them in two minutes, with smaller sizes. Whatever is beside us did the same work in the " +
                "same run, by turns. Times are medians, with the fastest and the slowest in brackets. Memory is what the operating system says. " +
                "No figure is taken where the result is wrong.",
        ),
        "",
        days === "" ? "Nothing is measured yet." : `Measured on ${days}: ${describeMachine(machine)}.`,
        "",
        tableOf(rows, results, false),
        "",
        "## The rows",
        "",
        ...rows.flatMap(({ name, work, explained = "" }) => [wrapped(`**${name}**: ${work}. ${explained}`), ""]),
        "## Profiles, before and after",
        "",
        "What a profile showed before a row last got better, and what it shows since. Shares are of the time that `node --cpu-prof` counts.",
        "",
        ...rows.flatMap(({ name, moved }) =>
            moved === undefined ? [] : [wrapped(`**${name}**, profile: ${moved}`), ""],
        ),
        estimateText(),
    ].join("\n");
}

/** Markdown in lines of at most {@link lineCharacters}, where words allow it. */
function wrapped(text: string): string {
    const lines: string[] = [];
    for (const word of text.trim().split(/\s+/)) {
        const longer = `${lines.at(-1) ?? ""} ${word}`;
        if (lines.length > 0 && longer.length <= lineCharacters) {
            lines[lines.length - 1] = longer;
        } else {
            lines.push(word);
        }
    }
    return lines.join("\n");
}
