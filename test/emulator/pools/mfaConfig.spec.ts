import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    type CognitoIdentityProviderClient,
    DescribeUserPoolCommand,
    GetUserPoolMfaConfigCommand,
    type GetUserPoolMfaConfigCommandOutput,
    SetUserPoolMfaConfigCommand,
    type SetUserPoolMfaConfigCommandInput,
    UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, roleArn } from "../../support/emulator/importFixtures";

const sms = { SnsCallerArn: roleArn, ExternalId: "people", SnsRegion: "us-east-1" };
const totp = { SoftwareTokenMfaConfiguration: { Enabled: true } };
const email = { EmailMfaConfiguration: { Message: "Your code is {####}.", Subject: "Your code" } };

/** What the pool's MFA is. */
async function mfaOf(
    cognito: CognitoIdentityProviderClient,
    UserPoolId: string,
): Promise<Omit<GetUserPoolMfaConfigCommandOutput, "$metadata">> {
    const { $metadata: _, ...config } = await cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
    return config;
}

async function setMfa(cognito: CognitoIdentityProviderClient, input: SetUserPoolMfaConfigCommandInput) {
    const { $metadata: _, ...config } = await cognito.send(new SetUserPoolMfaConfigCommand(input));
    return config;
}

describe("GetUserPoolMfaConfig", () => {
    it("is OFF without factors for a pool without settings", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            assert.deepEqual(await mfaOf(cognito, await createPool(cognito)), { MfaConfiguration: "OFF" });
        });
    });

    it("has text messages for a pool that was created with MFA and SMS settings", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const settings = { SmsConfiguration: sms, SmsAuthenticationMessage: "Code: {####}" };
            const withMfa = await createPool(cognito, { MfaConfiguration: "ON", ...settings });
            const withoutMfa = await createPool(cognito, settings);

            assert.deepEqual(await mfaOf(cognito, withMfa), {
                MfaConfiguration: "ON",
                SmsMfaConfiguration: { SmsConfiguration: sms, SmsAuthenticationMessage: "Code: {####}" },
            });
            assert.deepEqual(await mfaOf(cognito, withoutMfa), { MfaConfiguration: "OFF" });
        });
    });

    it("answers ResourceNotFoundException for a pool that does not exist", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            await assert.rejects(mfaOf(cognito, "us-east-1_Nobody"), { name: "ResourceNotFoundException" });
        });
    });
});

describe("SetUserPoolMfaConfig", () => {
    it("sets what GetUserPoolMfaConfig and DescribeUserPool then say", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            const config = {
                MfaConfiguration: "OPTIONAL" as const,
                SmsMfaConfiguration: { SmsConfiguration: sms },
                ...totp,
                ...email,
                WebAuthnConfiguration: { RelyingPartyId: "example.com", UserVerification: "preferred" as const },
            };

            assert.deepEqual(await setMfa(cognito, { UserPoolId, ...config }), config);

            assert.deepEqual(await mfaOf(cognito, UserPoolId), config);
            const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
            assert.equal(UserPool?.MfaConfiguration, "OPTIONAL");
            assert.deepEqual(UserPool.SmsConfiguration, sms);
        });
    });

    it("turns off the factors that it is not given, and leaves the rest of the pool alone", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito, { MfaConfiguration: "ON", SmsConfiguration: sms });

            await setMfa(cognito, { UserPoolId, ...totp });

            assert.deepEqual(await mfaOf(cognito, UserPoolId), { MfaConfiguration: "ON", ...totp });
            const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
            assert.deepEqual(UserPool?.AutoVerifiedAttributes, ["email"]);
        });
    });

    it("keeps its factors over an update of the pool and a restart", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-mfa-"));
        try {
            const UserPoolId = await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
                const id = await createPool(cognito);
                await setMfa(cognito, { UserPoolId: id, MfaConfiguration: "ON", ...email });
                await cognito.send(new UpdateUserPoolCommand({ UserPoolId: id, MfaConfiguration: "OPTIONAL" }));
                return id;
            });

            await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
                assert.deepEqual(await mfaOf(cognito, UserPoolId), { MfaConfiguration: "OPTIONAL", ...email });
            });
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });

    it("refuses what AWS's model does not allow", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            const refusal = {
                name: "InvalidParameterException",
                message: / at 'emailMfaConfiguration\.message' failed/,
            };

            await assert.rejects(
                setMfa(cognito, { UserPoolId, EmailMfaConfiguration: { Message: "There is no code in it." } }),
                refusal,
            );
        });
    });
});
