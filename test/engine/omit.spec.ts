import assert from "node:assert/strict";
import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { people, person } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { waitsForPending } from "../support/pulumi/leavePending";

describe("existingUsers, through the real engine", () => {
    before(needsEngine);

    it("uploads only the new users of a list of 20,000 that grows three times", async () => {
        await withImportStack({ args: { existingUsers: "omit", timeout: "5m" } }, async (context) => {
            const sent: number[] = [];
            for (const users of [20_000, 20_100, 20_200, 20_300]) {
                await context.writeRows(people(users));
                await context.stack.up();
                const outputs = await context.stack.outputs();
                assert.deepEqual(
                    [outputs.status, outputs.skippedUsers, outputs.failedUsers, outputs.totalUsers],
                    ["Succeeded", 0, 0, users],
                );
                assert.equal(Number(outputs.importedUsers) + Number(outputs.omittedUsers), users);
                sent.push(Number(outputs.importedUsers));
            }

            assert.deepEqual(sent, [20_000, 100, 100, 100]);
            assert.equal(context.countCalls("CreateUserImportJob"), 4);
            // 60 users a page; asking user by user would have taken 60,600 calls.
            assert.ok(context.countCalls("ListUsers") < 1100);
            assert.equal(context.countCalls("AdminGetUser"), 0);
            assert.match((await context.stack.up()).stdout, /2 unchanged/);

            // The same once more with AWS's own way, which takes a list of known users for a mistake.
            await context.writeRows(people(20_400));
            await context.setArgs({ existingUsers: "skip" });
            const failed = await context.stack.up({ expectFailure: true });
            assert.match(
                failed.all,
                /20,300 users are already in the pool.*Set existingUsers to "omit" to upload only the/,
            );
        });
    });

    it("says with skip what to do about a list that has grown, and does it", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(50));
            await context.stack.up();
            await context.writeRows(people(60));

            const failed = await context.stack.up({ expectFailure: true });
            // The failed job has imported the new ones; the next ten are new again.
            await context.writeRows([...people(70), person("USER0"), person("late", { email: "", phone_number: "0" })]);
            await context.setArgs({ existingUsers: "omit", invalidRows: "warn" });
            await context.stack.up();
            const outputs = await context.stack.outputs();

            assert.match(failed.all, /50 users are already in the pool.*Set existingUsers to "omit"/);
            assert.deepEqual(
                [outputs.importedUsers, outputs.skippedUsers, outputs.failedUsers, outputs.omittedUsers],
                [11, 0, 1, 60],
            );
            // Header, 70 people and USER0 come before; 60 of those lines were not uploaded.
            assert.deepEqual(
                (outputs.failures as { line: number }[]).map(({ line }) => line),
                [73],
            );
        });
    });

    it("names the source's lines of a job that it went on with after a kill", async () => {
        const clock = new HeldClock();
        const options = { emulator: { clock }, args: { existingUsers: "omit", invalidRows: "warn" } };
        await withImportStack(options, async (context) => {
            const { stack } = context;
            await addUsers(context, ["user0", "user2"]);
            await context.writeRows([...people(5), person("late", { email: "" })]);
            const up = stack.spawnUp();
            await up.waitForOutput(waitsForPending);
            await up.kill();
            await stack.cancel();

            const next = stack.spawnUp();
            await next.waitForOutput(/Continuing import job import-\w+ \(Pending\), left by an earlier run/);
            clock.release();
            const again = await next.finished;

            assert.equal(again.exitCode, 0);
            const { importedUsers, failedUsers, omittedUsers, failures } = await stack.outputs();
            assert.match(again.all, /Users not imported: 1\.\s+line 7: /);
            assert.deepEqual([importedUsers, failedUsers, omittedUsers], [3, 1, 2]);
            assert.deepEqual(
                (failures as { line: number }[]).map(({ line }) => line),
                [7],
            );
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("creates no job where nobody is left, and refreshes, updates and destroys that", async () => {
        await withImportStack({ args: { existingUsers: "omit" } }, async (context) => {
            await addUsers(context, ["user0", "user1"]);
            await context.writeRows(people(2));

            const up = await context.stack.up();
            const outputs = await context.stack.outputs();
            const refresh = await context.stack.refresh();
            const again = await context.stack.up();
            await context.setArgs({ maxFailedUsers: 1 });
            const updated = await context.stack.up();
            await context.writeRows(people(3));
            const grown = await context.stack.up();
            const after = await context.stack.outputs();
            await context.stack.destroy();

            assert.match(up.stdout, /All users of the source are already in user pool .* no import job was created/);
            assert.deepEqual(
                [outputs.id, outputs.jobId, outputs.status, outputs.importedUsers, outputs.omittedUsers],
                [`${context.poolId}/none`, "none", "Succeeded", 0, 2],
            );
            assert.match(refresh.stdout, /2 unchanged/);
            assert.match(again.stdout, /2 unchanged/);
            assert.match(updated.stdout, /1 updated/);
            assert.match(grown.stdout, /1 replaced/);
            assert.deepEqual([after.importedUsers, after.omittedUsers], [1, 2]);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("fails while more users are omitted than maxOmittedUsers allows, with a job and without one", async () => {
        const args = { existingUsers: "omit", maxOmittedUsers: 1 };
        await withImportStack({ args }, async (context) => {
            const { stack } = context;
            await addUsers(context, ["user0", "user1"]);
            await context.writeRows(people(2));
            const nobodyLeft = await stack.up({ expectFailure: true });
            // A refresh takes the error out of the state: the limit is still exceeded.
            await stack.refresh();
            const refreshed = await stack.up({ expectFailure: true });
            await context.setArgs({ maxOmittedUsers: 2 });
            const raised = await stack.up();

            await context.writeRows(people(3));
            await context.setArgs({ maxOmittedUsers: 0 });
            const withJob = await stack.up({ expectFailure: true });
            await context.setArgs({ maxOmittedUsers: null });
            const lifted = await stack.up();
            const { importedUsers, omittedUsers } = await stack.outputs();

            for (const { all } of [nobodyLeft, refreshed]) {
                assert.match(all, /No import job was created .* 2 users were omitted .* maxOmittedUsers allows \(1\)/);
            }
            assert.match(raised.stdout, /1 updated/);
            assert.match(withJob.all, /succeeded, but 2 users were omitted .* more than maxOmittedUsers allows \(0\)/);
            assert.deepEqual([importedUsers, omittedUsers], [1, 2]);
            assert.match(lifted.stdout, /1 updated/);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });
});

async function addUsers({ clients, poolId }: ImportStack, names: readonly string[]): Promise<void> {
    for (const name of names) {
        const user = { UserPoolId: poolId, Username: name, MessageAction: "SUPPRESS" } as const;
        await clients.cognito.send(new AdminCreateUserCommand(user));
    }
}
