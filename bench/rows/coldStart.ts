import { join } from "node:path";
import { inTurns, medianFigure } from "../inTurns";
import { type Measured, measure } from "../measureRun";
import type { Figure, Row } from "../row";

const script = join(__dirname, "../coldStartRun.js");

export const row: Row = {
    name: "coldStart",
    work: "the plugin's process from Pulumi's own code being loaded to the first answer of the provider",
    explained: [
        "The peer loads the four AWS packages that the provider depends on when it starts. The provider loads the clients of S3 and of",
        "CloudWatch Logs, and the credentials, where they are needed. What @pulumi/pulumi loads by itself is in neither figure.",
        "By the time of `require`, three fifths of ours is the Cognito client and what it needs, which both sides load: 65 of 105 ms.",
        "So runs come to 0.68 to 0.74. Loading what only an up with groups needs later was tried: 5 ms less.",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const tasks = { ours: () => measure("node", [script]), eager: () => measure("node", [script, "eager"]) };
        const { ours, eager } = await inTurns(tasks, quick ? 1 : 11, say);
        return figures(ours, eager);
    },
};

function figures(ours: readonly Measured[], eager: readonly Measured[]): Figure[] {
    const milliseconds = (runs: readonly Measured[]): number[] => runs.map(({ durationMs }) => durationMs);
    const megabytes = (runs: readonly Measured[]): number[] => runs.map(({ peakMegabytes }) => peakMegabytes);
    const name = "all AWS clients at once";
    return [
        medianFigure(
            { what: "until the first method has run", unit: "ms", goal: { atMost: 0.7 }, explainedUpTo: 0.75 },
            milliseconds(ours),
            { name, values: milliseconds(eager) },
        ),
        medianFigure({ what: "memory", unit: "MB" }, megabytes(ours), { name, values: megabytes(eager) }),
    ];
}
