import assert from "node:assert/strict";
import { ManualClock } from "../../emulator/src";
import { untilFaultsMet } from "../support/aws/untilFaultsMet";
import { describeJob, people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";
import { waitsForPending } from "../support/pulumi/leavePending";
import { untilAtMostAnIdlePluginIsLeft } from "../support/pulumi/leftProcesses";
import type { CommandResult, RunningCommand } from "../support/pulumi/pulumiCommand";

/** Presses Ctrl-C once. Nothing else ends these commands: the emulator's clock, by which they wait, stands still. */
async function interrupted(command: RunningCommand): Promise<CommandResult> {
    command.interrupt();
    return await command.finished;
}

describe("an interrupted update, through the real engine", () => {
    before(needsEngine);

    it("ends the wait after one Ctrl-C, keeps the job in the state, and the next up goes on with it", async () => {
        const clock = new ManualClock(Date.now());
        await withImportStack({ emulator: { clock, pendingSeconds: 60 } }, async (context) => {
            await context.writeRows(people(3));
            const up = context.stack.spawnUp();
            await up.waitForOutput(waitsForPending);

            const ended = await interrupted(up);
            const job = await context.importJob();
            await context.emulator.advance(120);
            await context.stack.up();

            assert.notEqual(ended.exitCode, 0);
            assert.match(ended.all, /The run was cancelled\. The import job goes on in AWS/);
            assert.equal(job?.outputs?.status, "Pending");
            assert.equal((await context.stack.outputs()).importedUsers, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("ends a call that AWS does not answer after one Ctrl-C, and the next up goes on with the job", async () => {
        const clock = new ManualClock(Date.now());
        await withImportStack({ emulator: { clock, pendingSeconds: 60 } }, async (context) => {
            await context.writeRows(people(3));
            const { faults } = context.emulator;
            faults.add(
                { operation: "DescribeUserImportJob", kind: "pass" },
                { operation: "DescribeUserImportJob", kind: "delay", seconds: 25 },
            );
            const up = context.stack.spawnUp();
            await untilFaultsMet(context.emulator);

            const ended = await interrupted(up);
            const job = await context.importJob();
            await context.emulator.advance(120);
            await context.stack.up();

            assert.notEqual(ended.exitCode, 0);
            assert.match(ended.all, /The run was cancelled\. The import job goes on in AWS/);
            assert.doesNotMatch(ended.all, /AbortError|aborted|No answer/);
            assert.equal(job?.outputs?.status, "Pending");
            assert.equal((await context.stack.outputs()).importedUsers, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("ends a destroy that waits for AWS after one Ctrl-C, and the next destroy stops the job", async () => {
        const clock = new ManualClock(Date.now());
        const args = { waitForCompletion: false };
        await withImportStack({ emulator: { clock, pendingSeconds: 600 }, args }, async (context) => {
            await context.writeRows(people(3));
            await context.stack.up();
            const { faults } = context.emulator;
            faults.add({ operation: "StopUserImportJob", kind: "delay", seconds: 25 });
            const destroy = context.stack.spawnDestroy();
            await untilFaultsMet(context.emulator);

            const ended = await interrupted(destroy);
            const kept = await context.importJob();
            await context.stack.destroy();

            assert.notEqual(ended.exitCode, 0);
            assert.match(ended.all, /The run was cancelled\./);
            assert.doesNotMatch(ended.all, /AbortError|aborted|No answer/);
            const ids = { UserPoolId: context.poolId, JobId: String(kept?.outputs?.jobId) };
            assert.equal((await describeJob(context.clients.cognito, ids)).Status, "Stopped");
            assert.equal(await context.importJob(), undefined);
        });
    });

    it("leaves at most an idle plugin behind when the CLI is killed, and the next up goes on with the job", async () => {
        const clock = new ManualClock(Date.now());
        await withImportStack({ emulator: { clock, pendingSeconds: 60 } }, async (context) => {
            await context.writeRows(people(3));
            const up = context.stack.spawnUp();
            await up.waitForOutput(waitsForPending);

            await up.killCli();
            await untilAtMostAnIdlePluginIsLeft(context.stack.home);
            await context.stack.cancel();
            assert.equal(await context.importJob(), undefined);
            await context.emulator.advance(120);
            const again = await context.stack.up();

            const outputs = await context.stack.outputs();
            assert.match(again.all, /already imported this content/);
            assert.equal(outputs.importedUsers, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
            const ids = { UserPoolId: context.poolId, JobId: String(outputs.jobId) };
            assert.equal((await describeJob(context.clients.cognito, ids)).Status, "Succeeded");
        });
    });
});
