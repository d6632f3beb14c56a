import { coreForServers } from "../coreForServers";
import { inTurns, medianFigure } from "../inTurns";
import type { Figure, Row, RowOptions } from "../row";
import { median } from "../statistics";
import { curl, curlFromS3 } from "../uploadPeers";
import { type Kind, type Upload, type UploadWork, upload, uploadAndImport, withUploadWork } from "../uploadWork";

/**
 * What may not be exceeded: times the peer's time, MB, and times the memory of a tenth of the users, whose 10 MB do not fill
 * the 32 MB that V8 lets pile up before it collects.
 */
const maxRatio = 1.5;
const maxPeakMegabytes = 200;
const maxGrowth = 1.4;

export const row: Row = {
    name: "upload",
    work: "create() for 500,000 users, 101 MB, from a file, from S3 and from typed users, until the job is started",
    explained:
        "`curl -T` puts the same file to the same emulator. It takes the place of create() in a process that has done check(), and each run has " +
        "an emulator of its own, with a core of its own where there are two. Each upload is compared with the file by its MD5; in the warm-up the " +
        "job runs, and everybody must be imported exactly once. Memory is that of the process that does check() and create(): the median of " +
        "its peaks, beside the same for 50,000 users, 10 MB.",
    measure,
};

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    const core = coreForServers();
    try {
        const users = quick ? 50_000 : 500_000;
        say("10 MB");
        const small = await withUploadWork(core, users / 10, async (work) => await memoryOf(work, quick ? 1 : 5, say));
        say("101 MB");
        return await withUploadWork(core, users, async (work) => await measureLarge(work, small, quick ? 1 : 9, say));
    } finally {
        core.release();
    }
}

/** The median of the peaks by kind. */
async function memoryOf(work: UploadWork, rounds: number, say: RowOptions["say"]): Promise<Record<Kind, number>> {
    const { file, S3, users } = await inTurns(createFrom(work), rounds, say);
    return { file: peakOf(file), S3: peakOf(S3), users: peakOf(users) };
}

function createFrom(work: UploadWork): Record<Kind, () => Promise<Upload>> {
    const create = (kind: Kind): (() => Promise<Upload>) => {
        let isWarm = false;
        return async () => {
            const run = isWarm ? upload : uploadAndImport;
            isWarm = true;
            return await run(work, kind);
        };
    };
    return { file: create("file"), S3: create("S3"), users: create("users") };
}

async function measureLarge(
    work: UploadWork,
    small: Record<Kind, number>,
    rounds: number,
    say: RowOptions["say"],
): Promise<readonly Figure[]> {
    const { file, S3, users } = createFrom(work);
    const runs = await inTurns(
        {
            curlFile: () => upload(work, "file", curl),
            file,
            curlS3: () => upload(work, "S3", curl),
            S3,
            pipeS3: () => upload(work, "S3", curlFromS3),
            curlUsers: () => upload(work, "users", curl),
            users,
        },
        rounds,
        say,
    );
    const time = (what: string, ours: readonly Upload[], name: string, theirs: readonly Upload[]): Figure =>
        medianFigure({ what, unit: "ms", goal: { atMost: maxRatio } }, timesOf(ours), {
            name,
            values: timesOf(theirs),
        });
    const memory = (what: string, kind: Kind): Figure[] => {
        const ours = peakOf(runs[kind]);
        return [
            { what, unit: "MB", ours, goal: { atMost: maxPeakMegabytes } },
            {
                what,
                unit: "MB",
                ours,
                peer: { name: "for a tenth of the users", value: small[kind] },
                goal: { atMost: maxGrowth },
            },
        ];
    };
    const { goal: _, ...pipe } = time("create() from S3", runs.S3, "curl of the object into curl -T", runs.pipeS3);
    return [
        time("create() from a file", runs.file, "curl -T", runs.curlFile),
        time("create() from S3", runs.S3, "curl -T", runs.curlS3),
        pipe,
        time("create() from typed users", runs.users, "curl -T", runs.curlUsers),
        ...memory("memory from a file", "file"),
        ...memory("memory from S3", "S3"),
        ...memory("memory from typed users", "users"),
        { what: "packing typed users, in the program", unit: "ms", ours: work.packMilliseconds },
    ];
}

function timesOf(uploads: readonly Upload[]): number[] {
    return uploads.map(({ milliseconds }) => milliseconds);
}

function peakOf(uploads: readonly Upload[]): number {
    return median(uploads.map(({ peakMegabytes }) => peakMegabytes));
}
