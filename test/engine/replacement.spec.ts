import assert from "node:assert/strict";
import { ListUserImportJobsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../emulator/src";
import { people } from "../emulator/importFixtures";
import { needsEngine } from "../support/engine";
import { type ImportStack, withImportStack } from "../support/importStack";

describe("a replacement, through the real engine", function () {
    this.timeout(120_000);
    before(needsEngine);

    it("makes a new job where this machine's clock says that the upload address has expired, and stops none", async () => {
        const clock = new ManualClock(Date.now() - 16 * 60_000);
        await withImportStack({ emulator: { clock }, args: { waitForCompletion: false } }, async (context) => {
            await context.writeRows(people(3));
            await leaveCreated(context);

            await context.stack.up();
            await context.emulator.advance(60);

            assert.deepEqual(await jobStatuses(context), ["Succeeded", "Created"]);
            assert.equal(context.countCalls("StopUserImportJob"), 0);
            assert.equal((await context.usernames()).length, 3);
        });
    });

    it("that the engine was told to make goes on with the job, and does not stop it as the old one", async () => {
        const emulator = { clock: new ManualClock(Date.now()), pendingSeconds: 60 };
        await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
            await context.writeRows(people(3));
            await context.stack.up();
            const urn = (await context.importJob())?.urn ?? "";

            await context.stack.up({ arguments: ["--replace", urn] });
            await context.emulator.advance(120);

            assert.deepEqual(await jobStatuses(context), ["Succeeded"]);
            assert.equal((await context.usernames()).length, 3);
        });
    });

    it("that was killed before the old job's deletion does not stop the job that it had taken over", async () => {
        const emulator = { clock: new ManualClock(Date.now()), pendingSeconds: 60 };
        await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
            // The job of the first content stays behind as a resource to be deleted, ...
            await context.writeRows(people(3));
            await leaveCreated(context);
            await context.writeRows(people(4));
            await leaveCreated(context);
            // ... is taken over again, and the run dies before that deletion.
            await context.writeRows(people(3));
            const up = context.stack.spawnUp();
            await untilDeleting(context);
            await up.kill();
            context.emulator.faults.clear();
            await context.stack.cancel();
            const { resources } = await context.stack.exportState();

            await context.stack.up();
            await context.emulator.advance(120);

            const ids = resources.filter(({ type }) => type.endsWith(":UserImportJob")).map(({ id }) => id);
            assert.notEqual(
                new Set(ids).size,
                ids.length,
                `one job is the resource and a resource to be deleted: ${ids}`,
            );
            assert.equal(context.countCalls("StopUserImportJob"), 0);
            assert.equal((await context.usernames()).length, 3);
        });
    });
});

/** An update that fails between the upload and the start. */
async function leaveCreated({ emulator, stack }: ImportStack): Promise<void> {
    emulator.faults.add({ operation: "StartUserImportJob", kind: "error", code: "OperationNotEnabledException" });
    await stack.up({ expectFailure: true });
}

/** Waits until the deletions of the old jobs look at them, and holds those calls. */
async function untilDeleting({ emulator }: ImportStack): Promise<void> {
    const operation = "DescribeUserImportJob";
    const held = { operation, kind: "delay", seconds: 600 } as const;
    // The looks of diff and create come first.
    emulator.faults.add({ operation, kind: "pass", times: 2 }, held, held);
    for (let looks = 0; emulator.faults.pending.length > 1; looks++) {
        assert.ok(looks < 600, "the call never came");
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

async function jobStatuses({ clients, poolId }: ImportStack): Promise<(string | undefined)[]> {
    const jobs = await clients.cognito.send(new ListUserImportJobsCommand({ UserPoolId: poolId, MaxResults: 60 }));
    return (jobs.UserImportJobs ?? []).map(({ Status }) => Status);
}
