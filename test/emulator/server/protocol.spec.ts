import assert from "node:assert/strict";
import { SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool } from "../../support/emulator/importFixtures";
import { postJson } from "../../support/emulator/postJson";

describe("the JSON 1.1 protocol", () => {
    it("answers with the headers of AWS and dates in seconds with milliseconds", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const { url: _url, ...ids } = await createJob(cognito, await createPool(cognito));

            const { status, headers, content } = await postJson(emulator, "DescribeUserImportJob", JSON.stringify(ids));

            assert.equal(status, 200);
            assert.equal(headers.get("content-type"), "application/x-amz-json-1.1");
            assert.match(headers.get("x-amzn-requestid") ?? "", /^[0-9a-f-]{36}$/);
            const job = content.UserImportJob as Record<string, unknown>;
            assert.ok(Math.abs(Number(job.CreationDate) * 1000 - Date.now()) < 60_000);
            assert.deepEqual(
                ["StartDate", "CompletionDate", "CompletionMessage", "PasswordHashingAlgorithm"].filter(
                    (name) => name in job,
                ),
                [],
            );
        });
    });

    it("answers malformed requests with a 400 and __type", async () => {
        await withEmulator({}, async (emulator) => {
            for (const [body, message] of [
                ["{", "The request is not valid JSON."],
                ["[]", "START_ARRAY can not be converted to a Structure"],
                ['{"UserPoolId": 5}', "NUMBER_VALUE can not be converted to a String"],
                ['{"UserPoolId": {}}', "START_OBJECT can not be converted to a String"],
            ] as const) {
                const { status, content, headers } = await postJson(emulator, "GetCSVHeader", body);
                assert.equal(status, 400);
                assert.deepEqual(content, { __type: "SerializationException", message });
                assert.equal(headers.get("x-amzn-errortype"), "SerializationException:");
            }
        });
    });

    it("answers an operation that it does not serve with UnknownOperationException", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const command = new SignUpCommand({ ClientId: "x", Username: "x", Password: "x" });

            await assert.rejects(cognito.send(command), {
                name: "UnknownOperationException",
                message: "cognito-user-import-emulator does not serve AWSCognitoIdentityProviderService.SignUp.",
            });
        });
    });

    it("requires credentials, but accepts any", async () => {
        await withEmulator({}, async (emulator) => {
            const { status, content } = await postJson(emulator, "ListUserPools", '{"MaxResults":1}', {
                authorization: "",
            });

            assert.equal(status, 400);
            assert.equal(content.__type, "MissingAuthenticationTokenException");
        });
    });

    it("bounds the size of a request", async () => {
        await withEmulator({}, async (emulator) => {
            const { status, content } = await postJson(emulator, "GetCSVHeader", "x".repeat(2 ** 20 + 1));

            assert.equal(status, 413);
            assert.equal(content.__type, "RequestEntityTooLargeException");
        });
    });

    it("answers /health, and 404 elsewhere", async () => {
        await withEmulator({}, async (emulator) => {
            const health = await fetch(`${emulator.url}/health`);
            const elsewhere = await fetch(`${emulator.url}/../../etc/passwd`);

            assert.deepEqual([health.status, await health.json()], [200, { status: "ok" }]);
            assert.equal(elsewhere.status, 404);
        });
    });
});
