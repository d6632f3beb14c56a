import assert from "node:assert/strict";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

describe("refusals in AWS's own words, through the real engine", () => {
    before(needsEngine);

    it("says at once, and imports on the next up once corrected, where credentials of an assumed role are denied", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(3));
            const message =
                "User: arn:aws:sts::123456789012:assumed-role/Deploy/ada@example.com is not authorized to perform: " +
                "iam:PassRole on resource: arn:aws:iam::123456789012:role/CognitoImportLogs";
            const denial = { kind: "error", code: "AccessDeniedException", message } as const;
            context.emulator.faults.add({ operation: "CreateUserImportJob", ...denial });

            const denied = await context.stack.up({ expectFailure: true });
            await context.stack.up();

            assert.match(
                denied.all,
                /that they allow iam:PassRole on arn:aws:iam::123456789012:role\/CognitoImportLogs/,
            );
            assert.doesNotMatch(denied.all, /trust policy|waiting for the new role|ada@/);
            assert.equal((await context.stack.outputs()).importedUsers, 3);
        });
    });

    it("waits for its turn in words that nobody has foreseen, and shows them on the resource's row", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(3));
            const message = "Import job limit reached for this account";
            const busy = { kind: "error", code: "PreconditionNotMetException", message, times: 2 } as const;
            context.emulator.faults.add({ operation: "StartUserImportJob", ...busy });

            const up = await context.stack.up();

            assert.match(
                up.stdout,
                /waiting: AWS does not start it yet \(AWS says: Import job limit reached for this account\.\)/,
            );
            assert.equal((await context.stack.outputs()).importedUsers, 3);
            assert.equal(context.countCalls("StartUserImportJob"), 3);
        });
    });

    it("gives a new role its moment at Start too, and imports once Cognito can use it", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(3));
            const message = "CloudWatch Logs role missing permission";
            const refused = { kind: "error", code: "PreconditionNotMetException", message } as const;
            context.emulator.faults.add({ operation: "StartUserImportJob", ...refused });

            const up = await context.stack.up();

            assert.match(up.stdout, /waiting for the new role/);
            assert.doesNotMatch(up.stdout, /another import job/);
            assert.equal((await context.stack.outputs()).importedUsers, 3);
            assert.equal(context.countCalls("StartUserImportJob"), 2);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });
});
