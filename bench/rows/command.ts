import assert from "node:assert/strict";
import { join } from "node:path";
import { bytesPerRow, type CsvWork, rowsOf, sha256sum, timesOf, withCsvWork } from "../csvWork";
import { inTurns, medianFigure } from "../inTurns";
import { type Measured, measure as measureCommand } from "../measureRun";
import type { Figure, Row, RowOptions } from "../row";

const launcher = join(__dirname, "../../provider/cognito-user-import.js");
const maxPeakMegabytes = 150;

export const row: Row = {
    name: "command",
    work: "the same as a command, `cognito-user-import validate users.csv --user-pool pool.json`",
    explained:
        "Our time is the whole process, Node's start and loading code included. Beside it is `sha256sum`, and then Node with an empty program: " +
        "the two times are added. Memory is the most of all runs.",
    measure,
};

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    const rows = rowsOf({ quick });
    const longRows = await withCsvWork(rows / 10, (work) => command(work), 10 * bytesPerRow);
    return await withCsvWork(rows, async (work) => {
        const runs = await inTurns(
            {
                ours: () => command(work),
                sum: () => sha256sum(work),
                // Of the whole process: it says nothing of what it took.
                node: () => measureCommand(process.execPath, ["-e", ""]),
            },
            quick ? 1 : 7,
            say,
        );
        const node = timesOf(runs.node);
        const values = timesOf(runs.sum).map((sum, round) => sum + (node[round] ?? Number.NaN));
        const goal = { atMost: maxPeakMegabytes };
        return [
            medianFigure({ what: "the command", unit: "ms", goal: { atMost: 2 } }, timesOf(runs.ours), {
                name: "sha256sum + an empty Node",
                values,
            }),
            { what: "memory", unit: "MB", ours: Math.max(...runs.ours.map(memory)), goal },
            { what: "memory, a tenth of the rows, each ten times as long", unit: "MB", ours: memory(longRows), goal },
        ];
    });
}

/** Runs it, and checks that it has read all. */
async function command({ file, pool, rows, digest }: CsvWork): Promise<Measured> {
    const args = ["validate", file, "--user-pool", pool, "--format", "json"];
    const measured = await measureCommand("node", [launcher, ...args]);
    const found = JSON.parse(measured.output) as { verdict: string; rows: number; digest: string };
    assert.deepEqual([found.verdict, found.rows, found.digest], ["ok", rows, `sha256:${digest}`]);
    return measured;
}

function memory({ peakMegabytes }: Measured): number {
    return peakMegabytes;
}
