import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { people } from "../support/emulator/importFixtures";
import { webIdentityToken } from "../support/emulator/webIdentityToken";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const account = "123456789012";
const roleArn = `arn:aws:iam::${account}:role/Deploy`;
const withoutCredentials = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe("who calls AWS, through the real engine", () => {
    before(needsEngine);

    it("is the role of a CI's token, and nothing is asked of Cognito where its account is not allowed", async () => {
        await withImportStack({ environment: withoutCredentials }, async (context) => {
            const { emulator, stack, folder } = context;
            await context.writeRows(people(3));
            const webIdentityTokenFile = path.join(folder, "token");
            await writeFile(webIdentityTokenFile, `${webIdentityToken()}\n`);
            const { url } = emulator;
            await stack.setConfig({
                "aws:endpoints": [{ cognitoidp: url, logs: url, sts: url }],
                "aws:assumeRoleWithWebIdentity": { roleArn, webIdentityTokenFile, sessionName: "run-7" },
                "aws:allowedAccountIds": ["999999999999"],
            });
            const before = emulator.calls.length;

            const foreign = await stack.preview({ expectFailure: true });

            assert.match(
                foreign.all,
                /error: .*The credentials are of AWS account 123456789012, and allowedAccountIds has only 999999999999\. Nothing was asked of Cognito\./,
            );
            assert.deepEqual(
                emulator.calls.slice(before).map(({ operation }) => operation),
                ["AssumeRoleWithWebIdentity", "GetCallerIdentity"],
            );

            await stack.setConfig({ "aws:allowedAccountIds": [account] });
            await stack.up();

            const create = emulator.calls.find(({ operation }) => operation === "CreateUserImportJob");
            assert.equal(create?.callerArn, `arn:aws:sts::${account}:assumed-role/Deploy/run-7`);
            assert.deepEqual(await context.usernames(), ["user0", "user1", "user2"]);
            assert.doesNotMatch(foreign.all, new RegExp(webIdentityToken().slice(0, 30)));
        });
    });
});
