import assert from "node:assert/strict";
import type { Fault } from "../../emulator/src";
import { needsEngine } from "../support/engine";
import { stackCommands, untilAtMostAnIdlePluginIsLeft, untilNothingIsLeft } from "../support/leftProcesses";
import { type ManyJobs, manyJobsProgram, withManyJobs } from "../support/manyJobs";
import { withStack } from "../support/pulumiStack";
import type { TestStack } from "../support/testStack";

const names = ["a", "b", "c"];

/** Where an update of several jobs is killed: in the middle of this call. */
const points: readonly { readonly when: string; readonly held: Fault["operation"] }[] = [
    { when: "in check", held: "GetCSVHeader" },
    { when: "in create, before there is a job", held: "CreateUserImportJob" },
    { when: "while one job uploads and others wait", held: "PutObject" },
];

describe("what runs on after kill -9 of the CLI, through the real engine", function () {
    this.timeout(60_000);
    before(needsEngine);

    for (const { when, held } of points) {
        it(`${when}: nothing`, async () => {
            await withJobsStack(async (stack, { emulator }) => {
                emulator.faults.add({ operation: held, kind: "delay", seconds: 600 });
                const up = stack.spawnUp();
                await until(async () => emulator.faults.pending.length === 0);

                await up.killCli();

                await untilNothingIsLeft(stack.home);
            });
        });
    }

    it("while jobs are queued behind one that AWS works on: nothing", async () => {
        await withJobsStack(async (stack) => {
            const up = stack.spawnUp();
            await up.waitForOutput(/waits: another import job of this run is active/);

            await up.killCli();

            await untilNothingIsLeft(stack.home);
        });
    });

    // Nothing of ours is loaded in the plugin yet, so that nothing of ours can end it.
    it("as soon as the plugin's process is there: at most an idle plugin, and the next up imports each file once", async () => {
        await withJobsStack(async (stack, { emulator }) => {
            const up = stack.spawnUp();
            await until(async () =>
                (await stackCommands(stack.home)).some((line) => line.includes("dynamic-provider")),
            );

            await up.killCli();
            await untilAtMostAnIdlePluginIsLeft(stack.home);
            assert.deepEqual(changingCalls(emulator), [], "what is left has begun nothing");
            await stack.cancel();
            await stack.up();

            const outputs = await stack.outputs();
            assert.deepEqual(outputs, Object.fromEntries(names.map((name) => [name, ["Succeeded", 3]])));
            assert.equal(emulator.jobActivity.length, names.length);
        });
    });
});

async function withJobsStack(test: (stack: TestStack, jobs: ManyJobs) => Promise<void>): Promise<void> {
    await withManyJobs({ pendingSeconds: 0.5, inProgressSeconds: 0.5 }, async (jobs) => {
        const config = await jobs.jobsConfig(names);
        const options = { program: manyJobsProgram, config, leaveResources: true };
        await withStack(options, async (stack) => await test(stack, jobs));
    });
}

function changingCalls({ calls }: ManyJobs["emulator"]): string[] {
    return calls
        .map(({ operation }) => operation)
        .filter((operation) => /^(Create|Start|Stop)UserImportJob$/.test(operation));
}

/** Waits for what a run in another process brings about. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let looks = 0; !(await isSo()); looks++) {
        assert.ok(looks < 600, "it never came");
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
