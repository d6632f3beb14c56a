import assert from "node:assert/strict";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import * as pulumi from "@pulumi/pulumi";
import { withEmulator } from "../../support/aws/withEmulator";
import { noRegion, withEnvironment } from "../../support/process/withEnvironment";
import { csv, partMarks, runImport } from "../../support/pulumi/userImportRun";

describe("UserImport of an object in S3", () => {
    /** Runs a test with a bucket that has one object, under any key. */
    async function withObject(body: string, test: (calls: () => string[]) => Promise<void>): Promise<void> {
        await withEmulator({}, async (emulator) => {
            const credentials = { accessKeyId: "any", secretAccessKey: "any" };
            const s3 = new S3Client({
                endpoint: emulator.url,
                region: "us-east-1",
                credentials,
                forcePathStyle: true,
            });
            await s3.send(new CreateBucketCommand({ Bucket: "people" }));
            await s3.send(new PutObjectCommand({ Bucket: "people", Key: "users.csv", Body: body }));
            s3.destroy();
            pulumi.runtime.setAllConfig({
                "aws:endpoints": JSON.stringify([{ s3: emulator.url }]),
                "aws:accessKey": "any",
                "aws:secretKey": "any",
                "aws:maxRetries": "0",
            });
            try {
                await test(() => emulator.calls.map(({ operation }) => operation).slice(2));
            } finally {
                pulumi.runtime.setAllConfig({});
            }
        });
    }

    it("cuts it, after one reading, also where an output names it", async () => {
        await withObject(csv(25), async (calls) => {
            const url = "s3://people/users.csv";
            const plain = await runImport(() => ({ source: url }));
            const read = calls();
            const output = await runImport(() => ({ source: pulumi.output(url) }));

            assert.deepEqual(
                plain.sources,
                partMarks.map((mark) => `${mark}${url}`),
            );
            assert.deepEqual(read, ["HeadObject", "GetObject"]);
            assert.deepEqual(output.sources, plain.sources);
            assert.equal(plain.after?.dependencies.length, 3);
        });
    });

    it("cuts it in a preview that does not know the pool yet, nor any region", async () => {
        await withObject(csv(25), async () => {
            const userPoolId = () => pulumi.output(pulumi.unknown) as never;
            const { jobs } = await withEnvironment(noRegion, async () => {
                const args = () => ({ source: "s3://people/users.csv", userPoolId: userPoolId() });
                return await runImport(args, { isPreview: true });
            });

            assert.equal(jobs.length, 3);
        });
    });

    it("does not read one that has no room for more rows than one job takes", async () => {
        await withObject("a".repeat(220), async (calls) => {
            const { sources } = await runImport(() => ({ source: "s3://people/users.csv" }));

            assert.deepEqual(sources, ["s3://people/users.csv"]);
            assert.deepEqual(calls(), ["HeadObject"]);
        });
    });

    it("leaves it one job where it cannot be read, whose check tells why", async () => {
        await withObject(csv(25), async () => {
            for (const source of ["s3://people/nobody.csv", "s3://nobody/users.csv", "s3://people"]) {
                const { sources } = await runImport(() => ({ source }));

                assert.deepEqual(sources, [source]);
            }
            pulumi.runtime.setAllConfig({ "aws:endpoints": "no URL" });
            const { sources } = await runImport(() => ({ source: "s3://people/users.csv" }));
            assert.deepEqual(sources, ["s3://people/users.csv"]);
        });
    });
});
