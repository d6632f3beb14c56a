import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
    ChecksumAlgorithm,
    CreateBucketCommand,
    GetObjectCommand,
    type GetObjectCommandInput,
    HeadObjectCommand,
    ListBucketsCommand,
    PutBucketVersioningCommand,
    PutObjectCommand,
    S3Client,
} from "@aws-sdk/client-s3";
import { createInProcessEmulator, type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/src";

const Bucket = "people";
const settings = {
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    forcePathStyle: true,
    maxAttempts: 1,
};

async function withS3(
    options: EmulatorOptions,
    use: (s3: S3Client, emulator: Emulator) => Promise<void>,
): Promise<void> {
    const emulator = await startEmulator(options);
    const s3 = new S3Client({ ...settings, endpoint: emulator.url });
    try {
        await s3.send(new CreateBucketCommand({ Bucket }));
        await use(s3, emulator);
    } finally {
        s3.destroy();
        await emulator.close();
    }
}

async function read(s3: S3Client, input: Partial<GetObjectCommandInput> = {}): Promise<string | undefined> {
    return (await s3.send(new GetObjectCommand({ Bucket, Key: "users.csv", ...input }))).Body?.transformToString();
}

describe("the S3 subset", () => {
    it("stores objects and gives them back, whole or in part", async () => {
        await withS3({}, async (s3) => {
            const put = new PutObjectCommand({
                Bucket,
                Key: "users.csv",
                Body: "0123456789",
                ContentType: "text/csv",
                Metadata: { team: "a" },
            });
            const { ETag } = await s3.send(put);

            assert.equal(ETag, '"781e5e245d69b566979b86e28d23f2c7"');
            assert.equal(await read(s3), "0123456789");
            for (const [Range, expected] of [
                ["bytes=2-4", "234"],
                ["bytes=7-", "789"],
                ["bytes=-2", "89"],
                ["bytes=8-99", "89"],
            ] as const) {
                const part = await s3.send(new GetObjectCommand({ Bucket, Key: "users.csv", Range }));
                assert.equal(await part.Body?.transformToString(), expected);
                assert.match(part.ContentRange ?? "", /^bytes \d-\d\/10$/);
            }
            const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "users.csv" }));
            assert.deepEqual(
                [head.ContentLength, head.ETag, head.ContentType, head.Metadata],
                [10, ETag, "text/csv", { team: "a" }],
            );
            assert.equal(
                (await s3.send(new HeadObjectCommand({ Bucket, Key: "users.csv", IfMatch: ETag }))).ETag,
                ETag,
            );
        });
    });

    it("keeps versions if the bucket is set to", async () => {
        await withS3({}, async (s3) => {
            const put = async (Body: string) =>
                (await s3.send(new PutObjectCommand({ Bucket, Key: "users.csv", Body }))).VersionId;
            assert.equal(await put("none"), undefined);
            const VersioningConfiguration = { Status: "Enabled" } as const;
            await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
            const first = await put("first");
            await put("second");

            assert.equal(await read(s3), "second");
            assert.equal(await read(s3, { VersionId: first }), "first");
            assert.equal(await read(s3, { VersionId: "null" }), "none");
            await assert.rejects(read(s3, { VersionId: "nothing" }), { name: "NoSuchVersion" });
        });
    });

    it("computes every checksum as the SDK does, and refuses a wrong one", async () => {
        await withS3({}, async (s3, { url }) => {
            for (const algorithm of Object.values(ChecksumAlgorithm)) {
                if (!["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"].includes(algorithm)) {
                    continue;
                }
                const put = new PutObjectCommand({
                    Bucket,
                    Key: "users.csv",
                    Body: "123456789",
                    ...(algorithm === "CRC64NVME"
                        ? { ChecksumCRC64NVME: "rosUhgp5mIg=" }
                        : { ChecksumAlgorithm: algorithm }),
                });
                await s3.send(put);
                const got = await s3.send(new GetObjectCommand({ Bucket, Key: "users.csv", ChecksumMode: "ENABLED" }));
                assert.ok(got[`Checksum${algorithm as "CRC32"}`], algorithm);
                assert.equal(await got.Body?.transformToString(), "123456789");
            }
            const wrong = await fetch(`${url}/${Bucket}/x`, {
                method: "PUT",
                body: "x",
                headers: { "x-amz-checksum-crc32": "AAAAAA==" },
            });
            assert.equal(wrong.status, 400);
            assert.match(await wrong.text(), /<Code>BadDigest</);
        });
    });

    it("takes streams with the checksum at the end", async () => {
        await withS3({}, async (s3) => {
            const bytes = randomBytes(3_000_000);
            const Body = Readable.from([bytes.subarray(0, 1_000_001), bytes.subarray(1_000_001)]);
            await s3.send(new PutObjectCommand({ Bucket, Key: "big", Body, ContentLength: bytes.length }));

            const { Body: received } = await s3.send(new GetObjectCommand({ Bucket, Key: "big" }));
            assert.ok(Buffer.from((await received?.transformToByteArray()) ?? []).equals(bytes));
        });
    });

    it("answers S3's errors", async () => {
        await withS3({}, async (s3, { url, faults }) => {
            await assert.rejects(read(s3), { name: "NoSuchKey" });
            await assert.rejects(read(s3, { Bucket: "other" }), { name: "NoSuchBucket" });
            await assert.rejects(s3.send(new HeadObjectCommand({ Bucket, Key: "none" })), { name: "NotFound" });
            await s3.send(new PutObjectCommand({ Bucket, Key: "users.csv", Body: "x" }));
            await assert.rejects(read(s3, { Range: "bytes=5-" }), { name: "InvalidRange" });
            await assert.rejects(read(s3, { IfMatch: '"other"' }), { name: "PreconditionFailed" });
            const again = new PutObjectCommand({ Bucket, Key: "users.csv", Body: "y", IfNoneMatch: "*" });
            await assert.rejects(s3.send(again), { name: "PreconditionFailed" });
            await assert.rejects(s3.send(new ListBucketsCommand({})));
            const versioning = await fetch(`${url}/${Bucket}?versioning`, { method: "PUT", body: "<x/>" });
            assert.deepEqual([versioning.status, /<Code>MalformedXML</.test(await versioning.text())], [400, true]);
            const lists = await fetch(`${url}/${Bucket}?list-type=2`);
            assert.deepEqual([lists.status, /<Code>NotImplemented</.test(await lists.text())], [501, true]);
            faults.add({ operation: "GetObject", kind: "throttle" });
            await assert.rejects(read(s3), { name: "SlowDown" });
        });
    });

    it("keeps objects in a data folder", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-data-"));
        try {
            await withS3({ dataDir }, async (s3) => {
                await s3.send(new PutObjectCommand({ Bucket, Key: "users.csv", Body: "kept" }));
            });
            await withS3({ dataDir }, async (s3) => assert.equal(await read(s3), "kept"));
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });

    it("serves SDK clients in the same process", async () => {
        const { url, requestHandler } = createInProcessEmulator();
        const s3 = new S3Client({ ...settings, endpoint: url, requestHandler });
        await s3.send(new CreateBucketCommand({ Bucket }));
        await s3.send(new PutObjectCommand({ Bucket, Key: "users.csv", Body: "x,y" }));

        assert.equal(await read(s3), "x,y");
    });
});
