import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { withEmulatorProcess } from "../test/emulator/emulatorProcess";
import { createJob, createPool } from "../test/emulator/importFixtures";
import { memoryFolder } from "./memoryFolder";

const run = promisify(execFile);

/** An emulator of its own, a pool in it. */
export interface Scene {
    readonly endpoint: string;
    readonly cognito: CognitoIdentityProviderClient;
    readonly poolId: string;
}

/** Runs `use` against an emulator that ends with it. */
export async function withScene<T>(use: (scene: Scene) => Promise<T>): Promise<T> {
    const environment = { ...process.env, TMPDIR: memoryFolder() };
    const useScene = async (endpoint: string): Promise<T> => {
        const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
        const cognito = new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials });
        try {
            return await use({ endpoint, cognito, poolId: await createPool(cognito) });
        } finally {
            cognito.destroy();
        }
    };
    return await withEmulatorProcess([], useScene, environment);
}

/** Seconds that `curl -T` of the file takes. */
export async function curl({ cognito, poolId }: Scene, file: string): Promise<number> {
    const { url } = await createJob(cognito, poolId);
    const began = performance.now();
    await run("curl", ["-sSf", "-T", file, "-H", "x-amz-server-side-encryption: aws:kms", url]);
    return (performance.now() - began) / 1000;
}

/** Seconds of the same users through a shell's pipe: out of S3, into the job. */
export async function curlFromS3({ endpoint, cognito, poolId }: Scene, file: string): Promise<number> {
    await putObject(endpoint, file);
    const { url } = await createJob(cognito, poolId);
    const { size } = await stat(file);
    const get = `curl -sSf --aws-sigv4 aws:amz:us-east-1:s3 --user nobody:nobody "$OBJECT"`;
    const put = `curl -sSf -T - -H "Transfer-Encoding:" -H "Content-Length: ${size}" -H "x-amz-server-side-encryption: aws:kms" "$JOB"`;
    const began = performance.now();
    await run("bash", ["-o", "pipefail", "-c", `${get} | ${put}`], {
        env: { ...process.env, OBJECT: `${endpoint}/people/users.csv`, JOB: url },
    });
    return (performance.now() - began) / 1000;
}

/** Puts the file into S3 as s3://people/users.csv. */
export async function putObject(endpoint: string, file: string): Promise<void> {
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
    const s3 = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "people" }));
    const { size } = await stat(file);
    const body = { Body: createReadStream(file), ContentLength: size };
    await s3.send(new PutObjectCommand({ Bucket: "people", Key: "users.csv", ...body }));
    s3.destroy();
}
