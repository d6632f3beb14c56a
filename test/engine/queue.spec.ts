import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Emulator } from "../../emulator/src";
import { createPool, csvFor, person, roleArn } from "../emulator/importFixtures";
import { needsEngine } from "../support/engine";
import { withStack } from "../support/pulumiStack";
import type { StackConfig } from "../support/stackConfig";
import { type EmulatorClients, withEmulator } from "../support/withEmulator";

const program = path.resolve(__dirname, "../fixtures/programs/manyJobs");

describe("jobs of one account, through the real engine", function () {
    this.timeout(180_000);
    before(needsEngine);

    it("run one after another within a stack, without a refused start", async () => {
        await withJobs(async ({ emulator, jobsConfig }) => {
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
        await withJobs(async ({ emulator, jobsConfig }) => {
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

interface Jobs {
    readonly emulator: Emulator;
    /** Config of a program with one job a name, of three users each. */
    jobsConfig(names: readonly string[]): Promise<StackConfig>;
}

async function withJobs(test: (jobs: Jobs) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "many-jobs-"));
    try {
        await withEmulator({ pendingSeconds: 0.5, inProgressSeconds: 0.5 }, async (emulator, clients) => {
            const poolId = await createPool(clients.cognito);
            await test({
                emulator,
                jobsConfig: async (names) => ({
                    jobs: Object.fromEntries(
                        await Promise.all(
                            names.map(async (name) => [
                                name,
                                await jobArgs(clients, poolId, path.join(folder, name), name),
                            ]),
                        ),
                    ),
                    "aws:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url }],
                }),
            });
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

async function jobArgs(clients: EmulatorClients, poolId: string, source: string, name: string): Promise<object> {
    const rows = [1, 2, 3].map((number) => person(`${name}${number}`));
    await writeFile(source, await csvFor(clients.cognito, poolId, rows));
    return { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn, source };
}

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
