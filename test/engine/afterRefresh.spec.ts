import assert from "node:assert/strict";
import { StopUserImportJobCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../emulator/src";
import { people } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { leavePending } from "../support/pulumi/leavePending";

// A refresh takes the errors of the run before out of the state, and with them the engine's reason to call update.
describe("an up after a refresh, through the real engine", () => {
    before(needsEngine);

    it("uploads to and starts the job whose upload was refused", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(3));
            context.emulator.faults.add({ operation: "PutObject", kind: "serverError", times: 5 });
            await context.stack.up({ expectFailure: true });
            await context.stack.refresh();
            const refreshed = await context.importJob();

            const preview = await context.stack.preview();
            await context.stack.up();

            assert.deepEqual([refreshed?.outputs?.status, refreshed?.initErrors], ["Created", undefined]);
            assert.match(preview.stdout, /1 to update/);
            await assertImported(context, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("waits for the job that was not waited for to its end", async () => {
        const clock = new HeldClock();
        await withImportStack({ emulator: { clock } }, async (context) => {
            await context.writeRows(people(3));
            await leavePending(context);
            await context.stack.refresh();

            await leavePending(context);
            await context.stack.refresh();
            clock.release();
            await context.stack.up();

            await assertImported(context, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("judges a job with more skipped users than allowed again, in up --refresh too", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(2));
            await context.stack.up();
            await context.writeRows(people(4));
            await context.setArgs({ maxSkippedUsers: 1 });
            await context.stack.up({ expectFailure: true });

            const again = await context.stack.up({ expectFailure: true, arguments: ["--refresh"] });
            await context.setArgs({ maxSkippedUsers: 2 });
            await context.stack.up({ arguments: ["--refresh"] });

            assert.match(again.all, /2 users were skipped .* more than maxSkippedUsers allows \(1\)/);
            assert.match((await context.stack.up()).stdout, /2 unchanged/);
        });
    });

    it("replaces a job that somebody has stopped since, also without a refresh", async () => {
        const emulator = { clock: new ManualClock(Date.now()), pendingSeconds: 60 };
        await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
            await context.writeRows(people(5));
            await context.stack.up();
            const { jobId } = await context.stack.outputs();
            const unchanged = await context.stack.up();
            await context.clients.cognito.send(
                new StopUserImportJobCommand({ UserPoolId: context.poolId, JobId: String(jobId) }),
            );

            await context.stack.up();
            await context.emulator.advance(120);
            const recorded = await context.stack.up();

            assert.match(unchanged.stdout, /2 unchanged/);
            assert.match(recorded.stdout, /1 updated/);
            await assertImported(context, 5);
            assert.notEqual((await context.stack.outputs()).jobId, jobId);
        });
    });
});

/** The job in the state has succeeded, and nothing is left to do. */
async function assertImported({ stack, usernames, countCalls }: ImportStack, users: number): Promise<void> {
    const outputs = await stack.outputs();
    assert.deepEqual([outputs.status, outputs.importedUsers], ["Succeeded", users]);
    assert.equal((await usernames()).length, users);
    const looksBefore = countCalls("DescribeUserImportJob");
    assert.match((await stack.up()).stdout, /2 unchanged/);
    assert.equal(countCalls("DescribeUserImportJob"), looksBefore, "a job that has succeeded is not looked at");
}
