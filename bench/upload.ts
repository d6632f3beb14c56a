import { execFile } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";
import { packUsers } from "../provider/src/users/packUsers";
import { type CoreForServers, coreForServers } from "./coreForServers";
import { memoryFolder } from "./memoryFolder";
import { reportVerdicts } from "./reportVerdicts";
import { curl, curlFromS3, type Peer, putObject, type Scene, withScene } from "./uploadPeers";
import { madeUpUsers, writeCsv } from "./uploadUsers";

const run = promisify(execFile);

/** How often each is measured: where times are compared, and where only memory is. */
const runs = { large: 15, small: 5 };

/** What is uploaded: one and the same users in each form. */
interface Forms {
    readonly file: string;
    /** What the program hands to the engine for typed users, as JSON. */
    readonly packedUsers: string;
}

/** How much of what is measured how often. */
interface Task {
    readonly core: CoreForServers;
    readonly users: number;
    readonly forms: Forms;
    readonly times: number;
}

/** What check() and then create(), or its peer, took. */
interface Measurement {
    readonly checkSeconds: number;
    readonly seconds: number;
    readonly beforeMegabytes: number;
    readonly peakMegabytes: number;
}

type PeerOf = (scene: Scene, file: string) => Promise<Peer>;

type Kind = "file" | "S3" | "users";

/** The medians of one kind of source; the ratio is that of each create() to its neighbour. */
interface Result {
    readonly kind: Kind;
    readonly ratio: number;
    readonly peakMegabytes: number;
}

/**
 * What may not be exceeded: times the peer's seconds, MB, and times the memory of a tenth of the users, whose 10 MB do not
 * fill the 32 MB that V8 lets pile up before it collects.
 */
const maxRatio = 1.5;
const maxPeakMegabytes = 200;
const maxGrowth = 1.4;

/**
 * create() from a file, from S3 and from typed users, beside `curl -T` of the same file to the same emulator. Exits with 1
 * where a figure is off.
 */
export async function bench(): Promise<void> {
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`;
    const core = coreForServers();
    console.log(
        `Node ${process.version}, ${machine}, ${core.description}, median of ${runs.large}, or ${runs.small} of the small\n`,
    );
    console.log("| users | MB | source | curl s | create s | ratio | check s | peak RSS MB | before the call MB |");
    console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    const small = await benchSize(core, 50_000, runs.small);
    const large = await benchSize(core, 500_000, runs.large);
    console.log("");
    reportVerdicts(
        large.flatMap(({ kind, ratio, peakMegabytes }) => {
            const growth = peakMegabytes / (small.find((other) => other.kind === kind)?.peakMegabytes ?? 0);
            const memory = `${peakMegabytes.toFixed(0)} MB at most`;
            return [
                [ratio <= maxRatio, `${kind}: ${ratio.toFixed(2)} × curl`],
                [peakMegabytes <= maxPeakMegabytes, `${kind}: ${memory}`],
                [growth <= maxGrowth, `${kind}: ${growth.toFixed(2)} × the memory of a tenth of the users`],
            ] as const;
        }),
    );
}

async function benchSize(core: CoreForServers, users: number, times: number): Promise<Result[]> {
    const folder = await mkdtemp(join(memoryFolder(), "bench-upload-"));
    try {
        const forms = { file: join(folder, "users.csv"), packedUsers: join(folder, "users.json") };
        return await benchForms({ core, users, forms, times });
    } finally {
        await rm(folder, { recursive: true });
    }
}

async function benchForms({ core, users, forms, times }: Task): Promise<Result[]> {
    const { file, packedUsers } = forms;
    const typed = madeUpUsers(users);
    const packBegan = performance.now();
    const packed = packUsers(typed);
    const packSeconds = (performance.now() - packBegan) / 1000;
    await writeFile(packedUsers, JSON.stringify(packed));
    await withScene(core, async ({ cognito, poolId }) => await writeCsv(cognito, poolId, users, file));
    const megabytes = (await stat(file)).size / 1e6;
    const results: Result[] = [];
    for (const kind of ["file", "S3", "users"] as const) {
        const curls: number[] = [];
        const pipes: number[] = [];
        // By turns, so that whatever else the machine does befalls all.
        const measured = await repeat(times, async () => {
            const time = async (peer?: PeerOf): Promise<Measurement> =>
                await withScene(core, (scene) => measure(scene, kind, forms, peer));
            if (kind === "S3") {
                pipes.push((await time(curlFromS3)).seconds);
            }
            curls.push((await time(curl)).seconds);
            return await time();
        });
        const [createSeconds = 0, checkSeconds = 0, peakMegabytes = 0, before = 0] = (
            ["seconds", "checkSeconds", "peakMegabytes", "beforeMegabytes"] as const
        ).map((name) => median(measured.map((result) => result[name])));
        // Of neighbours: what slows the machine for a while slows both.
        const ratioTo = (peers: readonly number[]): number =>
            median(measured.map((result, index) => result.seconds / (peers[index] ?? 0)));
        const ratio = ratioTo(curls);
        const seconds = [median(curls), createSeconds, ratio, checkSeconds].map((time) => time.toFixed(2));
        const memory = [peakMegabytes, before].map((value) => value.toFixed(0));
        console.log(`| ${[users, megabytes.toFixed(0), kind, ...seconds, ...memory].join(" | ")} |`);
        if (pipes.length > 0) {
            const cells = [median(pipes), createSeconds, ratioTo(pipes)].map((value) => value.toFixed(2)).join(" | ");
            console.log(`| ${users} | | S3, beside curl of the object into curl -T | ${cells} | | | |`);
        }
        results.push({ kind, ratio, peakMegabytes });
    }
    console.log(`| ${users} | | packing typed users, in the program | | ${packSeconds.toFixed(2)} | | | | |`);
    return results;
}

/**
 * check() and then create(), in a process of its own. A peer takes the place of create() there, so that both meet a machine
 * and a server in the same condition: with the object in S3, where that is the source, and read once by check().
 */
async function measure(scene: Scene, kind: Kind, { file, packedUsers }: Forms, peer?: PeerOf): Promise<Measurement> {
    const { endpoint, poolId } = scene;
    if (kind === "S3") {
        await putObject(endpoint, file);
    }
    const source = { file, S3: "s3://people/users.csv", users: undefined }[kind];
    const { stdout } = await run(process.execPath, ["--expose-gc", join(__dirname, "uploadRun.js")], {
        env: {
            ...process.env,
            NODE_OPTIONS: "",
            UPLOAD_RUN: JSON.stringify({ endpoint, poolId, source, packedUsers, peer: await peer?.(scene, file) }),
        },
    });
    return JSON.parse(stdout) as Measurement;
}

async function repeat<T>(times: number, measure: () => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let done = 0; done < times; done++) {
        results.push(await measure());
    }
    return results;
}

function median(values: readonly number[]): number {
    return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}
