import assert from "node:assert/strict";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DescribeUserPoolCommand, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type EmulatorClients, withEmulator } from "../../test/support/aws/withEmulator";
import { createPool, roleArn } from "../../test/support/emulator/importFixtures";
import { withStack } from "../../test/support/pulumi/pulumiStack";
import type { TestStack } from "../../test/support/pulumi/testStack";
import { watchPluginMemory } from "../pluginMemory";
import type { Figure, Row, RowOptions } from "../row";
import { writeLongRows } from "../uploadUsers";

const programs = resolve(__dirname, "../../test/fixtures/programs");

/** For each command that imports. */
const timeoutSeconds = 3600;

const bytesOfRow = 1000;
const maxBytesOfJob = 100_000_000;

/** What may not be exceeded. */
const maxPluginMegabytes = 200;
const maxGrowth = 1.1;

export const row: Row = {
    name: "parts",
    work: "a million users, 1 GB, through the real engine: preview, up and a second up of as many jobs as it takes, one after another",
    explained:
        "One run, since it takes minutes. Everybody must be imported exactly once, and no two jobs at the same time. Memory is the most that a " +
        "plugin process had resident, beside the same for 10 MB and beside Pulumi's plugin process with a provider that does nothing.",
    measure,
};

/** What one import came to. */
interface Run {
    readonly jobs: number;
    readonly pluginMegabytes: number;
    readonly stateBytes: number;
    /** Of preview, up and a second up, where all were run. */
    readonly seconds: readonly number[];
}

const what = "memory of the plugin";
const unit = "MB";

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    if (quick) {
        const { pluginMegabytes: ours } = await run(110_000, ["up"]);
        return [{ what, unit, ours, goal: { atMost: maxPluginMegabytes } }];
    }
    say("10 MB");
    const { pluginMegabytes: small } = await run(10_000);
    say("1 GB");
    const { pluginMegabytes: ours, jobs, stateBytes, seconds } = await run(1_000_000);
    const [preview = Number.NaN, up = Number.NaN, again = Number.NaN] = seconds;
    return [
        { what, unit, ours, goal: { atMost: maxPluginMegabytes } },
        { what, unit, ours, peer: { name: "for 10 MB", value: small }, goal: { atMost: maxGrowth } },
        { what, unit, ours, peer: { name: "doing nothing", value: await emptyProvider() } },
        { what: `state, ${jobs} jobs`, unit: "bytes", ours: stateBytes },
        { what: "preview", unit: "s", ours: preview },
        { what: "up, with the emulator's import", unit: "s", ours: up },
        { what: "a second up", unit: "s", ours: again },
    ];
}

/** What every dynamic provider's process takes, before it does anything. */
async function emptyProvider(): Promise<number> {
    return await withStack({ program: join(programs, "emptyProvider"), startsAsForUsers: true }, async (stack) => {
        const memory = watchPluginMemory(stack.home);
        await stack.up();
        return memory.stop();
    });
}

type Command = "preview" | "up";

async function run(users: number, commands: readonly Command[] = ["preview", "up", "up"]): Promise<Run> {
    const folder = await mkdtemp(join(tmpdir(), "cognito-user-import-bench-"));
    try {
        return await withEmulator({}, async (emulator, clients) => {
            const poolId = await createPool(clients.cognito);
            const source = join(folder, "users.csv");
            const { CSVHeader = [] } = await clients.cognito.send(new GetCSVHeaderCommand({ UserPoolId: poolId }));
            await writeLongRows(source, users, CSVHeader, bytesOfRow);
            const config = {
                "aws:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url }],
                args: { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn, source },
            };
            const program = join(programs, "userImport");
            return await withStack({ program, config, startsAsForUsers: true }, async (stack) => {
                const memory = watchPluginMemory(stack.home);
                const seconds: number[] = [];
                for (const command of commands) {
                    const began = performance.now();
                    await stack[command]({ timeoutSeconds });
                    seconds.push((performance.now() - began) / 1000);
                }
                const pluginMegabytes = memory.stop();
                assert.ok(pluginMegabytes > 0, "no plugin process was found: this row needs Linux");
                const { size } = await stat(source);
                const jobs = await checkImport(stack, clients, poolId, users, size);
                const stateBytes = (await stack.exportState()).text.length;
                return { jobs, pluginMegabytes, stateBytes, seconds };
            });
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** How many jobs have imported everybody exactly once, one job after another. */
async function checkImport(
    stack: TestStack,
    { cognito }: EmulatorClients,
    poolId: string,
    users: number,
    sizeBytes: number,
): Promise<number> {
    const outputs = (await stack.outputs()) as {
        importedUsers: number;
        skippedUsers: number;
        startDates: string[];
        completionDates: string[];
    };
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const { importedUsers, skippedUsers, startDates, completionDates } = outputs;
    assert.deepEqual([importedUsers, skippedUsers, UserPool?.EstimatedNumberOfUsers], [users, 0, users]);
    const [starts, ends] = [startDates, completionDates].map((dates) => dates.map((date) => Date.parse(date)));
    assert.ok(ends?.every((end, index) => end <= (starts?.[index + 1] ?? Number.POSITIVE_INFINITY)));
    const jobs = startDates.length;
    assert.ok(jobs >= sizeBytes / maxBytesOfJob && (jobs - 1) * 0.9 * maxBytesOfJob < sizeBytes, `${jobs} jobs`);
    return jobs;
}
