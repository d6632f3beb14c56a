import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { CognitoIdentityProviderClient, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { packUsers } from "../provider/src/users/packUsers";
import type { UserRecord } from "../provider/src/users/userRecord";
import { withEmulatorProcess } from "../test/emulator/emulatorProcess";
import { createJob, createPool } from "../test/emulator/importFixtures";

const run = promisify(execFile);

const runs = 5;

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

/** An emulator of its own, a pool in it, and the users as a file and as an object. */
interface Scene {
    readonly endpoint: string;
    readonly cognito: CognitoIdentityProviderClient;
    readonly poolId: string;
}

/** create() from a file, from S3 and from typed users, beside `curl -T` of the same file to the same emulator. */
export async function bench(): Promise<void> {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, median of ${runs}\n`);
    console.log("| users | MB | source | curl s | create s | ratio | check s | peak RSS MB | before the call MB |");
    console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (const users of [50_000, 500_000]) {
        const folder = await mkdtemp(join(tmpdir(), "bench-upload-"));
        try {
            await benchSize(users, { file: join(folder, "users.csv"), packedUsers: join(folder, "users.json") });
        } finally {
            await rm(folder, { recursive: true });
        }
    }
}

async function benchSize(users: number, forms: Forms): Promise<void> {
    const { file, packedUsers } = forms;
    const typed = madeUpUsers(users);
    const packBegan = performance.now();
    const packed = packUsers(typed);
    const packSeconds = (performance.now() - packBegan) / 1000;
    await writeFile(packedUsers, JSON.stringify(packed));
    await withScene(async ({ cognito, poolId }) => await writeCsv(cognito, poolId, users, file));
    const megabytes = (await stat(file)).size / 1e6;
    for (const kind of ["file", "S3", "users"] as const) {
        const curls: number[] = [];
        // By turns, so that whatever else the machine does befalls both.
        const results = await repeat(async () => {
            curls.push(await withScene((scene) => curl(scene, file)));
            return await withScene((scene) => create(scene, kind, forms));
        });
        const curlSeconds = median(curls);
        const [createSeconds, checkSeconds, peak, before] = (
            ["createSeconds", "checkSeconds", "peakMegabytes", "beforeMegabytes"] as const
        ).map((name) => median(results.map((result) => result[name])));
        const times = [curlSeconds, createSeconds ?? 0, (createSeconds ?? 0) / curlSeconds, checkSeconds ?? 0];
        const memory = [peak ?? 0, before ?? 0].map((value) => value.toFixed(0));
        const cells = [users, megabytes.toFixed(0), kind, ...times.map((time) => time.toFixed(2)), ...memory];
        console.log(`| ${cells.join(" | ")} |`);
    }
    console.log(`| ${users} | | packing typed users, in the program | | ${packSeconds.toFixed(2)} | | | | |`);
}

async function withScene<T>(use: (scene: Scene) => Promise<T>): Promise<T> {
    return await withEmulatorProcess([], async (endpoint) => {
        const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
        const cognito = new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials });
        try {
            return await use({ endpoint, cognito, poolId: await createPool(cognito) });
        } finally {
            cognito.destroy();
        }
    });
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

async function curl({ cognito, poolId }: Scene, file: string): Promise<number> {
    const { url } = await createJob(cognito, poolId);
    const began = performance.now();
    await run("curl", ["-sSf", "-T", file, "-H", "x-amz-server-side-encryption: aws:kms", url]);
    return (performance.now() - began) / 1000;
}

async function create(
    { endpoint, poolId }: Scene,
    kind: "file" | "S3" | "users",
    { file, packedUsers }: Forms,
): Promise<Measurement> {
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

async function putObject(endpoint: string, file: string): Promise<void> {
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
    const s3 = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "people" }));
    const { size } = await stat(file);
    const body = { Body: createReadStream(file), ContentLength: size };
    await s3.send(new PutObjectCommand({ Bucket: "people", Key: "users.csv", ...body }));
    s3.destroy();
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
