import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { inTurns, medianFigure } from "../inTurns";
import type { Figure, Row } from "../row";

/** What one import took. */
interface Measurement {
    readonly importSeconds: number;
    readonly uploadSeconds: number;
    readonly bytesPerUser: number;
    readonly peakMegabytes: number;
}

/** Whether the emulator keeps all in a folder, where it survives a restart. */
type Keeps = "in memory" | "in a data folder";

const options: Readonly<Record<Keeps, readonly string[]>> = { "in memory": [], "in a data folder": ["--data-dir"] };

export const row: Row = {
    name: "emulator",
    work: "the emulator imports 500,000 users by one job",
    explained: [
        "The time is that from StartUserImportJob to Succeeded, the memory that of a process which has only the emulator and its client.",
        "Peak memory includes the upload; bytes a user are what is left of an import, log included, once garbage is collected.",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const rows = quick ? 10_000 : 500_000;
        const figures: Figure[] = [];
        for (const keeps of quick ? (["in a data folder"] as const) : (["in memory", "in a data folder"] as const)) {
            say(keeps);
            const { measured } = await inTurns({ measured: () => measureImport(rows, keeps) }, quick ? 1 : 5, say);
            figures.push(...figuresOf(keeps, measured));
        }
        return figures;
    },
};

function figuresOf(keeps: Keeps, measured: readonly Measurement[]): Figure[] {
    const values = (name: keyof Measurement): number[] => measured.map((measurement) => measurement[name]);
    return [
        medianFigure({ what: `upload, ${keeps}`, unit: "s" }, values("uploadSeconds")),
        medianFigure({ what: `import, ${keeps}`, unit: "s" }, values("importSeconds")),
        medianFigure({ what: `peak, ${keeps}`, unit: "MB", goal: { atMost: 1024 } }, values("peakMegabytes")),
        medianFigure({ what: `kept, ${keeps}`, unit: "bytes a row" }, values("bytesPerUser")),
    ];
}

/** Each has a process of its own: memory of an earlier one would count in the next. */
async function measureImport(rows: number, keeps: Keeps): Promise<Measurement> {
    const script = [join(__dirname, "../emulatorRun.ts"), String(rows), ...options[keeps]];
    const { stdout } = await promisify(execFile)(process.execPath, [
        "--expose-gc",
        "-r",
        "ts-node/register/transpile-only",
        ...script,
    ]);
    return JSON.parse(stdout) as Measurement;
}
