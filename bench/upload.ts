import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { type CognitoIdentityProviderClient, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { packUsers } from "../provider/src/users/packUsers";
import type { UserRecord } from "../provider/src/users/userRecord";
import { memoryFolder } from "./memoryFolder";
import { reportVerdicts } from "./reportVerdicts";
import { curl, curlFromS3, putObject, type Scene, withScene } from "./uploadPeers";

const run = promisify(execFile);

const runs = 9;

/** What makes a row about 200 bytes long: 500,000 of them are 100 MB, the most that one job takes. */
const padding = "x".repeat(116);

/** What is uploaded: one and the same users in each form. */
interface Forms {
    readonly file: string;
    /** What the program hands to the engine for typed users, as JSON. */
    readonly packedUsers: string;
}

/** What one create() took. */
interface Measurement {
    readonly checkSeconds: number;
    readonly createSeconds: number;
    readonly beforeMegabytes: number;
    readonly peakMegabytes: number;
}

type Kind = "file" | "S3" | "users";

/** The medians of one kind of source; the ratio is that of each create() to its neighbour. */
interface Result {
    readonly kind: Kind;
    readonly ratio: number;
    readonly peakMegabytes: number;
}

/** What may not be exceeded: times the peer's seconds, MB, and times the memory of a tenth of the users. */
const maxRatio = 1.3;
const maxPeakMegabytes = 160;
const maxGrowth = 1.1;

/**
 * create() from a file, from S3 and from typed users, beside `curl -T` of the same file to the same emulator. Exits with 1
 * where a figure is off.
 */
export async function bench(): Promise<void> {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, median of ${runs}\n`);
    console.log("| users | MB | source | curl s | create s | ratio | check s | peak RSS MB | before the call MB |");
    console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    const small = await benchSize(50_000);
    const large = await benchSize(500_000);
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

async function benchSize(users: number): Promise<Result[]> {
    const folder = await mkdtemp(join(memoryFolder(), "bench-upload-"));
    try {
        return await benchForms(users, { file: join(folder, "users.csv"), packedUsers: join(folder, "users.json") });
    } finally {
        await rm(folder, { recursive: true });
    }
}

async function benchForms(users: number, forms: Forms): Promise<Result[]> {
    const { file, packedUsers } = forms;
    const typed = madeUpUsers(users);
    const packBegan = performance.now();
    const packed = packUsers(typed);
    const packSeconds = (performance.now() - packBegan) / 1000;
    await writeFile(packedUsers, JSON.stringify(packed));
    await withScene(async ({ cognito, poolId }) => await writeCsv(cognito, poolId, users, file));
    const megabytes = (await stat(file)).size / 1e6;
    const results: Result[] = [];
    for (const kind of ["file", "S3", "users"] as const) {
        const curls: number[] = [];
        const pipes: number[] = [];
        // By turns, so that whatever else the machine does befalls all.
        const measured = await repeat(async () => {
            if (kind === "S3") {
                pipes.push(await withScene((scene) => curlFromS3(scene, file)));
            }
            curls.push(await withScene((scene) => curl(scene, file)));
            return await withScene((scene) => create(scene, kind, forms));
        });
        const [createSeconds = 0, checkSeconds = 0, peakMegabytes = 0, before = 0] = (
            ["createSeconds", "checkSeconds", "peakMegabytes", "beforeMegabytes"] as const
        ).map((name) => median(measured.map((result) => result[name])));
        // Of neighbours: what slows the machine for a while slows both.
        const ratioTo = (peers: readonly number[]): number =>
            median(measured.map((result, index) => result.createSeconds / (peers[index] ?? 0)));
        const ratio = ratioTo(curls);
        const times = [median(curls), createSeconds, ratio, checkSeconds].map((time) => time.toFixed(2));
        const memory = [peakMegabytes, before].map((value) => value.toFixed(0));
        console.log(`| ${[users, megabytes.toFixed(0), kind, ...times, ...memory].join(" | ")} |`);
        if (pipes.length > 0) {
            const cells = [median(pipes), createSeconds, ratioTo(pipes)].map((value) => value.toFixed(2)).join(" | ");
            console.log(`| ${users} | | S3, beside curl of the object into curl -T | ${cells} | | | |`);
        }
        results.push({ kind, ratio, peakMegabytes });
    }
    console.log(`| ${users} | | packing typed users, in the program | | ${packSeconds.toFixed(2)} | | | | |`);
    return results;
}

function madeUpUsers(count: number): UserRecord[] {
    return Array.from({ length: count }, (_, index) => ({
        username: `user${index}`,
        name: `Example User ${index}`,
        email: `user${index}@example.com`,
        emailVerified: true,
        address: padding,
    }));
}

async function writeCsv(
    cognito: CognitoIdentityProviderClient,
    poolId: string,
    users: number,
    file: string,
): Promise<void> {
    const { CSVHeader: columns = [] } = await cognito.send(new GetCSVHeaderCommand({ UserPoolId: poolId }));
    function* lines(): Generator<string> {
        yield `${columns.join(",")}\n`;
        for (let user = 0; user < users; user++) {
            const values: Record<string, string> = {
                "cognito:username": `user${user}`,
                name: `Example User ${user}`,
                email: `user${user}@example.com`,
                email_verified: "TRUE",
                phone_number_verified: "FALSE",
                address: padding,
                "cognito:mfa_enabled": "FALSE",
            };
            yield `${columns.map((column) => values[column] ?? "").join(",")}\n`;
        }
    }
    await pipeline(Readable.from(lines()), createWriteStream(file));
}

async function create({ endpoint, poolId }: Scene, kind: Kind, { file, packedUsers }: Forms): Promise<Measurement> {
    if (kind === "S3") {
        await putObject(endpoint, file);
    }
    const source = { file, S3: "s3://people/users.csv", users: undefined }[kind];
    const { stdout } = await run(process.execPath, ["--expose-gc", join(__dirname, "uploadRun.js")], {
        env: {
            ...process.env,
            NODE_OPTIONS: "",
            UPLOAD_RUN: JSON.stringify({ endpoint, poolId, source, packedUsers }),
        },
    });
    return JSON.parse(stdout) as Measurement;
}

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let done = 0; done < runs; done++) {
        results.push(await measure());
    }
    return results;
}

function median(values: readonly number[]): number {
    return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}
