import assert from "node:assert/strict";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { setPrivateArgs, withImportStack } from "../support/pulumi/importStack";

const canaries = /AKIASECOND|the-canary|the-token/;

describe("credentials that the state keeps, through the real engine", () => {
    before(needsEngine);

    it("stay secrets where the program has others that do not reach the job", async () => {
        const accounts = { AKIASECOND: "123456789012", AKIAFOREIGN: "222222222222" };
        await withImportStack({ emulator: { accounts } }, async (context) => {
            const { stack } = context;
            await context.writeRows(people(3));
            const args = {
                userPoolId: context.poolId,
                cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoLogs",
                source: context.csvPath,
            };
            const aws = { accessKey: "AKIASECOND", secretKey: "the-canary", token: "the-token" };
            await setPrivateArgs(context, { ...args, aws });
            await stack.up();
            assert.doesNotMatch((await stack.exportState()).text, canaries);

            await stack.setConfig({ "aws:accessKey": "AKIAFOREIGN", "aws:secretKey": "any" });
            await setPrivateArgs(context, args);
            const failed = await stack.up({ expectFailure: true });
            const { text } = await stack.exportState();

            assert.match(failed.all, /DescribeUserImportJob/);
            assert.doesNotMatch(text + failed.all, canaries);
            const shown = await stack.run(["stack", "export", "--show-secrets", "--stack", "test"]);
            assert.match(shown.stdout, /AKIASECOND/);
        });
    });
});
