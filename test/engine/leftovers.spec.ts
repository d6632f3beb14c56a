import assert from "node:assert/strict";
import type { Fault } from "../../emulator/src";
import { untilFaultsMet } from "../support/aws/untilFaultsMet";
import { HeldClock } from "../support/process/heldClock";
import { until } from "../support/process/until";
import { needsEngine } from "../support/pulumi/engine";
import { stackCommands, untilAtMostAnIdlePluginIsLeft } from "../support/pulumi/leftProcesses";
import { type ManyJobs, manyJobsProgram, withManyJobs } from "../support/pulumi/manyJobs";
import { withStack } from "../support/pulumi/pulumiStack";
import type { TestStack } from "../support/pulumi/testStack";

const names = ["a", "b", "c"];

/** Where an update of several jobs is killed: in the middle of this call. */
const points: readonly { readonly when: string; readonly held: Fault["operation"] }[] = [
    { when: "in check", held: "GetCSVHeader" },
    { when: "in create, before there is a job", held: "CreateUserImportJob" },
    { when: "while one job uploads and others wait", held: "PutObject" },
];

describe("what runs on after kill -9 of the CLI, through the real engine", () => {
    before(needsEngine);

    for (const { when, held } of points) {
        it(`${when}: at most an idle plugin, which starts no job`, async () => {
            await withJobsStack(new HeldClock(), async (stack, { emulator }) => {
                emulator.faults.add({ operation: held, kind: "delay" });
                const up = stack.spawnUp();
                await untilFaultsMet(emulator);

                await up.killCli();

                await untilAtMostAnIdlePluginIsLeft(stack.home);
                assert.deepEqual(startsOf(emulator), []);
            });
        });
    }

    it("while jobs are queued behind one that AWS works on: at most an idle plugin, and none of them is started", async () => {
        await withJobsStack(new HeldClock(), async (stack, { emulator }) => {
            const up = stack.spawnUp();
            await up.waitForOutput(/waiting for another import of this run/);

            await up.killCli();

            await untilAtMostAnIdlePluginIsLeft(stack.home);
            assert.ok(startsOf(emulator).length <= 1);
        });
    });

    it("as soon as the plugin's process is there: at most an idle plugin, and the next up imports each file once", async () => {
        await withJobsStack(new HeldClock(false), async (stack, { emulator }) => {
            const up = stack.spawnUp();
            const isThere = async (): Promise<boolean> =>
                (await stackCommands(stack.home)).some((line) => line.includes("dynamic-provider"));
            await until(isThere, () => "the plugin's process");

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

async function withJobsStack(
    clock: HeldClock,
    test: (stack: TestStack, jobs: ManyJobs) => Promise<void>,
): Promise<void> {
    await withManyJobs({ clock }, async (jobs) => {
        const config = await jobs.jobsConfig(names);
        const options = { program: manyJobsProgram, config };
        await withStack(options, async (stack) => await test(stack, jobs));
    });
}

function changingCalls({ calls }: ManyJobs["emulator"]): string[] {
    return calls
        .map(({ operation }) => operation)
        .filter((operation) => /^(Create|Start|Stop)UserImportJob$/.test(operation));
}

function startsOf(emulator: ManyJobs["emulator"]): string[] {
    return changingCalls(emulator).filter((operation) => operation === "StartUserImportJob");
}
