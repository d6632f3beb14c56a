import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type EmulatorProcess, withEmulatorProcess } from "../test/support/emulator/emulatorProcess";
import { createJob, createPool } from "../test/support/emulator/importFixtures";
import type { CoreForServers } from "./coreForServers";
import { memoryFolder } from "./memoryFolder";

/** An emulator of its own, a pool in it. */
export interface Scene {
    readonly endpoint: string;
    readonly cognito: CognitoIdentityProviderClient;
    readonly poolId: string;
}

/** A command that does what create() does, and what it is called with. */
export type Peer = readonly [command: string, ...parameters: string[]];

/** Runs `use` against an emulator that ends with it. */
export async function withScene<T>(core: CoreForServers, use: (scene: Scene) => Promise<T>): Promise<T> {
    const environment = { ...process.env, TMPDIR: memoryFolder() };
    const useScene = async (endpoint: string, { child }: EmulatorProcess): Promise<T> => {
        core.giveTo(child.pid ?? 0);
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

/** `curl -T` of the file to a job that is there already. */
export async function curl({ cognito, poolId }: Scene, file: string): Promise<Peer> {
    const { url } = await createJob(cognito, poolId);
    return ["curl", "-sSf", "-T", file, "-H", "x-amz-server-side-encryption: aws:kms", url];
}

/** The same users through a shell's pipe: out of S3, where {@link putObject} has put them, into a job that is there already. */
export async function curlFromS3({ endpoint, cognito, poolId }: Scene, file: string): Promise<Peer> {
    const { url } = await createJob(cognito, poolId);
    const { size } = await stat(file);
    const get = `curl -sSf --aws-sigv4 aws:amz:us-east-1:s3 --user nobody:nobody "$1"`;
    const put = `curl -sSf -T - -H "Transfer-Encoding:" -H "Content-Length: ${size}" -H "x-amz-server-side-encryption: aws:kms" "$2"`;
    return ["bash", "-o", "pipefail", "-c", `${get} | ${put}`, "bash", `${endpoint}/people/users.csv`, url];
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
