import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { PartLimits } from "../../provider/src/split/part";
import { type EmulatorClients, withEmulator } from "../../test/support/aws/withEmulator";
import { createPool, roleArn } from "../../test/support/emulator/importFixtures";
import { withStack } from "../../test/support/pulumi/pulumiStack";
import type { TestStack } from "../../test/support/pulumi/testStack";
import { watchPluginMemory } from "../pluginMemory";
import type { Figure, Row } from "../row";
import { writeCsv } from "../uploadUsers";

const programs = resolve(__dirname, "../../test/fixtures/programs");

/** For each command that imports. */
const timeoutSeconds = 3600;

/** How many users, and what a job takes of them; by default what AWS takes. */
interface Size {
    readonly users: number;
    readonly limits?: PartLimits;
}

/** What one run came to. */
interface Imported {
    readonly pluginMegabytes: number;
    /** As `pulumi stack export` shows it, indented. */
    readonly stateBytes: number;
    /** Without the lines of code that the engine notes for each resource: they depend on what calls the program. */
    readonly ownStateBytes: number;
    readonly previewSeconds: number;
    readonly upSeconds: number;
    readonly againSeconds: number;
    /** From the start of the first job to the end of the last, by AWS's dates. */
    readonly jobsSeconds: number;
}

export const row: Row = {
    name: "million",
    work: "a million users, 200 MB, through the real engine as three jobs; and 40,000, 8 MB",
    explained: [
        "Memory is the peak of Pulumi's plugin process by the kernel's account, over a preview, the `up` that imports and one that changes nothing.",
        "The state of the three jobs and their component is that of `pulumi stack export`, a third of it spaces. Each runs once: the large one takes minutes. That everybody is in the pool once, and that the jobs ran one after another, is checked.",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const empty = await emptyProviderMegabytes();
        say(`${empty.toFixed(0)} MB: a provider that does nothing`);
        const small = await run({ users: quick ? 1000 : 40_000 });
        say(`${small.pluginMegabytes.toFixed(0)} MB, ${small.upSeconds.toFixed(1)} s: few users`);
        const large = await run(
            quick ? { users: 30_000, limits: { maxRows: 12_000, maxBytes: 1e8 } } : { users: 1_000_000 },
        );
        say(`${large.pluginMegabytes.toFixed(0)} MB, ${large.upSeconds.toFixed(1)} s: many users`);
        return figures(empty, small, large);
    },
};

function figures(emptyMegabytes: number, small: Imported, large: Imported): Figure[] {
    const {
        pluginMegabytes: ours,
        stateBytes,
        ownStateBytes,
        previewSeconds,
        upSeconds,
        againSeconds,
        jobsSeconds,
    } = large;
    return [
        { what: "plugin's peak", unit: "MB", ours, goal: { atMost: 200 } },
        {
            what: "the same beside few users",
            unit: "MB",
            ours,
            peer: { name: "40,000 users", value: small.pluginMegabytes },
            goal: { atMost: 1.4 },
        },
        {
            what: "the same beside Pulumi's own",
            unit: "MB",
            ours,
            peer: { name: "a provider that does nothing", value: emptyMegabytes },
            goal: { atMost: 1.4 },
        },
        { what: "state", unit: "bytes", ours: stateBytes },
        { what: "state, less the engine's stack traces", unit: "bytes", ours: ownStateBytes, goal: { atMost: 20_000 } },
        { what: "preview", unit: "s", ours: previewSeconds },
        { what: "up", unit: "s", ours: upSeconds },
        { what: "the jobs in it, by AWS's dates", unit: "s", ours: jobsSeconds },
        { what: "up that changes nothing", unit: "s", ours: againSeconds },
    ];
}

/** The peer: what every dynamic provider's process takes, before it does anything. */
async function emptyProviderMegabytes(): Promise<number> {
    return await withStack({ program: join(programs, "emptyProvider"), startsAsForUsers: true }, async (stack) => {
        const memory = watchPluginMemory(stack.home);
        await stack.up();
        return memory.stop();
    });
}

async function run({ users, limits }: Size): Promise<Imported> {
    const folder = await mkdtemp(join(tmpdir(), "bench-million-"));
    try {
        return await withEmulator({}, async (emulator, clients) => {
            const poolId = await createPool(clients.cognito);
            const source = join(folder, "users.csv");
            await writeCsv(clients.cognito, poolId, users, source);
            const config = {
                "aws:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url }],
                args: { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn, source },
                ...(limits !== undefined && { limits }),
            };
            const program = join(programs, "userImport");
            return await withStack({ program, config, startsAsForUsers: true }, async (stack) => {
                const memory = watchPluginMemory(stack.home);
                const previewSeconds = await timed(() => stack.preview({ timeoutSeconds }));
                const upSeconds = await timed(() => stack.up({ timeoutSeconds }));
                const againSeconds = await timed(() => stack.up({ timeoutSeconds }));
                const pluginMegabytes = memory.stop();
                const jobsSeconds = await checkedJobsSeconds(stack, clients, poolId, users);
                const { text } = await stack.exportState();
                const state = { stateBytes: text.length, ownStateBytes: withoutStackTraces(text).length };
                return { pluginMegabytes, ...state, previewSeconds, upSeconds, againSeconds, jobsSeconds };
            });
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

function withoutStackTraces(state: string): string {
    const drop = (name: string, value: unknown): unknown => (name === "stackTrace" ? undefined : value);
    return JSON.stringify(JSON.parse(state), drop, 4);
}

/** @throws Error where somebody was not imported or was twice, or where jobs ran at the same time */
async function checkedJobsSeconds(
    stack: TestStack,
    { cognito }: EmulatorClients,
    poolId: string,
    users: number,
): Promise<number> {
    const { importedUsers, startDates, completionDates } = (await stack.outputs()) as {
        importedUsers: number;
        startDates: string[];
        completionDates: string[];
    };
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    if (importedUsers !== users || UserPool?.EstimatedNumberOfUsers !== users) {
        throw new Error(
            `${importedUsers} of ${users} users were imported, ${UserPool?.EstimatedNumberOfUsers} are there`,
        );
    }
    const [starts, ends] = [startDates, completionDates].map((dates) => dates.map(Date.parse)) as [number[], number[]];
    if (!ends.every((end, index) => end <= (starts[index + 1] ?? Number.POSITIVE_INFINITY))) {
        throw new Error("jobs ran at the same time");
    }
    return (Math.max(...ends) - Math.min(...starts)) / 1000;
}

async function timed(command: () => Promise<unknown>): Promise<number> {
    const began = performance.now();
    await command();
    return (performance.now() - began) / 1000;
}
