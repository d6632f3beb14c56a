import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { ListUserImportJobsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../emulator/src";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import type { StateResource } from "../support/pulumi/stackFiles";

describe("a replacement, through the real engine", () => {
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

    // Content goes from A to B and back: a run that dies between the creation, which finds A's job again, and the deletion
    // of the old A leaves this state. It is written here, since the deletions come in any order and at once.
    it("that was killed before the old job's deletion does not stop the job that it had taken over", async () => {
        await withJobTwice(async (context) => {
            const again = await context.stack.up();
            await context.emulator.advance(120);

            assert.match(again.all, /import-\w+ is not stopped: the resource still uses it/);
            assert.deepEqual(await jobStatuses(context), ["Succeeded"]);
            assert.equal((await context.usernames()).length, 3);
            const { resources } = await context.stack.exportState();
            assert.equal(resources.filter(({ type }) => type.endsWith(":UserImportJob")).length, 1);
        });
    });

    it("that was killed so leaves a job that a destroy stops", async () => {
        await withJobTwice(async (context) => {
            await context.stack.destroy();

            assert.deepEqual(await jobStatuses(context), ["Stopped"]);
        });
    });
});

/** A stack whose state has its pending job twice. */
async function withJobTwice(test: (context: ImportStack) => Promise<void>): Promise<void> {
    const emulator = { clock: new ManualClock(Date.now()), pendingSeconds: 60 };
    await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
        await context.writeRows(people(3));
        await context.stack.up();
        await leaveTwice(context);
        await test(context);
    });
}

/** Puts the resource into the state once more, as one that is still to be deleted. */
async function leaveTwice({ folder, stack }: ImportStack): Promise<void> {
    const state = JSON.parse((await stack.exportState()).text) as { deployment: { resources: StateResource[] } };
    const { resources } = state.deployment;
    const job = resources.find(({ type }) => type.endsWith(":UserImportJob"));
    assert.ok(job);
    resources.push({ ...job, delete: true } as StateResource);
    const file = path.join(folder, "state.json");
    await writeFile(file, JSON.stringify(state));
    await stack.run(["stack", "import", "--stack", "test", "--file", file]);
}

/** An update that fails between the upload and the start. */
async function leaveCreated({ emulator, stack }: ImportStack): Promise<void> {
    emulator.faults.add({ operation: "StartUserImportJob", kind: "error", code: "OperationNotEnabledException" });
    await stack.up({ expectFailure: true });
}

async function jobStatuses({ clients, poolId }: ImportStack): Promise<(string | undefined)[]> {
    const jobs = await clients.cognito.send(new ListUserImportJobsCommand({ UserPoolId: poolId, MaxResults: 60 }));
    return (jobs.UserImportJobs ?? []).map(({ Status }) => Status);
}
