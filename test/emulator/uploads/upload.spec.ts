import assert from "node:assert/strict";
import { request } from "node:http";
import { StartUserImportJobCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool, upload } from "../../support/emulator/importFixtures";

/** A PUT exactly as given: `fetch` would add a Content-Length of its own. */
function put(url: string, headers: Record<string, string>, body?: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
        const call = request(url, { method: "PUT", headers }, (response) => {
            let text = "";
            response.setEncoding("utf8").on("data", (chunk: string) => {
                text += chunk;
            });
            response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        });
        call.on("error", reject);
        call.end(body);
    });
}

const encryption = { "x-amz-server-side-encryption": "aws:kms" };

describe("the presigned URL", () => {
    it("is signed for 899 seconds over host and x-amz-server-side-encryption, as in AWS's example", async () => {
        await withEmulator({ region: "us-west-2" }, async (_emulator, { cognito }) => {
            const { url, JobId, UserPoolId } = await createJob(cognito, await createPool(cognito));

            const { pathname, searchParams } = new URL(url);

            assert.equal(pathname, `/aws-cognito-idp-user-import-us-west-2/123456789012/${UserPoolId}/${JobId}`);
            assert.equal(searchParams.get("X-Amz-Algorithm"), "AWS4-HMAC-SHA256");
            assert.equal(searchParams.get("X-Amz-Expires"), "899");
            assert.equal(searchParams.get("X-Amz-SignedHeaders"), "host;x-amz-server-side-encryption");
            assert.match(
                searchParams.get("X-Amz-Credential") ?? "",
                /^ASIA[A-Z0-9]{16}\/\d{8}\/us-west-2\/s3\/aws4_request$/,
            );
            assert.match(searchParams.get("X-Amz-Signature") ?? "", /^[0-9a-f]{64}$/);
            assert.equal([...searchParams.keys()].length, 7);
        });
    });

    it("is on the host by which the caller reached the emulator", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const answer = await fetch(`http://localhost:${emulator.port}/`, {
                method: "POST",
                headers: {
                    "x-amz-target": "AWSCognitoIdentityProviderService.CreateUserImportJob",
                    authorization: "AWS4-HMAC-SHA256 Credential=any",
                },
                body: JSON.stringify({
                    UserPoolId: poolId,
                    JobName: "x",
                    CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/x",
                }),
            });
            const { UserImportJob: job } = (await answer.json()) as { UserImportJob: { PreSignedUrl: string } };

            assert.equal(new URL(job.PreSignedUrl).host, `localhost:${emulator.port}`);
            assert.equal((await upload(job.PreSignedUrl, "x")).status, 200);
        });
    });

    it("takes a body and answers with an ETag", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));

            const answer = await upload(url, "hello");

            assert.equal(answer.status, 200);
            assert.equal(answer.headers.get("etag"), '"5d41402abc4b2a76b9719d911017c592"');
            assert.equal(await answer.text(), "");
        });
    });

    it("is refused once it has expired", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));
            await emulator.advance(899);
            assert.equal((await upload(url, "x")).status, 200);

            await emulator.advance(1);
            const answer = await upload(url, "x");

            assert.equal(answer.status, 403);
            assert.equal(answer.headers.get("content-type"), "application/xml");
            assert.match(
                await answer.text(),
                /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message><X-Amz-Expires>899<\/X-Amz-Expires><Expires>2026-01-01T00:14:59Z<\/Expires>/,
            );
        });
    });

    it("is refused with another encryption header, method, path, date or signature", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const [{ url }, other] = [await createJob(cognito, poolId), await createJob(cognito, poolId)];
            const answers = await Promise.all([
                fetch(url, { method: "PUT", body: "x" }),
                upload(url, "x", { "x-amz-server-side-encryption": "AES256" }),
                fetch(url, { method: "DELETE", headers: encryption }),
                upload(url.replace(/import-[0-9A-Za-z]{10}\?/, `${other.JobId}?`), "x"),
                upload(url.replace("X-Amz-Expires=899", "X-Amz-Expires=9999"), "x"),
                upload(url.replace(/X-Amz-Signature=[0-9a-f]{4}/, "X-Amz-Signature=0000"), "x"),
                upload(`${url}&acl=public`, "x"),
                upload(url.replace(/X-Amz-Date=\d+T/, "X-Amz-Date=20200101T"), "x"),
            ]);

            for (const answer of answers) {
                assert.equal(answer.status, 403);
                assert.match(await answer.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
            }
        });
    });

    it("is refused with a header that is not signed, with a foreign key, and without a signature", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));

            const unsignedHeader = await upload(url, "x", { "x-amz-acl": "private" });
            const foreignKey = await upload(url.replace(/Credential=ASIA/, "Credential=AKIA"), "x");
            const noSignature = await upload(url.replace(/\?.*/, ""), "x");

            assert.match(await unsignedHeader.text(), /<HeadersNotSigned>x-amz-acl<\/HeadersNotSigned>/);
            assert.match(await foreignKey.text(), /<Code>InvalidAccessKeyId<\/Code>/);
            assert.match(await noSignature.text(), /<Code>AccessDenied<\/Code><Message>Access Denied<\/Message>/);
            assert.deepEqual([unsignedHeader.status, foreignKey.status, noSignature.status], [403, 403, 403]);
        });
    });

    it("requires a Content-Length", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));

            const answer = await put(url, { ...encryption, "transfer-encoding": "chunked" }, "hello");

            assert.equal(answer.status, 411);
            assert.match(answer.text, /<Code>MissingContentLength<\/Code>/);
        });
    });

    it("does not take more than 100 MB", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));
            const headers = { ...encryption, "content-length": String(100 * 1024 * 1024 + 1), expect: "100-continue" };

            const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
                const call = request(url, { method: "PUT", headers }, (response) => {
                    response.setEncoding("utf8").on("data", (text: string) => {
                        resolve({ status: response.statusCode ?? 0, text });
                        call.destroy();
                    });
                });
                call.on("error", reject);
                call.flushHeaders();
            });

            assert.equal(answer.status, 400);
            assert.match(answer.text, /<Code>EntityTooLarge<\/Code>/);
        });
    });

    it("keeps nothing of a body that breaks off", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const { url, ...ids } = await createJob(cognito, await createPool(cognito));
            await new Promise<void>((resolve) => {
                const call = request(url, { method: "PUT", headers: { ...encryption, "content-length": "1000" } });
                call.on("error", () => resolve());
                call.write("half", () => setTimeout(() => call.destroy(), 20));
            });

            await assert.rejects(cognito.send(new StartUserImportJobCommand(ids)), {
                message: /^No csv file was uploaded/,
            });
            assert.equal(emulator.calls.filter((call) => call.operation === "PutObject").length, 0);
        });
    });
});
