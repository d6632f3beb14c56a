import assert from "node:assert/strict";
import execa from "execa";
import { ManualClock } from "../../emulator/src";
import { describeJob, people } from "../emulator/importFixtures";
import { needsEngine } from "../support/engine";
import { withImportStack } from "../support/importStack";
import { findProcesses } from "../support/processes";

describe("an interrupted update, through the real engine", function () {
    this.timeout(120_000);
    before(needsEngine);

    it("ends the wait soon after one Ctrl-C, keeps the job in the state, and the next up goes on with it", async () => {
        const clock = new ManualClock(Date.now());
        await withImportStack({ emulator: { clock, pendingSeconds: 60 } }, async (context) => {
            await context.writeRows(people(3));
            const up = context.stack.spawnUp();
            await up.waitForOutput(/Pending: 0 imported/);

            const interruptedAt = Date.now();
            up.interrupt();
            const ended = await up.finished;
            const seconds = (Date.now() - interruptedAt) / 1000;
            const job = await context.importJob();
            await context.emulator.advance(120);
            await context.stack.up();

            assert.notEqual(ended.exitCode, 0);
            assert.ok(seconds < 5, `ended after ${seconds} s`);
            assert.match(ended.all, /The run was cancelled\. The import job goes on in AWS/);
            assert.equal(job?.outputs?.status, "Pending");
            assert.equal((await context.stack.outputs()).importedUsers, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("leaves no process behind when the CLI is killed, and the next up goes on with the job", async () => {
        const clock = new ManualClock(Date.now());
        await withImportStack({ emulator: { clock, pendingSeconds: 60 } }, async (context) => {
            await context.writeRows(people(3));
            const up = context.stack.spawnUp();
            await up.waitForOutput(/Pending: 0 imported/);

            await up.killCli();
            await untilGone(context.stack.home);
            await context.stack.cancel();
            assert.equal(await context.importJob(), undefined);
            await context.emulator.advance(120);
            const again = await context.stack.up();

            const outputs = await context.stack.outputs();
            assert.match(again.all, /has imported this content already/);
            assert.equal(outputs.importedUsers, 3);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
            const ids = { UserPoolId: context.poolId, JobId: String(outputs.jobId) };
            assert.equal((await describeJob(context.clients.cognito, ids)).Status, "Succeeded");
        });
    });
});

/** Waits until the dynamic provider has noticed that it is alone. Pulumi's own language host may stay. */
async function untilGone(home: string): Promise<void> {
    for (let looks = 0; looks < 30; looks++) {
        const pids = await findProcesses(`PULUMI_HOME=${home}`);
        const { stdout } = await execa("ps", ["-o", "command=", "-p", pids.join(",")], { reject: false });
        if (!stdout.includes("dynamic-provider")) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.fail("the dynamic provider's process goes on");
}
