import assert from "node:assert/strict";
import { DescribeUserImportJobCommand } from "@aws-sdk/client-cognito-identity-provider";
import { startEmulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool } from "../../support/emulator/importFixtures";

describe("startEmulator", () => {
    it("keeps a record of the calls, without their bodies", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            await createPool(cognito);
            await assert.rejects(
                cognito.send(new DescribeUserImportJobCommand({ UserPoolId: "us-east-1_x", JobId: "import-1" })),
            );

            const [first, second] = emulator.calls;
            assert.deepEqual(
                { ...first, timeMs: 0 },
                {
                    operation: "CreateUserPool",
                    timeMs: 0,
                    statusCode: 200,
                    errorCode: undefined,
                    fault: undefined,
                    accountId: "123456789012",
                    callerArn: "arn:aws:iam::123456789012:user/emulator",
                },
            );
            assert.equal(second?.errorCode, "ResourceNotFoundException");
        });
    });

    it("says which option is wrong, and that a port is in use", async () => {
        await assert.rejects(startEmulator({ region: "nowhere" }), { name: "RangeError", message: /^region must be/ });
        await assert.rejects(startEmulator({ accountId: "12" }), /accountId must be 12 digits/);
        await assert.rejects(
            startEmulator({ accounts: { AKIAOTHER: "2" } }),
            /accounts must be access keys with an account/,
        );
        await assert.rejects(startEmulator({ rowsPerSecond: 0 }), /rowsPerSecond must be greater than 0/);
        await withEmulator({}, async ({ port }) => {
            await assert.rejects(startEmulator({ port }), /the port is in use; choose another, or 0 for any/);
        });
    });

    it("can be closed twice, and frees the port", async () => {
        const { port, close } = await startEmulator();
        await Promise.all([close(), close()]);

        const again = await startEmulator({ port });
        await again.close();
    });
});
