import assert from "node:assert/strict";
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { startEmulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool, upload } from "../../support/emulator/importFixtures";
import { postJson } from "../../support/emulator/postJson";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "made-up-for-this-test" };

describe("verifySignatures", () => {
    it("takes calls that are signed with the key pair, by the SDK's own signer", async () => {
        const emulator = await startEmulator({ verifySignatures: credentials });
        const settings = { endpoint: emulator.url, region: "eu-west-1", credentials, maxAttempts: 1 };
        try {
            await new CognitoIdentityProviderClient(settings).send(new ListUserPoolsCommand({ MaxResults: 1 }));
            const s3 = new S3Client({ ...settings, forcePathStyle: true });
            await s3.send(new CreateBucketCommand({ Bucket: "people" }));
            await s3.send(new PutObjectCommand({ Bucket: "people", Key: "a b/ü+.csv", Body: "x" }));
        } finally {
            await emulator.close();
        }
    });

    it("refuses other keys, other secrets, changed requests and missing signatures, in AWS's words", async () => {
        const emulator = await startEmulator({ verifySignatures: credentials });
        const list = (given: typeof credentials, systemClockOffset = 0) =>
            new CognitoIdentityProviderClient({
                endpoint: emulator.url,
                region: "us-east-1",
                credentials: given,
                maxAttempts: 1,
                systemClockOffset,
            }).send(new ListUserPoolsCommand({ MaxResults: 1 }));
        try {
            await assert.rejects(list({ ...credentials, accessKeyId: "OTHER" }), {
                name: "UnrecognizedClientException",
            });
            await assert.rejects(list({ ...credentials, secretAccessKey: "x" }), { name: "InvalidSignatureException" });
            await assert.rejects(list(credentials, -3_600_000), {
                name: "InvalidSignatureException",
                message: /^Signature expired/,
            });
            const bare = await postJson(emulator, "ListUserPools", '{"MaxResults":1}');
            assert.equal(bare.content.__type, "IncompleteSignatureException");
            const put = await fetch(`${emulator.url}/people/x`, { method: "PUT", body: "x" });
            assert.match(await put.text(), /<Code>AccessDenied</);
        } finally {
            await emulator.close();
        }
    });

    it("leaves presigned uploads to their own signature, and without it any credentials do", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));
            assert.equal((await upload(url, "x")).status, 200);
        });
    });
});
