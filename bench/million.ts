import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DescribeUserPoolCommand, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type EmulatorClients, withEmulator } from "../test/support/aws/withEmulator";
import { createPool, roleArn } from "../test/support/emulator/importFixtures";
import { withStack } from "../test/support/pulumi/pulumiStack";
import type { TestStack } from "../test/support/pulumi/testStack";
import { reportVerdicts } from "./reportVerdicts";

const programs = resolve(__dirname, "../test/fixtures/programs");
const program = join(programs, "userImport");
const megabyte = 1e6;

/** For each command that imports. */
const timeoutSeconds = 3600;

/** What may not be exceeded. */
const maxPluginMegabytes = 200;
const maxStateBytes = 20_000;

/** What one run came to. */
interface Figures {
    readonly megabytes: number;
    readonly jobs: number;
    readonly importedUsers: number;
    readonly usersInPool: number;
    readonly previewSeconds: number;
    readonly upSeconds: number;
    /** Of the job's own running time, by AWS's dates. */
    readonly runningSeconds: number;
    readonly againSeconds: number;
    readonly pluginMegabytes: number;
    readonly stateBytes: number;
    readonly isOneAfterAnother: boolean;
}

/**
 * A million users, 240 MB, through the real engine into the emulator; and 40,000 of them, 10 MB, since memory
 * must not depend on the size. Exits with 1 where a figure is off. Needs Linux, for the plugin's peak memory.
 */
export async function bench(): Promise<void> {
    say(`${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}\n`);
    const emptyMegabytes = await emptyProvider();
    say(`${emptyMegabytes.toFixed(0)} MB: Pulumi's plugin process with a provider that does nothing`);
    const small = await run(40_000);
    const large = await run(1_000_000);
    const ratio = (large.pluginMegabytes / emptyMegabytes).toFixed(2);
    say(`${ratio} times the memory of a provider that does nothing`);
    reportVerdicts([
        [large.jobs >= 2 && large.jobs <= 3, `${large.jobs} jobs`],
        [large.isOneAfterAnother, "one after another"],
        [large.importedUsers === 1_000_000 && large.usersInPool === 1_000_000, "everybody imported, exactly once"],
        [large.pluginMegabytes <= maxPluginMegabytes, `plugin's peak memory at most ${maxPluginMegabytes} MB`],
        [large.pluginMegabytes <= small.pluginMegabytes * 1.1, "the same, within 10 %, for both sizes"],
        [large.stateBytes < maxStateBytes, `state under ${maxStateBytes} bytes`],
    ]);
}

/** The peer: what every dynamic provider's process takes, before it does anything. */
async function emptyProvider(): Promise<number> {
    return await withStack({ program: join(programs, "emptyProvider"), startsAsForUsers: true }, async (stack) => {
        const memory = watchPluginMemory(stack.home);
        await stack.up();
        return memory.stop();
    });
}

async function run(users: number): Promise<Figures> {
    const folder = await mkdtemp(join(tmpdir(), "cognito-user-import-bench-"));
    try {
        return await withEmulator({}, async (emulator, clients) => {
            const poolId = await createPool(clients.cognito);
            const source = join(folder, "users.csv");
            await writeUsers(source, users, clients, poolId);
            const endpoints = [{ cognitoidp: emulator.url, logs: emulator.url }];
            const args = { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn, source };
            const config = { "aws:endpoints": endpoints, args };
            return await withStack({ program, config, startsAsForUsers: true }, async (stack) => {
                const figures = await importAll(stack, clients, poolId, (await stat(source)).size / megabyte);
                say(`${users.toLocaleString("en-US")} users`);
                for (const [name, value] of Object.entries(figures)) {
                    say(`  ${name.padEnd(20)} ${typeof value === "number" ? value.toLocaleString("en-US") : value}`);
                }
                return figures;
            });
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

async function importAll(
    stack: TestStack,
    { cognito }: EmulatorClients,
    poolId: string,
    megabytes: number,
): Promise<Figures> {
    const memory = watchPluginMemory(stack.home);
    const previewSeconds = await timed(() => stack.preview({ timeoutSeconds }));
    const upSeconds = await timed(() => stack.up({ timeoutSeconds }));
    const againSeconds = await timed(() => stack.up({ timeoutSeconds }));
    const pluginMegabytes = memory.stop();
    const outputs = (await stack.outputs()) as {
        importedUsers: number;
        startDates: string[];
        completionDates: string[];
    };
    const pool = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const starts = outputs.startDates.map((date) => Date.parse(date));
    const ends = outputs.completionDates.map((date) => Date.parse(date));
    return {
        megabytes,
        jobs: starts.length,
        importedUsers: outputs.importedUsers,
        usersInPool: pool.UserPool?.EstimatedNumberOfUsers ?? 0,
        previewSeconds,
        upSeconds,
        runningSeconds: ends.reduce((sum, end, index) => sum + (end - (starts[index] ?? end)) / 1000, 0),
        againSeconds,
        pluginMegabytes,
        stateBytes: (await stack.exportState()).text.length,
        isOneAfterAnother: ends.every((end, index) => end <= (starts[index + 1] ?? Number.POSITIVE_INFINITY)),
    };
}

async function timed(command: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await command();
    return (performance.now() - start) / 1000;
}

/** Made-up users of some 240 bytes each. */
async function writeUsers(file: string, users: number, { cognito }: EmulatorClients, poolId: string): Promise<void> {
    const { CSVHeader: columns = [] } = await cognito.send(new GetCSVHeaderCommand({ UserPoolId: poolId }));
    const row = (index: number): string => {
        const id = String(index).padStart(8, "0");
        const values: Record<string, string> = {
            "cognito:username": `made-up-${id}`,
            name: `Made Up the ${id}th of the benchmark`,
            email: `made-up-${id}@example.com`,
            email_verified: "true",
            phone_number_verified: "false",
            address: `${id} Example Street\\, 12345 Exampletown`.padEnd(118, "."),
            "cognito:mfa_enabled": "false",
        };
        return `${columns.map((column) => values[column] ?? "").join(",")}\n`;
    };
    const lines = function* (): Generator<string> {
        yield `${columns.join(",")}\n`;
        for (let index = 0; index < users; index += 1000) {
            yield Array.from({ length: Math.min(1000, users - index) }, (_, offset) => row(index + offset)).join("");
        }
    };
    await pipeline(Readable.from(lines()), createWriteStream(file));
}

/** The most memory that a plugin process of the stack had resident, as the kernel says, looked up every 100 ms. */
function watchPluginMemory(home: string): { stop(): number } {
    let peakKilobytes = 0;
    const look = async (): Promise<void> => {
        for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
            const read = async (name: string): Promise<string> =>
                await readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
            if ((await read("cmdline")).includes("dynamic-provider") && (await read("environ")).includes(home)) {
                const high = /VmHWM:\s+(\d+)/.exec(await read("status"))?.[1];
                peakKilobytes = Math.max(peakKilobytes, Number(high ?? 0));
            }
        }
    };
    const timer = setInterval(() => void look().catch(() => undefined), 100);
    return {
        stop: () => {
            clearInterval(timer);
            return (peakKilobytes * 1024) / megabyte;
        },
    };
}

function say(text: string): void {
    process.stdout.write(`${text}\n`);
}
