import assert from "node:assert/strict";
import {
    CreateBucketCommand,
    DeleteObjectCommand,
    PutBucketVersioningCommand,
    PutObjectCommand,
} from "@aws-sdk/client-s3";
import { clientSettings } from "../../provider/src/aws/clientSettings";
import { readAwsSettings } from "../../provider/src/aws/settings/config";
import { systemClock } from "../../provider/src/clock";
import { parseS3Url } from "../../provider/src/source/s3Location";
import { createS3Objects } from "../../provider/src/source/s3Objects";
import { openS3Source } from "../../provider/src/source/s3Source";
import type { Source } from "../../provider/src/source/source";
import { formatPartReference } from "../../provider/src/split/part";
import { withParts } from "../../provider/src/split/partSource";
import { type Moto, startMoto } from "../support/aws/moto";
import { hasPython } from "../support/process/python";
import { textOf } from "../support/sources/textOf";

/** Against moto: an S3 that is not ours. */
if (hasPython("of S3 against moto")) {
    describe("openS3Source, against moto", () => {
        let moto: Moto;
        before(async () => {
            moto = await startMoto();
            await moto.s3.send(new CreateBucketCommand({ Bucket: "people" }));
            await moto.s3.send(new CreateBucketCommand({ Bucket: "versions" }));
            await moto.s3.send(
                new PutBucketVersioningCommand({ Bucket: "versions", VersioningConfiguration: { Status: "Enabled" } }),
            );
        });
        after(async () => await moto.close());

        const put = async (bucket: string, key: string, body: string): Promise<string | undefined> =>
            (await moto.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }))).VersionId;
        const open = async (url: string): Promise<Source> => {
            const config: Record<string, string> = {
                "aws:endpoints": JSON.stringify([{ s3: moto.url }]),
                "aws:accessKey": "nobody",
                "aws:secretKey": "nobody",
                "aws:maxRetries": "0",
            };
            const settings = readAwsSettings((key) => config[key]);
            const objects = createS3Objects(clientSettings(settings, "us-east-1_AbCdEfGhI").s3);
            return await openS3Source(objects, parseS3Url(url), systemClock);
        };

        it("tells the size, and streams the object as often as it is read", async () => {
            const body = "made-up row\n".repeat(500_000);
            await put("people", "a folder/users.csv", body);

            const source = await open("s3://people/a folder/users.csv");

            assert.equal(source.sizeBytes, body.length);
            assert.equal(await textOf(source), body);
            assert.equal(await textOf(source), body);
        });

        it("names the same content by the same revision, and another by another", async () => {
            await put("people", "users.csv", "one");
            const first = (await open("s3://people/users.csv")).revision;
            await put("people", "users.csv", "one");
            const same = (await open("s3://people/users.csv")).revision;
            await put("people", "users.csv", "two");

            assert.ok(first !== undefined);
            assert.equal(same, first);
            assert.notEqual((await open("s3://people/users.csv")).revision, first);
        });

        it("throws where the object is replaced between opening and reading", async () => {
            await put("people", "replaced.csv", "one");
            const source = await open("s3://people/replaced.csv");
            await put("people", "replaced.csv", "two");

            await assert.rejects(textOf(source), { code: "source-changed", message: /was replaced while it was read/ });
        });

        it("reads the version that was there when it was opened, or the one that is named", async () => {
            const first = await put("versions", "users.csv", "one");
            const source = await open("s3://versions/users.csv");
            await put("versions", "users.csv", "two");

            assert.equal(await textOf(source), "one");
            assert.equal(await textOf(await open(`s3://versions/users.csv?versionId=${first}`)), "one");
            assert.equal(await textOf(await open("s3://versions/users.csv")), "two");
        });

        it("reads a part of the object, and none of the rest", async () => {
            await put("people", "part.csv", "0123456789");
            const source = await open("s3://people/part.csv");

            const chunks: Uint8Array[] = [];
            for await (const chunk of source.readRange?.(3, 7) ?? []) {
                chunks.push(chunk);
            }

            assert.equal(Buffer.concat(chunks).toString(), "3456");
        });

        it("reads an object that is encrypted with a key of KMS, and knows it again", async () => {
            const encrypted = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "alias/people" } as const;
            const command = new PutObjectCommand({ Bucket: "people", Key: "kms.csv", Body: "one", ...encrypted });
            assert.equal((await moto.s3.send(command)).ServerSideEncryption, "aws:kms");

            const source = await open("s3://people/kms.csv");

            assert.equal(await textOf(source), "one");
            assert.equal((await open("s3://people/kms.csv")).revision, source.revision);
        });

        it("reads a part with its header, of the version that was there when it was opened, or the one that is named", async () => {
            const csv = (name: string): string => `cognito:username\n${`${name}\n`.repeat(25)}`;
            const first = await put("versions", "parts.csv", csv("one"));
            const openPart = async (source: string): Promise<Source> =>
                await withParts(async (url) => await open(String(url)))(
                    formatPartReference({ source, part: 3, isLast: true, limits: { maxRows: 10, maxBytes: 10_000 } }),
                    undefined,
                    { maxBytes: Number.POSITIVE_INFINITY },
                );
            const part = await openPart("s3://versions/parts.csv");
            await put("versions", "parts.csv", csv("two"));

            assert.match(await textOf(part), /^cognito:username\n(one\n)+$/);
            assert.match(await textOf(await openPart("s3://versions/parts.csv")), /^cognito:username\n(two\n)+$/);
            const named = await openPart(`s3://versions/parts.csv?versionId=${first}`);
            assert.equal(await textOf(named), await textOf(part));
            assert.match(named.describeLine?.(2) ?? "", /^s3:\/\/versions\/parts\.csv\?versionId=.*:2\d$/);
        });

        it("says whether bucket, key or version is missing", async () => {
            await put("versions", "users.csv", "one");
            await put("versions", "deleted.csv", "one");
            await moto.s3.send(new DeleteObjectCommand({ Bucket: "versions", Key: "deleted.csv" }));

            await assert.rejects(open("s3://nobody/users.csv"), {
                code: "source-unreadable",
                message: /no such bucket/,
            });
            await assert.rejects(open("s3://people/nothing.csv"), { message: /has no such object/ });
            await assert.rejects(open("s3://versions/deleted.csv"), { message: /has no such object/ });
            const missing = "s3://versions/users.csv?versionId=6dd47bb4-2b6d-4f04-9a0c-3b3e4d4c0f1a";
            await assert.rejects(open(missing), {
                code: "source-unreadable",
                message: `The source ${missing} cannot be read: the object has no such version; check versionId.`,
            });
        });
    });
}
