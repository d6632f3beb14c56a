import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Emulator, EmulatorOptions } from "../../../emulator/src";
import { type EmulatorClients, withEmulator } from "../aws/withEmulator";
import { createPool, csvFor, person, roleArn } from "../emulator/importFixtures";
import type { StackConfig } from "./stackConfig";

/** A program with as many jobs as its config lists. */
export const manyJobsProgram = path.resolve(__dirname, "../../fixtures/programs/manyJobs");

/** A pool and its emulator. */
export interface ManyJobs {
    readonly emulator: Emulator;
    /** Config of the program with one job a name, of three users each. */
    jobsConfig(names: readonly string[]): Promise<StackConfig>;
}

/** Runs a test against a pool of its own. */
export async function withManyJobs(options: EmulatorOptions, test: (jobs: ManyJobs) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "many-jobs-"));
    try {
        await withEmulator(options, async (emulator, clients) => {
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
