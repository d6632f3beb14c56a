import { join } from "node:path";
import { inTurns, medianFigure } from "../inTurns";
import { measure as measureCommand } from "../measureRun";
import type { Figure, Row, RowOptions } from "../row";
import { median } from "../statistics";

/** What one import says of itself. */
interface Import {
    readonly importMilliseconds: number;
    readonly bytesOfUser: number;
    readonly peakMegabytes: number;
}

export const row: Row = {
    name: "emulator",
    work: "500,000 users imported by the emulator, from StartUserImportJob to Succeeded, without and with a data folder, beside 50,000 of them",
    explained:
        "Every import has a process of its own, and everybody must be imported. There is no goal: it is what tests wait for. Memory includes the " +
        "client, which makes the CSV.",
    measure,
};

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    const users = quick ? 50_000 : 500_000;
    const runs = await inTurns(
        {
            small: () => importUsers(users / 10),
            large: () => importUsers(users),
            kept: () => importUsers(users, "--data-dir"),
        },
        quick ? 1 : 5,
        say,
    );
    const times = (imports: readonly Import[]): number[] => imports.map((one) => one.importMilliseconds);
    const figure = (what: string, imports: readonly Import[]): Figure =>
        medianFigure({ what, unit: "ms" }, times(imports), { name: "a tenth of the users", values: times(runs.small) });
    const middle = (name: "bytesOfUser" | "peakMegabytes"): number => median(runs.large.map((one) => one[name]));
    return [
        figure("import", runs.large),
        figure("import with a data folder", runs.kept),
        { what: "memory of a user", unit: "bytes", ours: middle("bytesOfUser") },
        { what: "memory", unit: "MB", ours: middle("peakMegabytes") },
    ];
}

async function importUsers(users: number, ...options: readonly string[]): Promise<Import> {
    const script = join(__dirname, "../emulatorRun.ts");
    const typescript = ["-r", "ts-node/register/transpile-only"];
    const node = ["--expose-gc", ...typescript, script, String(users), ...options];
    const { output } = await measureCommand(process.execPath, node);
    return JSON.parse(output) as Import;
}
