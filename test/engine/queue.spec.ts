import assert from "node:assert/strict";
import type { Emulator } from "../../emulator/src";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { manyJobsProgram as program, withManyJobs } from "../support/pulumi/manyJobs";
import { withStack } from "../support/pulumi/pulumiStack";

describe("jobs of one account, through the real engine", () => {
    before(needsEngine);

    it("run one after another within a stack, without a refused start", async () => {
        const clock = new HeldClock();
        await withManyJobs({ clock }, async ({ emulator, jobsConfig }) => {
            const config = await jobsConfig(["a", "b", "c", "d", "e"]);

            await withStack({ program, config }, async (stack) => {
                const up = stack.spawnUp();
                await up.waitForOutput(/waiting for another import of this run/);
                clock.release();
                assert.equal((await up.finished).exitCode, 0);
                assert.deepEqual(
                    await stack.outputs(),
                    Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, ["Succeeded", 3]])),
                );
            });

            assertOneAtATime(emulator, 5);
            assert.equal(emulator.calls.filter(({ operation }) => operation === "StartUserImportJob").length, 5);
        });
    });

    it("run one after another across stacks, which say what they wait for", async () => {
        const clock = new HeldClock();
        await withManyJobs({ clock }, async ({ emulator, jobsConfig }) => {
            const first = await jobsConfig(["a", "b", "c", "d", "e"]);
            const second = await jobsConfig(["f", "g"]);

            await withStack({ program, config: first }, async (one) => {
                await withStack({ program, config: second }, async (other) => {
                    const ups = [one.spawnUp(), other.spawnUp()];
                    await Promise.any(
                        ups.map((up) =>
                            up.waitForOutput(
                                /waiting for another import: |another import job of the account is active/,
                            ),
                        ),
                    );
                    clock.release();
                    const ends = await Promise.all(ups.map(({ finished }) => finished));
                    assert.deepEqual(
                        ends.map(({ exitCode }) => exitCode),
                        [0, 0],
                    );
                    const outputs = { ...(await one.outputs()), ...(await other.outputs()) };
                    assert.deepEqual(Object.values(outputs), Array(7).fill(["Succeeded", 3]));
                });
            });

            assertOneAtATime(emulator, 7);
        });
    });
});

function assertOneAtATime({ jobActivity }: Emulator, jobs: number): void {
    assert.equal(jobActivity.length, jobs);
    const intervals = [...jobActivity].sort((a, b) => a.startedMs - b.startedMs);
    for (const [index, { endedMs, endStatus }] of intervals.entries()) {
        assert.equal(endStatus, "Succeeded");
        const next = intervals[index + 1];
        assert.ok(
            next === undefined || (endedMs ?? Number.POSITIVE_INFINITY) <= next.startedMs,
            "two were active at once",
        );
    }
}
