import assert from "node:assert/strict";
import { StopUserImportJobCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../emulator/src";
import { people } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";
import { leavePending } from "../support/pulumi/leavePending";

describe("UserImportJob in trouble, through the real engine", () => {
    before(needsEngine);

    it("fails the update when the job does not succeed, keeps it in the state, and replaces it on the next up", async () => {
        await withImportStack({ emulator: { maxFailedOrSkippedShare: 0 } }, async (context) => {
            await context.writeRows(people(2));
            await context.stack.up();
            await context.writeRows(people(3));

            const failed = await context.stack.up({ expectFailure: true });
            const job = await context.importJob();
            await context.writeRows(people(5).slice(3));
            const corrected = await context.stack.up();

            assert.match(
                failed.all,
                /ended as Failed: 1 imported, 2 skipped, 0 failed of 3\. AWS says: Too many users/,
            );
            assert.equal(job?.outputs?.status, "Failed");
            assert.equal(job?.initErrors?.length, 1);
            assert.match(corrected.stdout, /1 replaced/);
            assert.equal((await context.importJob())?.outputs?.status, "Succeeded");
        });
    });

    it("fails the update when the time is over, keeps the job, and goes on waiting on the next up", async () => {
        const clock = new HeldClock();
        await withImportStack({ emulator: { clock } }, async (context) => {
            await context.writeRows(people(3));
            await leavePending(context);

            await context.setArgs({ timeout: "1s" });
            const late = await context.stack.up({ expectFailure: true });
            const job = await context.importJob();
            clock.release();
            await context.setArgs({ timeout: "30m" });
            await context.stack.up();

            assert.match(late.all, /was still Pending at the timeout/);
            assert.equal(job?.outputs?.status, "Pending");
            assert.equal(job?.id, `${context.poolId}/${job?.outputs?.jobId}`);
            const outputs = await context.stack.outputs();
            assert.deepEqual(
                [outputs.jobId, outputs.status, outputs.importedUsers],
                [job?.outputs?.jobId, "Succeeded", 3],
            );
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("gets an answer, and keeps the job, whatever the size of the arguments, and goes on waiting on the next up although nothing was changed", async () => {
        const clock = new HeldClock();
        const args = { triggers: Array.from({ length: 100 }, (_, index) => `${index} ${"日本".repeat(99)}`) };
        await withImportStack({ emulator: { clock }, args }, async (context) => {
            await context.writeRows(people(3));

            await leavePending(context);
            const job = await context.importJob();
            await leavePending(context);
            clock.release();
            await context.stack.up();

            assert.equal(job?.id, `${context.poolId}/${job?.outputs?.jobId}`);
            assert.equal(job?.outputs?.status, "Pending");
            assert.equal((await context.stack.outputs()).importedUsers, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("replaces a job that somebody else has stopped", async () => {
        const emulator = { clock: new ManualClock(Date.now()), pendingSeconds: 60 };
        await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
            await context.writeRows(people(5));
            await context.stack.up();
            const { jobId } = await context.stack.outputs();
            await context.clients.cognito.send(
                new StopUserImportJobCommand({ UserPoolId: context.poolId, JobId: String(jobId) }),
            );

            await context.stack.refresh();
            const job = await context.importJob();
            await context.stack.up();
            const next = await context.importJob();

            assert.equal(job?.outputs?.status, "Stopped");
            assert.notEqual(next?.outputs?.jobId, jobId);
            assert.equal(context.countCalls("CreateUserImportJob"), 2);
        });
    });

    it("fails the update when more users were skipped than allowed, until the limit is raised", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(2));
            await context.stack.up();
            await context.writeRows(people(4));
            await context.setArgs({ maxSkippedUsers: 1 });

            const failed = await context.stack.up({ expectFailure: true });
            await context.setArgs({ maxSkippedUsers: 2 });
            await context.stack.up();

            assert.match(
                failed.all,
                /2 users were skipped \(they already exist\), more than maxSkippedUsers allows \(1\)/,
            );
            assert.equal(context.countCalls("CreateUserImportJob"), 2);
        });
    });
});
