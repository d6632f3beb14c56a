import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { PartLimits } from "../../provider/src/split/part";
import { type EmulatorClients, withEmulator } from "../../test/support/aws/withEmulator";
import { createPool, roleArn } from "../../test/support/emulator/importFixtures";
import { withStack } from "../../test/support/pulumi/pulumiStack";
import type { TestStack } from "../../test/support/pulumi/testStack";
import { callsFor } from "../estimate";
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

/** Three jobs. */
const quickSize: Size = { users: 30_000, limits: { maxRows: 12_000, maxBytes: 1e8 } };

/** What our memory is compared with; without a goal, only to be seen beside it. */
type Peer = NonNullable<Figure["peer"]> & Pick<Figure, "goal">;

/** What one run came to. */
interface Imported {
    readonly pluginMegabytes: number;
    /** As `pulumi stack export` shows it, indented. */
    readonly stateBytes: number;
    /** Without the lines of code that the engine notes for each resource: they depend on what calls the program. */
    readonly ownStateBytes: number;
    /** By the name of the command. */
    readonly seconds: Readonly<Record<string, number>>;
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
        const peer = { name: "a provider that does nothing", value: empty };
        if (quick) {
            // One command: the engine takes seconds for each.
            return figuresOf(await run(quickSize, ["up"]), [peer]);
        }
        const commands = ["preview", "up", "up again"] as const;
        const { pluginMegabytes } = await run({ users: 40_000 }, commands);
        say(`${pluginMegabytes.toFixed(0)} MB: 40,000 users`);
        const few = { name: "40,000 users", value: pluginMegabytes };
        return figuresOf(await run({ users: 1_000_000 }, commands), [{ ...few, goal: { atMost: 1.4 } }, peer]);
    },
};

/** The plugin's memory beside each of the peers', and what else a run came to. */
function figuresOf(
    { pluginMegabytes: ours, stateBytes, ownStateBytes, ...run }: Imported,
    peers: readonly Peer[],
): Figure[] {
    return [
        { what: "plugin's peak", unit: "MB", ours, goal: { atMost: 200 } },
        // Memory must not depend on the size. The process alone is there to compare with.
        ...peers.map(
            ({ goal, ...peer }): Figure => ({ what: "the same", unit: "MB", ours, peer, ...(goal && { goal }) }),
        ),
        { what: "state", unit: "bytes", ours: stateBytes },
        { what: "state, less the engine's stack traces", unit: "bytes", ours: ownStateBytes, goal: { atMost: 20_000 } },
        ...Object.entries(run.seconds).map(([what, seconds]): Figure => ({ what, unit: "s", ours: seconds })),
        { what: "the jobs in an up, by AWS's dates", unit: "s", ours: run.jobsSeconds },
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

async function run({ users, limits }: Size, commands: readonly ("preview" | "up" | "up again")[]): Promise<Imported> {
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
                const callsBefore = emulator.calls.length;
                const seconds: Record<string, number> = {};
                for (const name of commands) {
                    const command = name === "preview" ? "preview" : "up";
                    seconds[name] = await timed(() => stack[command]({ timeoutSeconds }));
                }
                const calls = emulator.calls.slice(callsBefore).map(({ operation }) => operation);
                const pluginMegabytes = memory.stop();
                const jobsSeconds = await checkedJobsSeconds(stack, clients, poolId, users);
                checkCalls(calls, commands);
                const { text } = await stack.exportState();
                const state = { stateBytes: text.length, ownStateBytes: withoutStackTraces(text).length };
                return { pluginMegabytes, ...state, seconds, jobsSeconds };
            });
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** @throws Error where preview and up call other than the estimate for a real account counts. The second up calls nothing. */
function checkCalls(calls: readonly string[], commands: readonly string[]): void {
    const { previewCalls, upCalls } = callsFor(calls.filter((call) => call === "CreateUserImportJob").length);
    const made = calls.filter((call) => call !== "DescribeUserImportJob").length;
    const estimated = upCalls + (commands.includes("preview") ? previewCalls : 0);
    if (made !== estimated) {
        throw new Error(`${made} calls were made, ${estimated} are estimated`);
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
