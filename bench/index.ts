/**
 * `npm run bench` measures all rows, prints one table and writes bench/results.json and docs/performance.md.
 *
 * - `NAME …` measures these rows only. `--keep` puts their figures among those of the whole run.
 * - `--quick` measures all with smaller sizes, in two minutes. Nothing is written.
 * - `--json FILE` writes the results as JSON too.
 * - `--document` measures nothing: it writes docs/performance.md from bench/results.json again.
 *
 * Exits with 1 where a result is wrong or a goal is missed.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { performanceDocument } from "./document";
import { describeMachine, thisMachine } from "./machine";
import { isAllMet, mergeResults, type Results, type RowResult, readResults, writeResults } from "./results";
import type { Row } from "./row";
import { loadRow, loadRows, rowNames } from "./rows";
import { tableOf } from "./table";

const resultsFile = join(__dirname, "results.json");
const documentFile = join(__dirname, "../docs/performance.md");

const options = {
    quick: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    document: { type: "boolean", default: false },
    json: { type: "string" },
} as const;

async function main(): Promise<void> {
    const { values, positionals: names } = parseArgs({ options, allowPositionals: true });
    const { quick, keep, document, json } = values;
    const unknown = names.find((name) => !rowNames().includes(name));
    if (unknown !== undefined) {
        say(`There is no row "${unknown}". Rows: ${rowNames().join(", ")}`);
        process.exitCode = 2;
        return;
    }
    if (document) {
        await writeDocument(readResults(resultsFile));
        return;
    }
    const isWhole = names.length === 0;
    const rows = isWhole ? await loadRows() : await Promise.all(names.map(loadRow));
    const results = await measureAll(rows, quick, isWhole);
    if (json !== undefined) {
        writeResults(json, results);
    }
    if (!quick && (isWhole || keep)) {
        const all = isWhole ? results : mergeResults(readResults(resultsFile), results);
        writeResults(resultsFile, all);
        await writeDocument(all);
    }
    process.exitCode = isAllMet(results) ? 0 : 1;
}

async function measureAll(rows: readonly Row[], quick: boolean, isWhole: boolean): Promise<Results> {
    const machine = thisMachine();
    say(describeMachine(machine));
    if (quick) {
        say("Quick: smaller sizes and fewer rounds. Ratios and times are not judged.");
    }
    const results: RowResult[] = [];
    for (const row of rows) {
        if (!isWhole || row.onlyWhenNamed === undefined) {
            results.push(await measureRow(row, quick));
        }
    }
    say(`\n${tableOf(rows, results, quick)}`);
    return { machine, quick, rows: results };
}

/** What a row came to, also where its work went wrong: the other rows are measured nevertheless. */
async function measureRow(row: Row, quick: boolean): Promise<RowResult> {
    say(`\n${row.name}: ${row.work}`);
    const began = performance.now();
    const measured = await row
        .measure({ quick, say: (line) => say(`  ${line}`) })
        .then((figures) => ({ figures }))
        .catch((error: unknown) => ({ figures: [], failure: String(error) }));
    const seconds = Math.round((performance.now() - began) / 1000);
    say("failure" in measured ? `  failed: ${measured.failure}` : `  took ${seconds} s`);
    return { name: row.name, date: new Date().toISOString().slice(0, 10), seconds, ...measured };
}

async function writeDocument(results: Results): Promise<void> {
    writeFileSync(documentFile, performanceDocument(await loadRows(), results));
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

void main();
