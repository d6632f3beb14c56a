import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { columns, userPool, writeCsv } from "./csvFiles";
import { type Measured, measure, medianOf, type Runs } from "./measureRun";

const launcher = join(__dirname, "../provider/cognito-user-import.js");
const contenders = join(__dirname, "csvContenders.js");
const rows = 500_000;
const bytesPerRow = 190;
const rounds = 7;

/** The performance table of the CSV dialect. Files lie in the system's temporary folder and are removed again. */
export async function bench(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "cognito-user-import-bench-"));
    try {
        const pool = join(folder, "pool.json");
        await writeFile(pool, JSON.stringify(userPool));
        say(`${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}\n`);
        const isMet = [
            await compare(folder, pool),
            await compareMemory(folder, pool),
            await compareSizes(folder, pool),
        ];
        if (!isMet.every(Boolean)) {
            process.exitCode = 1;
        }
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** Ours and the peers on the largest file that one job takes. */
async function compare(folder: string, pool: string): Promise<boolean> {
    const file = join(folder, "large.csv");
    await writeCsv(file, rows, bytesPerRow);
    const megabytes = ((await stat(file)).size / 1e6).toFixed(0);
    const size = `${rows.toLocaleString("en-US")} rows, ${columns.length} columns, ${megabytes} MB`;
    say(`${size}: medians of ${rounds} rounds (papaparse 3, csv-parse 1), each in a process of its own`);
    const result = await runInTurns({
        sum: ["sha256sum", [file], rounds],
        ours: ["node", [contenders, "inspect", file, pool], rounds],
        warm: ["node", [contenders, "inspectWarm", file, pool], rounds],
        command: ["node", [launcher, "validate", file, "--user-pool", pool], rounds],
        sha256: ["node", [contenders, "sha256", file], rounds],
        papaparse: ["node", [contenders, "papaparse", file], 3],
        csvParse: ["node", [contenders, "csvParse", file], 1],
    });
    const { sum, ours, warm, command, sha256, papaparse, csvParse } = result;
    row("coreutils sha256sum", sum, sum);
    row("validate + digest with a pool", ours, sum);
    row("… once more in the same process", warm, sum);
    row("… as a command, with Node's start", command, sum);
    row("node's sha256 alone", sha256, sum);
    row("papaparse, bare parse", papaparse, sum);
    row("csv-parse, bare parse", csvParse, sum);
    const [others, slower] = [
        Math.min(papaparse.durationMs, csvParse.durationMs),
        (peer: Measured) => (peer.durationMs / ours.durationMs).toFixed(1),
    ];
    return [
        verdict(ours.durationMs <= 2 * sum.durationMs, "validate + digest takes at most 2 × sha256sum"),
        verdict(
            ours.durationMs < others,
            `papaparse takes ${slower(papaparse)} times as long, csv-parse ${slower(csvParse)} times`,
        ),
        verdict(
            command.peakMegabytes <= 150,
            `the command takes ${command.peakMegabytes.toFixed(0)} MB, at most 150 MB`,
        ),
    ].every(Boolean);
}

type Command = readonly [command: string, args: string[], times: number];

/** Round by round, so that a busy machine is busy for all. */
async function runInTurns<Name extends string>(commands: Record<Name, Command>): Promise<Record<Name, Runs>> {
    const entries = Object.entries(commands) as [Name, Command][];
    const results = new Map<Name, Measured[]>(entries.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round++) {
        for (const [name, [command, args, times]] of entries) {
            if (round < times) {
                results.get(name)?.push(await measure(command, args));
            }
        }
    }
    return Object.fromEntries([...results].map(([name, measured]) => [name, medianOf(measured)])) as Record<Name, Runs>;
}

function row(name: string, { durationMs, fastestMs, slowestMs, peakMegabytes }: Runs, unit: Runs): void {
    const ratio = (durationMs / unit.durationMs).toFixed(2).padStart(7);
    const spread = `${fastestMs.toFixed(0)}–${slowestMs.toFixed(0)}`.padStart(13);
    const memory = peakMegabytes === 0 ? "" : `${peakMegabytes.toFixed(0)} MB`;
    say(`  ${name.padEnd(36)}${durationMs.toFixed(0).padStart(7)} ms ${spread} ${ratio} × ${memory.padStart(8)}`);
}

async function compareMemory(folder: string, pool: string): Promise<boolean> {
    const file = join(folder, "long-rows.csv");
    await writeCsv(file, rows / 10, 10 * bytesPerRow);
    const long = await measure("node", [launcher, "validate", file, "--user-pool", pool]);
    return verdict(
        long.peakMegabytes <= 150,
        `${(rows / 10).toLocaleString("en-US")} rows ten times as long: ${long.peakMegabytes.toFixed(0)} MB`,
    );
}

/** The limits lifted: one process for all sizes, warm, so that the slope is the code's and not the compiler's. */
async function compareSizes(folder: string, pool: string): Promise<boolean> {
    const sizes = [5_000, 50_000, 500_000, 5_000_000];
    const files: string[] = [];
    for (const size of sizes) {
        files.push(join(folder, `rows-${size}.csv`));
        await writeCsv(files.at(-1) ?? "", size, bytesPerRow);
    }
    const { output } = await measure("node", [contenders, "sizes", pool, ...files]);
    const durations = JSON.parse(output) as number[];
    say("\nRows, limits lifted");
    sizes.forEach((size, index) => {
        const durationMs = durations[index] ?? Number.NaN;
        const each = ((1000 * durationMs) / size).toFixed(3);
        say(`  ${size.toLocaleString("en-US").padStart(9)}  ${durationMs.toFixed(1).padStart(9)} ms  ${each} µs a row`);
    });
    const slope = slopeOf(sizes.map(Math.log), durations.map(Math.log));
    return verdict(
        Math.abs(slope - 1) <= 0.1,
        `time grows with rows to the power of ${slope.toFixed(2)} (1 is linear)`,
    );
}

/** Least squares. */
function slopeOf(xs: readonly number[], ys: readonly number[]): number {
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [meanX, meanY] = [mean(xs), mean(ys)];
    const covariance = mean(xs.map((x, index) => (x - meanX) * ((ys[index] ?? 0) - meanY)));
    return covariance / mean(xs.map((x) => (x - meanX) ** 2));
}

function verdict(isMet: boolean, text: string): boolean {
    say(`  ${isMet ? "✔" : "✘"} ${text}`);
    return isMet;
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}
