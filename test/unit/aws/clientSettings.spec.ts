import assert from "node:assert/strict";
import { explainAwsError } from "../../../provider/src/aws/awsError";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { readAwsSettings } from "../../../provider/src/aws/config";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { noRegion, withEnvironment } from "../../support/process/withEnvironment";

const settingsOf = (config: Readonly<Record<string, string>> = {}, attempts?: number) =>
    clientSettings(
        readAwsSettings((key) => config[key]),
        fakePoolId,
        attempts,
    );

describe("clientSettings", () => {
    it("takes the region of the pool and configures the SDK's own retries", () => {
        const { cognito, logs } = settingsOf({ "aws:region": "us-east-1" });

        for (const client of [cognito, logs]) {
            assert.equal(client.region, "eu-west-1");
            assert.equal(client.retryMode, "adaptive");
            assert.equal(client.maxAttempts, 8);
            assert.equal("endpoint" in client, false);
            assert.equal("credentials" in client, false);
        }
    });

    it("counts tries from retries, and lets a caller ask for fewer", () => {
        assert.equal(settingsOf({ "aws:maxRetries": "0" }).cognito.maxAttempts, 1);
        assert.equal(settingsOf({ "aws:maxRetries": "25" }).logs.maxAttempts, 26);
        assert.equal(settingsOf({ "aws:maxRetries": "25" }, 2).cognito.maxAttempts, 2);
    });

    it("gives each client its own endpoint", () => {
        const endpoints = '[{"cognitoidp":"http://localhost:1","logs":"http://localhost:2"}]';
        const { cognito, logs } = settingsOf({ "aws:endpoints": endpoints });

        assert.equal(cognito.endpoint, "http://localhost:1");
        assert.equal(logs.endpoint, "http://localhost:2");
    });

    it("follows buckets to other regions, and has them in the path of a configured endpoint only", () => {
        const { s3 } = settingsOf();
        const configured = settingsOf({ "aws:endpoints": '[{"s3":"http://localhost:3"}]' });

        assert.deepEqual([s3.region, s3.followRegionRedirects, s3.forcePathStyle], ["eu-west-1", true, false]);
        assert.equal("endpoint" in s3, false);
        assert.deepEqual([configured.s3.endpoint, configured.s3.forcePathStyle], ["http://localhost:3", true]);
        assert.equal("endpoint" in configured.cognito, false);
    });

    it("signs with the configured key", () => {
        const keys = { "aws:accessKey": "AKIDEXAMPLE", "aws:secretKey": "secret" };

        assert.deepEqual(settingsOf(keys).cognito.credentials, {
            accessKeyId: "AKIDEXAMPLE",
            secretAccessKey: "secret",
        });
        assert.deepEqual(settingsOf({ ...keys, "aws:token": "token" }).logs.credentials, {
            accessKeyId: "AKIDEXAMPLE",
            secretAccessKey: "secret",
            sessionToken: "token",
        });
    });

    for (const [key, value] of [
        ["profile", "dev"],
        ["sharedConfigFiles", "/config"],
        ["assumeRole", '{"roleArn":"arn:aws:iam::123456789012:role/deploy"}'],
    ]) {
        it(`resolves credentials of its own for aws:${key}`, () => {
            const { cognito, logs } = settingsOf({ [`aws:${key}`]: value ?? "" });

            assert.equal(typeof cognito.credentials, "function");
            assert.equal(cognito.credentials, logs.credentials);
        });
    }

    it("names the profile that gives no credentials", async () => {
        const nowhere = {
            ...noRegion,
            AWS_ACCESS_KEY_ID: undefined,
            AWS_SECRET_ACCESS_KEY: undefined,
            AWS_EC2_METADATA_DISABLED: "true",
        };
        await withEnvironment(nowhere, async () => {
            const { credentials } = settingsOf({ "aws:profile": "acme-prod" }).cognito;
            const call = { operation: "GetCSVHeader", userPoolId: fakePoolId };

            await assert.rejects(
                async () => await (credentials as () => Promise<unknown>)(),
                (error) => {
                    const { code, message } = explainAwsError(error, call);
                    assert.equal(code, "access-denied");
                    assert.match(
                        message,
                        /failed\. CredentialsProviderError: The profile acme-prod gives no credentials: Could not load credentials/,
                    );
                    return true;
                },
            );
        });
    });
});
