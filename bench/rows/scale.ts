import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userPool, writeCsv } from "../csvFiles";
import { bytesPerRow } from "../csvWork";
import { measure as measureCommand } from "../measureRun";
import type { Figure, Row, RowOptions } from "../row";
import { exponentOf, median, spreadOf } from "../statistics";

const sizes = [10_000, 100_000, 1_000_000, 5_000_000];
const quickSizes = [10_000, 50_000, 200_000];

export const row: Row = {
    name: "scale",
    work: "10,000 to 5,000,000 rows: validated and digested with the limits of a job lifted, in one process",
    explained:
        "The exponent is that of the line through the medians' logarithms: time = rows to that power, and 1 is linear. Sizes take turns, and the " +
        "process is warm, so that the growth is the code's and not the compiler's.",
    measure,
};

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), "cognito-user-import-bench-"));
    try {
        const rows = quick ? quickSizes : sizes;
        const pool = join(folder, "pool.json");
        await writeFile(pool, JSON.stringify(userPool));
        const files = rows.map((count) => join(folder, `${count}.csv`));
        for (const [index, file] of files.entries()) {
            await writeCsv(file, rows[index] ?? 0, bytesPerRow);
        }
        say("five rounds");
        const contenders = join(__dirname, "../csvContenders.js");
        const { output } = await measureCommand("node", [contenders, "sizes", pool, ...files]);
        const found = JSON.parse(output) as { readonly rows: number; readonly durations: number[] }[];
        assert.deepEqual(
            found.map((file) => file.rows),
            rows,
        );
        const exponent = exponentOf(found.map((file) => [file.rows, median(file.durations)]));
        return [
            { what: "time by rows", unit: "exponent", ours: exponent, goal: { atMost: 1.05 } },
            ...found.map((file) => ({
                what: `${file.rows.toLocaleString("en-US")} rows`,
                unit: "ms" as const,
                ours: median(file.durations),
                spread: spreadOf(file.durations),
            })),
        ];
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
