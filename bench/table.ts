import { judgedValue, type RowResult, verdictOf } from "./results";
import type { Figure, Row } from "./row";

const header = ["row", "what", "ours", "beside", "theirs", "ratio", "goal", ""];

/**
 * The one table, as Markdown with columns in line, so that it reads the same in a terminal.
 *
 * @param rows in the table's order
 * @param results of those that were measured; a row without any has one line that says so
 */
export function tableOf(rows: readonly Row[], results: readonly RowResult[], quick: boolean): string {
    const lines = rows.flatMap((row) =>
        linesOf(
            row,
            results.find(({ name }) => name === row.name),
            quick,
        ),
    );
    const cells = [header, ...lines];
    const widths = header.map((_, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)));
    const [first, ...others] = cells.map((line) =>
        joined(line.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
    );
    return [first, joined(widths.map((width) => "-".repeat(width))), ...others].join("\n");
}

function linesOf(row: Row, result: RowResult | undefined, quick: boolean): readonly (readonly string[])[] {
    if (result === undefined) {
        return [[row.name, row.onlyWhenNamed ?? "not measured", ...Array<string>(header.length - 2).fill("")]];
    }
    if (result.failure !== undefined) {
        return [[row.name, "failed", ...Array<string>(header.length - 3).fill(""), "FAILED"]];
    }
    return result.figures.map((figure, index) => [index === 0 ? row.name : "", ...cellsOf(figure, quick)]);
}

function cellsOf(figure: Figure, quick: boolean): readonly string[] {
    const { what, unit, ours, peer, goal, spread } = figure;
    const between = spread ? ` (${spread.map((value) => amountOf(value, unit)).join("–")})` : "";
    const limit = (): string => {
        if (goal === undefined) {
            return "";
        }
        const [sign, value] = "atMost" in goal ? ["≤", goal.atMost] : ["≥", goal.atLeast];
        return `${sign} ${peer ? `${value} ×` : withUnit(String(value), unit)}`;
    };
    const verdict = verdictOf(figure, quick);
    return [
        what,
        withUnit(`${amountOf(ours, unit)}${between}`, unit),
        peer?.name ?? "",
        peer ? withUnit(amountOf(peer.value, unit), unit) : "",
        peer ? `${ratioText(judgedValue(figure))} ×` : "",
        limit(),
        verdict === "no goal" ? "" : verdict,
    ];
}

function withUnit(amount: string, unit: Figure["unit"]): string {
    return unit === "exponent" ? amount : `${amount} ${unit}`;
}

/** As many digits as people compare by. */
function amountOf(value: number, unit: Figure["unit"]): string {
    const digits = unit === "s" || unit === "exponent" ? 2 : value < 10 && !Number.isInteger(value) ? 1 : 0;
    return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Two digits behind the point, and as many more as a small ratio needs to be told from 0. */
function ratioText(ratio: number): string {
    return ratio >= 0.1 || ratio === 0 ? ratio.toFixed(2) : ratio.toPrecision(2);
}

function joined(cells: readonly string[]): string {
    return `| ${cells.join(" | ")} |`.trimEnd();
}
