import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userPool, writeCsv } from "./csvFiles";
import { type Measured, measure } from "./measureRun";

/** A valid CSV and the pool that it is for. */
export interface CsvWork {
    readonly file: string;
    /** What DescribeUserPool says, as `--user-pool` takes it. */
    readonly pool: string;
    readonly rows: number;
    /** As `sha256sum` has it. */
    readonly digest: string;
}

/** About what a row has on average. */
export const bytesPerRow = 190;

/** What one job takes at most, and what a quick run makes of it. */
export function rowsOf({ quick }: { readonly quick: boolean }): number {
    return quick ? 50_000 : 500_000;
}

/** Runs `use` with a file of made-up people that is gone afterwards, as is the folder that it is in. */
export async function withCsvWork<T>(
    rows: number,
    use: (work: CsvWork) => Promise<T>,
    rowBytes: number = bytesPerRow,
): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "cognito-user-import-bench-"));
    try {
        const [file, pool] = [join(folder, "users.csv"), join(folder, "pool.json")];
        await writeFile(pool, JSON.stringify(userPool));
        await writeCsv(file, rows, rowBytes);
        const { output } = await measure("sha256sum", [file]);
        return await use({ file, pool, rows, digest: output.split(" ")[0] ?? "" });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** What `sha256sum` takes, and that it finds the same file. */
export async function sha256sum({ file, digest }: CsvWork): Promise<Measured> {
    const measured = await measure("sha256sum", [file]);
    assert.equal(measured.output.split(" ")[0], digest);
    return measured;
}

/** What a contender of csvContenders.js takes, and that it finds all rows, and the digest where it looks for one. */
export async function contender(name: string, { file, pool, rows, digest }: CsvWork): Promise<Measured> {
    const measured = await measure("node", [join(__dirname, "csvContenders.js"), name, file, pool]);
    const found = JSON.parse(measured.output) as { readonly rows: number; readonly digest?: string };
    assert.deepEqual(found, { rows, ...(found.digest && { digest: `sha256:${digest}` }) });
    if (name.startsWith("inspect")) {
        assert.ok(found.digest);
    }
    return measured;
}

/** What runs took, in milliseconds. */
export function timesOf(runs: readonly Measured[]): number[] {
    return runs.map(({ durationMs }) => durationMs);
}
