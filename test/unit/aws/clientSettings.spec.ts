import assert from "node:assert/strict";
import { CognitoIdentityProviderClient, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { commonSettings } from "../../../provider/src/aws/commonSettings";
import { readAwsSettings } from "../../../provider/src/aws/settings/config";
import { fakePoolId } from "../../support/aws/fakeImportApi";

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

    it("calls STS in a region of its own", () => {
        const settings = readAwsSettings(() => undefined, { region: "eu-west-1", stsRegion: "us-east-1" });
        const common = commonSettings(settings, settings.region);

        assert.deepEqual([common("sts").region, common("cognitoidp").region], ["us-east-1", "eu-west-1"]);
    });

    it("names the products of userAgents in every call", async () => {
        const { cognito } = settingsOf({ "aws:userAgents": '["pipeline/1.0","team-people/2"]' });
        let userAgent: string | undefined;
        const client = new CognitoIdentityProviderClient({
            ...cognito,
            credentials: { accessKeyId: "made-up", secretAccessKey: "made-up" },
            maxAttempts: 1,
            requestHandler: {
                handle: async ({ headers }: { headers: Record<string, string> }) => {
                    userAgent = headers["user-agent"];
                    return await Promise.reject(new Error("no network here"));
                },
            } as never,
        });

        await assert.rejects(client.send(new GetCSVHeaderCommand({ UserPoolId: fakePoolId })), /no network here/);
        assert.match(String(userAgent), /^aws-sdk-js\/.* pipeline\/1\.0 team-people\/2$/);
    });

    it("asks for credentials once for all clients", () => {
        const { cognito, logs, s3 } = settingsOf({ "aws:profile": "dev" });

        assert.equal(typeof cognito.credentials, "function");
        assert.equal(cognito.credentials, logs.credentials);
        assert.equal(cognito.credentials, s3.credentials);
    });
});
