import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { fromTokenFile } from "@aws-sdk/credential-providers";
import { withEmulator } from "../../support/aws/withEmulator";
import { webIdentityToken } from "../../support/emulator/webIdentityToken";

const roleArn = "arn:aws:iam::222222222222:role/Deploy";

describe("AssumeRoleWithWebIdentity", () => {
    it("needs no signature, and gives credentials for a token that nobody verifies", async () => {
        await withEmulator(
            { verifySignatures: { accessKeyId: "AKIDOTHER", secretAccessKey: "x" } },
            async ({ assumedRoles, calls }, { sts }, as) => {
                const answer = await sts.send(
                    new AssumeRoleWithWebIdentityCommand({
                        RoleArn: roleArn,
                        RoleSessionName: "run-7",
                        WebIdentityToken: webIdentityToken(),
                        DurationSeconds: 7200,
                    }),
                );

                assert.equal(answer.Provider, "https://token.actions.example.com");
                assert.equal(answer.Audience, "sts.amazonaws.com");
                assert.equal(answer.SubjectFromWebIdentityToken, "repo:example/users:ref:refs/heads/main");
                assert.equal(calls[0]?.callerArn, undefined);
                // The signature over this one is verified, with the secret that was given out.
                const identity = await as(answer.Credentials).sts.send(new GetCallerIdentityCommand({}));
                assert.equal(identity.Arn, "arn:aws:sts::222222222222:assumed-role/Deploy/run-7");
                await assert.rejects(
                    as({ ...answer.Credentials, SecretAccessKey: "other" }).sts.send(new GetCallerIdentityCommand({})),
                    { name: "SignatureDoesNotMatch" },
                );
                const { durationSeconds, webIdentity } = assumedRoles[0] ?? {};
                assert.deepEqual([durationSeconds, webIdentity?.audience], [7200, "sts.amazonaws.com"]);
            },
        );
    });

    it("is what the SDK's own provider of credentials calls for a token in a file", async () => {
        const folder = mkdtempSync(join(tmpdir(), "emulator-token-"));
        const webIdentityTokenFile = join(folder, "token");
        try {
            writeFileSync(webIdentityTokenFile, webIdentityToken());
            await withEmulator({}, async ({ url }) => {
                const clientConfig = { endpoint: url, region: "us-east-1" };
                const provide = fromTokenFile({ webIdentityTokenFile, roleArn, roleSessionName: "ci", clientConfig });
                const { accessKeyId, accountId } = await provide();

                assert.match(accessKeyId, /^ASIA/);
                assert.equal(accountId, "222222222222");
            });
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("refuses a token that expired, and what is not such a token", async () => {
        const unreadable = /^The ID Token provided is not a valid JWT/;
        await withEmulator({}, async (_emulator, { sts }) => {
            for (const [token, name, message] of [
                [
                    webIdentityToken(-1),
                    "ExpiredTokenException",
                    /^Token expired: current date\/time [0-9]+ must be before/,
                ],
                ["not-a-token", "InvalidIdentityTokenException", unreadable],
                ["a.b.c", "InvalidIdentityTokenException", unreadable],
                [webIdentityToken(600, { sub: undefined }), "InvalidIdentityTokenException", /claim: sub$/],
            ] as const) {
                const command = new AssumeRoleWithWebIdentityCommand({
                    RoleArn: roleArn,
                    RoleSessionName: "ci",
                    WebIdentityToken: token,
                });
                await assert.rejects(sts.send(command), (error: Error) => {
                    assert.equal(error.name, name);
                    assert.match(error.message, message);
                    assert.ok(!error.message.includes(token));
                    return true;
                });
            }
        });
    });
});
