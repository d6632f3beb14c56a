import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { startEmulator } from "../emulator/bin";

const { peakMegabytes } = require("./peakMegabytes") as { peakMegabytes(): number };

// One import of as many made-up users as the first argument says; prints what it took as JSON.
const rows = Number(process.argv[2]);
const keepsData = process.argv.includes("--data-dir");

/** As much of the answers as is needed here. */
interface Answer {
    readonly UserPool?: { readonly Id: string };
    readonly CSVHeader?: readonly string[];
    readonly UserImportJob?: {
        readonly JobId: string;
        readonly PreSignedUrl: string;
        readonly Status: string;
        readonly ImportedUsers: number;
    };
}

async function call(url: string, operation: string, input: object): Promise<Answer> {
    const headers = {
        "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        authorization: "AWS4-HMAC-SHA256 any",
    };
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
    return (await answer.json()) as Answer;
}

function* csvLines(columns: readonly string[]): Generator<string> {
    yield `${columns.join(",")}\n`;
    for (let row = 0; row < rows; row++) {
        const values: Record<string, string> = {
            "cognito:username": `user${row}`,
            "cognito:mfa_enabled": "false",
            email: `user${row}@example.com`,
            email_verified: "true",
            phone_number: `+1555${String(row).padStart(7, "0")}`,
            phone_number_verified: "false",
            name: `Example User ${row}`,
        };
        yield `${columns.map((column) => values[column] ?? "").join(",")}\n`;
    }
}

async function put(url: string, file: string): Promise<void> {
    const headers = { "x-amz-server-side-encryption": "aws:kms", "content-length": statSync(file).size };
    const upload = request(url, { method: "PUT", headers });
    const answered = new Promise<void>((resolve, reject) => {
        upload.once("response", (response) => response.resume().once("end", resolve)).once("error", reject);
    });
    await pipeline(createReadStream(file), upload);
    await answered;
}

function bytesInUse(): number {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
}

/** A pool, and a CSV for it. */
async function prepare(url: string, folder: string): Promise<{ readonly UserPoolId: string; readonly file: string }> {
    const { UserPool } = await call(url, "CreateUserPool", {
        PoolName: "bench",
        AutoVerifiedAttributes: ["email"],
    });
    const UserPoolId = UserPool?.Id ?? "";
    const { CSVHeader } = await call(url, "GetCSVHeader", { UserPoolId });
    const file = join(folder, "users.csv");
    await pipeline(Readable.from(csvLines(CSVHeader ?? [])), createWriteStream(file));
    return { UserPoolId, file };
}

async function main(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "emulator-bench-"));
    const dataDir = keepsData ? join(folder, "data") : undefined;
    const emulator = await startEmulator({ pendingSeconds: 0, inProgressSeconds: 0, dataDir });
    const { UserPoolId, file } = await prepare(emulator.url, folder);
    const role = { CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/any" };
    const { UserImportJob } = await call(emulator.url, "CreateUserImportJob", {
        UserPoolId,
        JobName: "bench",
        ...role,
    });
    const ids = { UserPoolId, JobId: UserImportJob?.JobId };
    const before = bytesInUse();
    await put(UserImportJob?.PreSignedUrl ?? "", file);
    const importBegan = performance.now();
    await call(emulator.url, "StartUserImportJob", ids);
    let job = UserImportJob;
    while (job?.Status !== "Succeeded") {
        await delay(20);
        job = (await call(emulator.url, "DescribeUserImportJob", ids)).UserImportJob;
    }
    const ended = performance.now();
    if (job.ImportedUsers !== rows) {
        throw new Error(`${job.ImportedUsers} of ${rows} users were imported`);
    }
    const result = {
        importMilliseconds: ended - importBegan,
        bytesOfUser: Math.round((bytesInUse() - before) / rows),
        peakMegabytes: peakMegabytes(),
    };
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(JSON.stringify(result));
}

void main();
