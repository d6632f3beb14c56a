import assert from "node:assert/strict";
import { DescribeUserPoolCommand, UpdateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, people, startImport } from "../../support/emulator/importFixtures";

describe("UpdateUserPool", () => {
    it("changes what is given, and takes the defaults for what is not", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito, {
                MfaConfiguration: "OPTIONAL",
                Schema: [{ Name: "team", AttributeDataType: "String" }],
                UsernameConfiguration: { CaseSensitive: false },
            });

            await cognito.send(new UpdateUserPoolCommand({ UserPoolId, AutoVerifiedAttributes: ["phone_number"] }));

            const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
            assert.deepEqual(UserPool?.AutoVerifiedAttributes, ["phone_number"]);
            assert.equal(UserPool.MfaConfiguration, "OFF");
            assert.equal(UserPool.Name, "people");
            assert.equal(UserPool.UsernameConfiguration?.CaseSensitive, false);
            assert.ok(UserPool.SchemaAttributes?.some(({ Name }) => Name === "custom:team"));
        });
    });

    it("refuses a pool into which users are being imported", async () => {
        await withEmulator({ clock: new ManualClock() }, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            await startImport(cognito, UserPoolId, await csvFor(cognito, UserPoolId, people(1)));

            await assert.rejects(cognito.send(new UpdateUserPoolCommand({ UserPoolId })), {
                name: "UserImportInProgressException",
            });
        });
    });
});
