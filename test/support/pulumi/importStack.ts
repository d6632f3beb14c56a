import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Emulator, EmulatorOptions } from "../../../emulator/src";
import { type EmulatorClients, withEmulator } from "../aws/withEmulator";
import { createPool, csvFor, type RowValues, roleArn } from "../emulator/importFixtures";
import { withStack } from "./pulumiStack";
import type { StackConfig } from "./stackConfig";
import type { EnvironmentOverrides } from "./stackEnvironment";
import type { StateResource } from "./stackFiles";
import type { TestStack } from "./testStack";

const importJobProgram = path.resolve(__dirname, "../../fixtures/programs/importJob");

/** How the emulator and the resource begin. */
export interface ImportStackOptions {
    readonly emulator?: EmulatorOptions;
    /** Arguments beside the pool, the role and the source; one of these names replaces it, `undefined` removes it. */
    readonly args?: Readonly<Record<string, unknown>>;
    /** Other config of the program or of AWS. */
    readonly config?: StackConfig;
    /** Values that are encrypted in the stack's configuration. */
    readonly secretConfig?: Readonly<Record<string, string>>;
    /** Default: a program with one UserImportJob whose arguments the config gives. */
    readonly program?: string;
    /** Variables for the engine, and so for the program and its providers. */
    readonly environment?: EnvironmentOverrides;
    /** As a stack's. */
    readonly startsAsForUsers?: boolean;
}

/** A program with one UserImportJob, its emulator, its pool and its CSV. */
export interface ImportStack {
    readonly stack: TestStack;
    readonly emulator: Emulator;
    readonly clients: EmulatorClients;
    readonly poolId: string;
    /** The CSV that `source` names. */
    readonly csvPath: string;
    /** A folder for other files; deleted afterwards. */
    readonly folder: string;
    /** Writes the rows as the pool's CSV to the source, or to another file. */
    writeRows(rows: readonly RowValues[], file?: string): Promise<void>;
    /** Runs a test with another stack of the same name, program and config, whose state is its own. */
    withTwin(test: (twin: TestStack) => Promise<void>): Promise<void>;
    /** Sets arguments of the resource. */
    setArgs(args: Readonly<Record<string, unknown>>): Promise<void>;
    /** How often the emulator was asked for an operation. */
    countCalls(operation: string): number;
    /** The resource in the state; `undefined` where there is none. */
    importJob(): Promise<StateResource | undefined>;
    /** Usernames in the pool. */
    usernames(): Promise<string[]>;
}

/** Runs a test against a pool of its own that verifies e-mail addresses. */
export async function withImportStack(
    options: ImportStackOptions,
    test: (context: ImportStack) => Promise<void>,
): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "import-stack-"));
    try {
        await withEmulator(options.emulator ?? {}, async (emulator, clients) => {
            const poolId = await createPool(clients.cognito);
            const csvPath = path.join(folder, "users.csv");
            let args: Record<string, unknown> = {
                userPoolId: poolId,
                cloudWatchLogsRoleArn: roleArn,
                source: csvPath,
                ...options.args,
            };
            const endpoints = [{ cognitoidp: emulator.url, logs: emulator.url }];
            // Each of the two doors reads its own.
            const settings = { "aws:endpoints": endpoints, "cognito-user-import:endpoints": endpoints };
            const config = { ...settings, args, ...options.config };
            const {
                program = importJobProgram,
                environment = {},
                secretConfig = {},
                startsAsForUsers = false,
            } = options;
            const stackOptions = { program, config, secretConfig, environment, startsAsForUsers };
            await withStack(stackOptions, async (stack) => {
                await test({
                    stack,
                    emulator,
                    clients,
                    poolId,
                    csvPath,
                    folder,
                    writeRows: async (rows, file = csvPath) =>
                        await writeFile(file, await csvFor(clients.cognito, poolId, rows)),
                    withTwin: async (twinTest) => await withStack(stackOptions, twinTest),
                    setArgs: async (changes) => {
                        args = { ...args, ...changes };
                        await stack.setConfig({ args });
                    },
                    countCalls: (operation) => emulator.calls.filter((call) => call.operation === operation).length,
                    importJob: async () => {
                        const { resources } = await stack.exportState();
                        return resources.find(({ type }) => type.endsWith(":UserImportJob"));
                    },
                    usernames: async () => {
                        const answer = await clients.cognito.send(new ListUsersCommand({ UserPoolId: poolId }));
                        return (answer.Users ?? []).map((user) => user.Username ?? "").sort();
                    },
                });
            });
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** Sets arguments beside the config, which the engine keeps in the state as it is. */
export async function setPrivateArgs(context: ImportStack, args: Record<string, unknown>): Promise<void> {
    const argsFile = path.join(context.folder, "args.json");
    await writeFile(argsFile, JSON.stringify(args));
    await context.setArgs({ source: undefined });
    await context.stack.setConfig({ argsFile });
}
