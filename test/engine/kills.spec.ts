import assert from "node:assert/strict";
import { ListUserImportJobsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type Fault, ManualClock } from "../../emulator/src";
import { untilFaultsMet } from "../support/aws/untilFaultsMet";
import { people } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { waitsForPending } from "../support/pulumi/leavePending";

/** A day: a call which meets it is under way when everything is killed. */
const heldSeconds = 86_400;

/** Where an update is killed: in the middle of this call. */
const points: readonly { readonly when: string; readonly held: Fault["operation"]; readonly jobsLeft: number }[] = [
    { when: "before CreateUserImportJob", held: "ListUserImportJobs", jobsLeft: 0 },
    { when: "in CreateUserImportJob, before AWS acted", held: "CreateUserImportJob", jobsLeft: 0 },
    { when: "in the upload", held: "PutObject", jobsLeft: 1 },
    { when: "after the upload", held: "StartUserImportJob", jobsLeft: 1 },
    { when: "after the start", held: "DescribeUserImportJob", jobsLeft: 1 },
];

describe("kill -9 of the CLI and its plugins, through the real engine", () => {
    before(needsEngine);

    for (const { when, held, jobsLeft } of points) {
        it(`${when}: the next up ends in one job, each user once`, async () => {
            await withImportStack({}, async (context) => {
                await context.writeRows(people(4));

                await killInCall(context, held);
                assert.equal((await jobStatuses(context)).length, jobsLeft);
                await context.stack.up();

                await assertOneImport(context, 4);
            });
        });
    }

    it("after CreateUserImportJob, its answer lost: the next up ends in one job, each user once", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(4));
            context.emulator.faults.add({ operation: "CreateUserImportJob", kind: "resetAfter" });

            await killInCall(context, "ListUserImportJobs", 1);
            assert.deepEqual(await jobStatuses(context), ["Created"]);
            await context.stack.up();

            await assertOneImport(context, 4);
        });
    });

    it("while it waits: the next up waits on for the same job", async () => {
        const clock = new HeldClock();
        await withImportStack({ emulator: { clock } }, async (context) => {
            await context.writeRows(people(4));
            const up = context.stack.spawnUp();
            await up.waitForOutput(waitsForPending);
            await up.kill();
            await context.stack.cancel();

            const again = context.stack.spawnUp();
            await again.waitForOutput(/Continuing import job import-\w+ \(Pending\), left by an earlier run/);
            clock.release();
            assert.equal((await again.finished).exitCode, 0);

            await assertOneImport(context, 4);
        });
    });

    it("whose resource is no longer wanted: a refresh ends the warning that docs/troubleshooting.md speaks of", async () => {
        await withImportStack({ emulator: { clock: new HeldClock() } }, async (context) => {
            await context.writeRows(people(4));
            await killInCall(context, "StartUserImportJob");
            assert.equal((await context.stack.exportState()).pendingOperations.length, 1);

            await context.stack.refresh({ arguments: ["--clear-pending-creates"] });

            assert.deepEqual((await context.stack.exportState()).pendingOperations, []);
        });
    });

    it("in a replacement: the next up ends in one more job", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(4));
            await context.stack.up();
            await context.writeRows(people(9));

            await killInCall(context, "StartUserImportJob");
            await context.stack.up();

            assert.deepEqual(await jobStatuses(context), ["Succeeded", "Succeeded"]);
            assert.deepEqual(
                await context.usernames(),
                people(9).map((row) => row["cognito:username"]),
            );
            const outputs = await context.stack.outputs();
            assert.deepEqual([outputs.importedUsers, outputs.skippedUsers], [5, 4]);
        });
    });

    for (const passed of [0, 1]) {
        const when = passed === 0 ? "before AWS acted" : "while the old job is looked at";
        it(`in the stop of a running job that is replaced, ${when}: the next up ends in one more job`, async () => {
            const clock = new ManualClock(Date.now());
            const emulator = { clock, rowsPerSecond: 1, pendingSeconds: 0, stoppingSeconds: 1 };
            await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
                await context.writeRows(people(4));
                await context.stack.up();
                await context.emulator.advance(2);
                await context.writeRows(people(9));

                await killInCall(context, passed === 0 ? "StopUserImportJob" : "DescribeUserImportJob", passed * 2);
                context.emulator.faults.clear();
                await context.emulator.advance(2);
                await context.stack.up();
                await context.emulator.advance(60);
                await context.stack.up();

                const outputs = await context.stack.outputs();
                assert.deepEqual((await jobStatuses(context)).length, 2);
                assert.equal(outputs.status, "Succeeded");
                assert.equal((await context.usernames()).length, 9);
            });
        });
    }

    for (const held of ["StopUserImportJob", "DescribeUserImportJob"] as const) {
        it(`in a destroy, in ${held}: the next destroy stops the job`, async () => {
            const emulator = { clock: new HeldClock() };
            await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
                await context.writeRows(people(4));
                await context.stack.up();

                context.emulator.faults.add({ operation: held, kind: "delay", seconds: heldSeconds });
                const destroy = context.stack.spawnDestroy();
                await untilFaultsMet(context.emulator);
                await destroy.kill();
                await context.stack.cancel();
                await context.stack.destroy();

                assert.deepEqual(await jobStatuses(context), ["Stopped"]);
                assert.deepEqual((await context.stack.exportState()).resources, []);
            });
        });
    }
});

/** Starts an update and kills everything in the middle of a call, after `passed` calls of the same operation. */
async function killInCall(context: ImportStack, operation: Fault["operation"], passed = 0): Promise<void> {
    const { emulator, stack } = context;
    if (passed > 0) {
        emulator.faults.add({ operation, kind: "pass", times: passed });
    }
    emulator.faults.add({ operation, kind: "delay", seconds: heldSeconds });
    const up = stack.spawnUp();
    await untilFaultsMet(emulator);
    await up.kill();
    await stack.cancel();
}

async function jobStatuses({ clients, poolId }: ImportStack): Promise<(string | undefined)[]> {
    const jobs = await clients.cognito.send(new ListUserImportJobsCommand({ UserPoolId: poolId, MaxResults: 60 }));
    return (jobs.UserImportJobs ?? []).map(({ Status }) => Status);
}

async function assertOneImport(context: ImportStack, users: number): Promise<void> {
    const outputs = await context.stack.outputs();
    assert.deepEqual(
        [outputs.status, outputs.importedUsers, outputs.skippedUsers, outputs.failedUsers],
        ["Succeeded", users, 0, 0],
    );
    assert.deepEqual(await jobStatuses(context), ["Succeeded"]);
    assert.equal((await context.usernames()).length, users);
    assert.match((await context.stack.up()).stdout, /2 unchanged/);
}
