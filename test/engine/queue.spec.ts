import assert from "node:assert/strict";
import type { Emulator } from "../../emulator/src";
import { needsEngine } from "../support/engine";
import { manyJobsProgram as program, withManyJobs } from "../support/manyJobs";
import { withStack } from "../support/pulumiStack";

const durations = { pendingSeconds: 0.5, inProgressSeconds: 0.5 };

describe("jobs of one account, through the real engine", function () {
    this.timeout(180_000);
    before(needsEngine);

    it("run one after another within a stack, without a refused start", async () => {
        await withManyJobs(durations, async ({ emulator, jobsConfig }) => {
            const config = await jobsConfig(["a", "b", "c", "d", "e"]);

            await withStack({ program, config }, async (stack) => {
                const up = await stack.up();
                assert.deepEqual(
                    await stack.outputs(),
                    Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, ["Succeeded", 3]])),
                );
                assert.match(up.stdout, /waits: another import job of this run is active/);
            });

            assertOneAtATime(emulator, 5);
            assert.equal(emulator.calls.filter(({ operation }) => operation === "StartUserImportJob").length, 5);
        });
    });

    it("run one after another across stacks, which say what they wait for", async () => {
        await withManyJobs(durations, async ({ emulator, jobsConfig }) => {
            const first = await jobsConfig(["a", "b", "c", "d", "e"]);
            const second = await jobsConfig(["f", "g"]);

            await withStack({ program, config: first, timeoutSeconds: 150 }, async (one) => {
                await withStack({ program, config: second, timeoutSeconds: 150 }, async (other) => {
                    const ups = await Promise.all([one.up(), other.up()]);
                    const outputs = { ...(await one.outputs()), ...(await other.outputs()) };
                    assert.deepEqual(Object.values(outputs), Array(7).fill(["Succeeded", 3]));
                    assert.match(ups.map(({ stdout }) => stdout).join(), /another import job of the account is active/);
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
