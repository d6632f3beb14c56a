import { execFile } from "node:child_process";
import { cpus } from "node:os";
import { promisify } from "node:util";

/** What one measurement says. */
interface Measurement {
    readonly rows: number;
    readonly importSeconds: number;
    readonly uploadSeconds: number;
    readonly bytesPerUser: number;
    readonly peakMegabytes: number;
}

const sizes = [10_000, 100_000, 500_000];
const runs = 3;

/** Each measurement has a process of its own: memory of an earlier one would count in the next. */
async function measure(rows: number, dataDir: boolean): Promise<Measurement> {
    const child = [`${__dirname}/emulatorRun.ts`, String(rows), ...(dataDir ? ["--data-dir"] : [])];
    const { stdout } = await promisify(execFile)(process.execPath, [
        "--expose-gc",
        "-r",
        "ts-node/register/transpile-only",
        ...child,
    ]);
    return JSON.parse(stdout) as Measurement;
}

/** How long whole imports take, and what memory they need. */
export async function bench(): Promise<void> {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, median of ${runs}\n`);
    console.log("| rows | data folder | upload s | import s | rows a second | bytes a user | peak RSS MB |");
    console.log("| --- | --- | --- | --- | --- | --- | --- |");
    for (const dataDir of [false, true]) {
        for (const rows of sizes) {
            const results: Measurement[] = [];
            for (let run = 0; run < runs; run++) {
                results.push(await measure(rows, dataDir));
            }
            const [median] = results.sort((left, right) => left.importSeconds - right.importSeconds).slice(runs >> 1);
            if (median !== undefined) {
                const { uploadSeconds, importSeconds, bytesPerUser, peakMegabytes } = median;
                const times = `${uploadSeconds.toFixed(2)} | ${importSeconds.toFixed(2)} | ${Math.round(rows / importSeconds)}`;
                console.log(`| ${rows} | ${dataDir ? "yes" : "no"} | ${times} | ${bytesPerUser} | ${peakMegabytes} |`);
            }
        }
    }
}
