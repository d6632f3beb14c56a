import { countSourceReads, type ReadingResources, type SourceReads } from "../../test/support/pulumi/sourceReads";
import type { Figure, Row } from "../row";

const megabyte = 1e6;

/** A job takes 100 MB, so only a UserImport can have more; an object of the emulator has 200 MB at most. */
const resources: readonly ReadingResources[] = [
    { type: "UserImport", fileBytes: 250 * megabyte, objectBytes: 200 * megabyte },
    { type: "UserImportJob", fileBytes: 95 * megabyte, objectBytes: 95 * megabyte },
];

const quickResources: readonly ReadingResources[] = [
    {
        type: "UserImport",
        fileBytes: 20 * megabyte,
        objectBytes: 20 * megabyte,
        limits: { maxRows: 500_000, maxBytes: 8 * megabyte },
    },
];

/**
 * What commands have to read: whatever is uploaded is checked first, and an object tells by its revision that it is the same.
 * A file could be another with the same size and times, so it is read once in any case.
 */
const goals = {
    preview: { title: "preview", file: 1, object: 1 },
    up: { title: "up", file: 2, object: 2 },
    upAgain: { title: "up that changes nothing", file: 1, object: 0 },
} as const;

/** Beyond whole reads: a look at a header, and what processes read of their own code one time and not the other. */
const tolerance = 0.05;

export const row: Row = {
    name: "reads",
    work: "how often a UserImport of three jobs, and a UserImportJob, read their source, in the program and in the plugin together",
    explained: [
        "The source of a `UserImport` (a file of more than 500 kB, an object of more than 11 MB) is read once more, by the program: it has to say how many jobs there",
        "are before the engine does anything, and only the rows tell. It cannot check the rows in the same pass, since the pool's rules may",
        "not be known to it: the pool may be created by the same program. What it finds (where the parts are, and their digests) it hands",
        "on to the plugin, which does not read the source again to find the parts, nor to see that a part has not changed. So an",
        "object in S3 whose revision is in the state is read by the program only.",
        "Of a file every byte counts that a process reads, by the kernel's account, less what a preview with few users reads, which is the",
        "processes' own code; of an object every byte that the server sends. The whole of it by the size of the source is how often it was read.",
        "A job takes 100 MB, so the UserImportJob has a smaller source; an object of the emulator has 200 MB at most.",
    ].join(" "),
    moved: [
        "by the same account, before: a preview of a `UserImport` read a file three times, an `up` four times and one that changed nothing three times;",
        "an object twice. The program looked for the parts, and so did the plugin, once for each phase. Since then the program hands on what it found.",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const figures: Figure[] = [];
        for (const resource of quick ? quickResources : resources) {
            const reads = await countSourceReads({ ...resource, startsAsForUsers: true });
            for (const command of ["preview", "up", "upAgain"] as const) {
                figures.push(figureOf(resource, command, "file", reads[command]));
                figures.push(figureOf(resource, command, "object", reads[command]));
            }
            for (const { what, ours } of figures.slice(-6)) {
                say(`${what}: read ${ours.toFixed(2)} times`);
            }
        }
        return figures;
    },
};

function figureOf(
    { type, fileBytes, objectBytes }: ReadingResources,
    command: keyof typeof goals,
    source: keyof SourceReads,
    reads: SourceReads,
): Figure {
    const { title, ...goal } = goals[command];
    const name =
        source === "file" ? `a file of ${fileBytes / megabyte} MB` : `an object of ${objectBytes / megabyte} MB`;
    const what = `${type}, ${title}, ${name}`;
    // Whatever is uploaded has to be read: a smaller figure is one that was not counted.
    if (command === "up" && reads[source] < 1 - tolerance) {
        throw new Error(`${what}: read ${reads[source].toFixed(2)} times, and yet uploaded`);
    }
    const ours = Math.max(0, Math.round(100 * reads[source])) / 100;
    const atMost = goal[source] + tolerance;
    // The program's own reading.
    const isExplained = type === "UserImport" && !(command === "upAgain" && source === "file");
    return { what, unit: "reads", ours, goal: { atMost }, ...(isExplained && { explainedUpTo: atMost + 1 }) };
}
