import assert from "node:assert/strict";
import { accountOf, checkAccount } from "../../../provider/src/aws/callers/accountCheck";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { emulatorSettings, noAwsEnvironment } from "../../support/aws/awsSettings";
import { withEmulator } from "../../support/aws/withEmulator";
import { withEnvironment } from "../../support/process/withEnvironment";

const own = "123456789012";
const other = "222222222222";
const key = { accessKey: "AKIDEXAMPLE", secretKey: "made-up" };

describe("checkAccount", () => {
    it("asks STS once for the same settings, and lets an account pass that is allowed", async () => {
        await withEmulator({ accountId: own }, async (emulator) => {
            const settings = emulatorSettings(emulator, { ...key, allowedAccountIds: [other, own] });

            await Promise.all([checkAccount(settings), checkAccount(settings)]);
            const { cognito, logs } = clientSettings(settings, "us-east-1_NoSuchPool");
            await assert.rejects(createSdkImportApi({ cognito, logs }).getCsvHeader("us-east-1_NoSuchPool"), {
                name: "ResourceNotFoundException",
            });

            assert.equal(await accountOf(settings), own);
            assert.deepEqual(
                emulator.calls.map(({ operation }) => operation),
                ["GetCallerIdentity", "GetCSVHeader"],
            );
        });
    });

    it("asks nothing where any account is allowed", async () => {
        await withEmulator({}, async (emulator) => {
            await checkAccount(emulatorSettings(emulator, key));
            await checkAccount(emulatorSettings(emulator, { ...key, allowedAccountIds: [], forbiddenAccountIds: [] }));

            assert.deepEqual(emulator.calls, []);
        });
    });

    for (const [what, limits, text] of [
        [
            "that is not allowed",
            { allowedAccountIds: [other, "333333333333"] },
            `The credentials are of AWS account ${own}, and allowedAccountIds has only ${other}, 333333333333. Nothing was asked of ` +
                "Cognito. Use credentials of the right account (aws:profile, aws:assumeRoles or the environment), or correct " +
                "aws:allowedAccountIds in the Pulumi config (or the argument aws).",
        ],
        [
            "that is forbidden",
            { forbiddenAccountIds: [own] },
            `The credentials are of AWS account ${own}, and forbiddenAccountIds has it (${own}). Nothing was asked of Cognito. Use ` +
                "credentials of the right account (aws:profile, aws:assumeRoles or the environment), or correct " +
                "aws:forbiddenAccountIds in the Pulumi config (or the argument aws).",
        ],
    ] as const) {
        it(`refuses an account ${what}, and no client makes a call with its credentials`, async () => {
            await withEmulator({ accountId: own }, async (emulator) => {
                const settings = emulatorSettings(emulator, { ...key, ...limits });
                const refused = { name: "UserImportError", code: "wrong-account", message: text };
                const { cognito, logs, s3 } = clientSettings(settings, "us-east-1_NoSuchPool");
                const api = createSdkImportApi({ cognito, logs });

                await assert.rejects(checkAccount(settings), refused);
                await assert.rejects(api.getCsvHeader("us-east-1_NoSuchPool"), refused);
                await assert.rejects(api.findLogStreams("/aws/cognito/userpools/people", "job"), refused);
                await assert.rejects(
                    createS3Objects(s3).head(parseS3Url("s3://people/new.csv"), new AbortController().signal),
                    refused,
                );

                assert.deepEqual(
                    emulator.calls.map(({ operation }) => operation),
                    ["GetCallerIdentity"],
                );
            });
        });
    }

    it("lets nothing pass where STS does not say whose the credentials are, and says how to go on", async () => {
        await withEmulator({}, async (emulator) => {
            const allowedAccountIds = [own];
            const at = (values: Partial<AwsSettings>): AwsSettings =>
                emulatorSettings(emulator, { ...key, allowedAccountIds, ...values });
            const lift = /To run without the check, remove aws:allowedAccountIds from the Pulumi config/;
            const nowhere = at({ endpoints: { cognitoidp: emulator.url, sts: "http://127.0.0.1:9" } });

            await assert.rejects(checkAccount(nowhere), (error: Error & { code: string }) => {
                assert.equal(error.code, "unreachable");
                assert.match(
                    error.message,
                    /^Nothing was asked of Cognito: allowedAccountIds cannot be checked\. GetCallerIdentity of STS failed\. No answer from 127\.0\.0\.1:9/,
                );
                assert.match(error.message, lift);
                return true;
            });
            const refused = at({});
            emulator.faults.add({ operation: "GetCallerIdentity", kind: "error", code: "InvalidClientTokenId" });
            await assert.rejects(checkAccount(refused), { code: "access-denied", message: lift });
            // A failure is no answer: it is asked again.
            await checkAccount(refused);

            await withEnvironment(noAwsEnvironment, async () => {
                const none = emulatorSettings(emulator, { allowedAccountIds, profile: "acme" });
                await assert.rejects(checkAccount(none), {
                    message: /The profile acme gives no credentials: no file has it.*remove aws:allowedAccountIds/,
                });
            });
        });
    });
});
