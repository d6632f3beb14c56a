import assert from "node:assert/strict";
import path from "node:path";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const program = path.resolve(__dirname, "../fixtures/programs/nativeJob");

/** The emulator's own account has every key that it does not know. */
const account = "123456789012";
const accounts = { AKIAOTHER: "222222222222" };

describe("an explicit provider of the native plugin", () => {
    before(needsEngine);

    it("says who calls; its keys and the job's users are secrets; other keys are no other job, another account is refused", async () => {
        const users = [{ username: "canary", email: "canary@example.com", emailVerified: true }];
        const options = { program, emulator: { accounts }, args: { source: undefined, users } };
        await withImportStack(options, async ({ stack, emulator, countCalls, importJob }) => {
            const { url } = emulator;
            const useKey = async (accessKey: string): Promise<void> => {
                const endpoints = { cognitoidp: url, logs: url, sts: url };
                const keys = { accessKey, secretKey: "canary" };
                await stack.setConfig({ provider: { ...keys, endpoints, allowedAccountIds: [account] } });
            };
            await useKey("AKIAFIRST");

            const first = await stack.up();
            await useKey("AKIAROTATED");
            const rotated = await stack.up();
            await useKey("AKIAOTHER");
            const refused = await stack.preview({ expectFailure: true });

            assert.match(rotated.stdout, /pulumi:providers:cognito-user-import explicit updated/);
            assert.match(rotated.stdout, /1 updated\s+2 unchanged/);
            assert.equal(countCalls("CreateUserImportJob"), 1);
            assert.match(refused.all, /of AWS account 222222222222, and allowedAccountIds has only 123456789012/);
            assert.match(refused.all, /correct cognito-user-import:allowedAccountIds/);
            const { text } = await stack.exportState();
            assert.doesNotMatch(`${text}${first.all}${rotated.all}${refused.all}`, /canary|AKIA/);
            assert.doesNotMatch(text, /__provider|resourceUrn|organization|isUp/);
            const { inputs = {}, outputs = {} } = (await importJob()) ?? {};
            assert.deepEqual([outputs.importedUsers, outputs.users], [1, undefined]);
            assert.match(
                JSON.stringify([inputs.users, inputs.sourceDigest]),
                /^\[\{.*"ciphertext".*\},\{.*"ciphertext".*\}\]$/,
            );
        });
    });
});
