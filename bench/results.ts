import { readFileSync, writeFileSync } from "node:fs";
import type { Machine } from "./machine";
import type { Figure } from "./row";

/** What one row came to. */
export interface RowResult {
    readonly name: string;
    /** The day it was measured on, such as "2026-11-28". */
    readonly date: string;
    readonly seconds: number;
    /** None where it failed. */
    readonly figures: readonly Figure[];
    /** What was wrong; `undefined`: nothing. */
    readonly failure?: string;
}

/** What a run came to, as its JSON has it. */
export interface Results {
    readonly machine: Machine;
    /** Whether sizes were smaller than the goals are for. */
    readonly quick: boolean;
    readonly rows: readonly RowResult[];
}

export type Verdict = "met" | "missed, explained" | "MISSED" | "not judged" | "no goal";

/** What the goal is of: our figure ÷ the peer's; our figure itself where there is no peer. */
export function judgedValue({ ours, peer }: Figure): number {
    return peer === undefined ? ours : ours / peer.value;
}

/**
 * Whether a figure meets its goal. Figures that need the full size are not judged in a quick run: ratios, and whatever comes
 * of a clock. A figure that is no number misses its goal.
 */
export function verdictOf(figure: Figure, quick: boolean): Verdict {
    const { goal, peer, unit, explainedUpTo = Number.NEGATIVE_INFINITY } = figure;
    if (goal === undefined) {
        return "no goal";
    }
    if (quick && (peer !== undefined || unit === "ms" || unit === "s" || unit === "exponent")) {
        return "not judged";
    }
    const value = judgedValue(figure);
    if ("atMost" in goal ? value <= goal.atMost : value >= goal.atLeast) {
        return "met";
    }
    return value <= explainedUpTo ? "missed, explained" : "MISSED";
}

/** Whether nothing failed and no goal is missed without an explanation. */
export function isAllMet({ rows, quick }: Results): boolean {
    return rows.every(
        ({ failure, figures }) =>
            failure === undefined && figures.every((figure) => verdictOf(figure, quick) !== "MISSED"),
    );
}

/** The JSON of a run: the results, and with each figure what follows from it. */
export function resultsJson(results: Results): string {
    const rows = results.rows.map((row) => ({
        ...row,
        figures: row.figures.map((figure) => ({
            ...figure,
            ...(figure.peer && { ratio: judgedValue(figure) }),
            verdict: verdictOf(figure, results.quick),
        })),
    }));
    return `${JSON.stringify({ ...results, rows }, undefined, 2)}\n`;
}

/** Writes {@link resultsJson}. */
export function writeResults(file: string, results: Results): void {
    writeFileSync(file, resultsJson(results));
}

/** What {@link writeResults} has written. */
export function readResults(file: string): Results {
    return JSON.parse(readFileSync(file, "utf8")) as Results;
}

/**
 * The results with the rows of another run of the same machine in place of their own of the same name.
 *
 * @throws Error where the machine is another, or a run is a quick one: such figures do not belong in one table
 */
export function mergeResults(kept: Results, added: Results): Results {
    const [one, other] = [kept.machine, added.machine].map((machine) => JSON.stringify(machine));
    if (one !== other || kept.quick || added.quick) {
        throw new Error("Figures of two machines, or of a quick run, do not belong in one table: run all rows.");
    }
    const isReplaced = ({ name }: RowResult): boolean => added.rows.some((row) => row.name === name);
    return { ...kept, rows: [...kept.rows.filter((row) => !isReplaced(row)), ...added.rows] };
}
