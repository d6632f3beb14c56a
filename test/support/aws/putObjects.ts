import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/** Puts files into an emulator's S3, into the bucket people. */
export async function putObjects(endpoint: string, files: Readonly<Record<string, string>>): Promise<void> {
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
    const s3 = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
    try {
        await s3.send(new CreateBucketCommand({ Bucket: "people" }));
        for (const [Key, file] of Object.entries(files)) {
            const body = { Body: createReadStream(file), ContentLength: (await stat(file)).size };
            await s3.send(new PutObjectCommand({ Bucket: "people", Key, ...body }));
        }
    } finally {
        s3.destroy();
    }
}
