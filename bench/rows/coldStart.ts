import { join } from "node:path";
import { type Measured, measure } from "../measureRun";
import type { Figure, Row } from "../row";
import { median, spreadOf } from "../statistics";

const script = join(__dirname, "../coldStartRun.js");

export const row: Row = {
    name: "coldStart",
    work: "the plugin's process from Pulumi's own code being loaded to the first answer of the provider",
    explained: [
        "The peer loads the four AWS packages that the provider depends on when it starts. The provider loads the clients of S3 and of",
        "CloudWatch Logs, and the credentials, where they are needed. What @pulumi/pulumi loads by itself is in neither figure.",
    ].join(" "),
    measure: async ({ quick }) => {
        const rounds = quick ? 1 : 11;
        const ours: Measured[] = [];
        const eager: Measured[] = [];
        // The first round fills the disk's cache.
        for (let round = 0; round <= rounds; round++) {
            ours.push(await measure("node", [script]));
            eager.push(await measure("node", [script, "eager"]));
        }
        return figures(ours.slice(1), eager.slice(1));
    },
};

function figures(ours: readonly Measured[], eager: readonly Measured[]): Figure[] {
    const milliseconds = (runs: readonly Measured[]): number[] => runs.map(({ durationMs }) => durationMs);
    const megabytes = (runs: readonly Measured[]): number => median(runs.map(({ peakMegabytes }) => peakMegabytes));
    const name = "all AWS clients at once";
    return [
        {
            what: "until the first method has run",
            unit: "ms",
            ours: median(milliseconds(ours)),
            spread: spreadOf(milliseconds(ours)),
            peer: { name, value: median(milliseconds(eager)) },
            goal: { atMost: 0.7 },
        },
        { what: "memory", unit: "MB", ours: megabytes(ours), peer: { name, value: megabytes(eager) } },
    ];
}
