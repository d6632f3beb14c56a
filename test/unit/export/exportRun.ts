import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateUserPoolCommand, type CreateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import type { Emulator } from "../../../emulator/src";
import { type ExportOptions, exportUsers } from "../../../provider/src/cli/exportUsers";
import { UserImportError } from "../../../provider/src/errors/errors";
import { type EmulatorClients, withEmulator } from "../../support/aws/withEmulator";
import { endOf, startImport } from "../../support/emulator/importFixtures";
import { manualClock, type ProviderClock } from "../../support/process/manualClock";
import { withEnvironment } from "../../support/process/withEnvironment";
import { Collected, withFolder } from "../cli/cliRun";

/** What an export wrote. */
export interface ExportRun {
    readonly stderr: string;
    readonly clock: ProviderClock;
}

/** An emulator whose users are exported into a folder. */
export interface ExportBench extends EmulatorClients {
    readonly emulator: Emulator;
    readonly folder: string;
    /**
     * Exports into `users.csv` of the folder.
     *
     * @param stopAtWait stops the export, as Ctrl-C does, when it waits for its pace this many times
     */
    run(userPoolId: string, options?: Partial<ExportOptions>, stopAtWait?: number): Promise<ExportRun>;
    /** The content of a file of the folder. */
    text(name: string): Promise<string>;
    /** Makes a pool that verifies e-mail addresses. */
    pool(settings?: Partial<CreateUserPoolCommandInput>): Promise<string>;
    /** Imports a file of the folder into a pool; hands back how many users were imported. */
    import(userPoolId: string, name: string): Promise<number | undefined>;
}

/** A user of the seed. */
export type SeedUser = Readonly<Record<string, unknown>>;

/** The pool of the seed. */
export const seedPoolId = "us-east-1_Production";

/** Starts an emulator whose pool has the users, and the environment in which the command finds it. */
export async function withExport(
    users: readonly SeedUser[],
    settings: Readonly<Record<string, unknown>>,
    use: (bench: ExportBench) => Promise<void>,
): Promise<void> {
    const pool = { Id: seedPoolId, PoolName: "people", AutoVerifiedAttributes: ["email"], Users: users, ...settings };
    await withFolder((folder) =>
        withEmulator({ seed: { UserPools: [pool] } }, (emulator, clients) => {
            const environment = {
                AWS_ENDPOINT_URL: emulator.url,
                AWS_ACCESS_KEY_ID: "emulator",
                AWS_SECRET_ACCESS_KEY: "emulator",
                AWS_PROFILE: undefined,
            };
            return withEnvironment(environment, () => use(benchOf(emulator, clients, folder)));
        }),
    );
}

/** A user whose e-mail address is verified. */
export function seedUser(
    name: string,
    attributes: Readonly<Record<string, string>> = {},
    state: SeedUser = {},
): SeedUser {
    const all = { email: `${name.toLowerCase()}@example.com`, email_verified: "true", ...attributes };
    const UserAttributes = Object.entries(all).map(([Name, Value]) => ({ Name, Value }));
    return { Username: name, UserStatus: "CONFIRMED", UserAttributes, ...state };
}

/** A row of a CSV by column; its cells have no escaped commas. */
export function rowsOf(csv: string): Record<string, string>[] {
    const [header = "", ...lines] = csv.trimEnd().split("\n");
    const columns = header.split(",");
    return lines.map((line) => Object.fromEntries(line.split(",").map((value, index) => [columns[index], value])));
}

/** The value of one column in every row. */
export function columnOf(csv: string, column: string): (string | undefined)[] {
    return rowsOf(csv).map((row) => row[column]);
}

function benchOf(emulator: Emulator, clients: EmulatorClients, folder: string): ExportBench {
    const { cognito } = clients;
    const text = async (name: string): Promise<string> => await readFile(join(folder, name), "utf8");
    return {
        ...clients,
        emulator,
        folder,
        text,
        run: async (userPoolId, options = {}, stopAtWait = 0) => {
            const stderr = new Collected();
            const time = manualClock();
            const controller = new AbortController();
            const clock: ProviderClock = {
                ...time,
                sleep: async (seconds, signal) => {
                    await time.sleep(seconds, signal);
                    if (time.sleeps.length === stopAtWait) {
                        controller.abort(new UserImportError("interrupted", "The export was stopped."));
                    }
                },
            };
            const users = join(folder, "users.csv");
            const all: ExportOptions = {
                userPoolId,
                files: { users, rejected: undefined, groups: undefined },
                toUserPoolFile: undefined,
                toUserPoolId: undefined,
                include: [],
                drop: [],
                subColumn: undefined,
                force: false,
                restart: false,
                ...options,
            };
            await exportUsers(all, { stdout: new Collected(), stderr }, { clock, signal: controller.signal });
            return { stderr: stderr.text, clock };
        },
        pool: async (settings = {}) => {
            const command = new CreateUserPoolCommand({
                PoolName: "staging",
                AutoVerifiedAttributes: ["email"],
                ...settings,
            });
            return (await cognito.send(command)).UserPool?.Id ?? "";
        },
        import: async (userPoolId, name) => {
            const job = await endOf(cognito, await startImport(cognito, userPoolId, await text(name)));
            return job.ImportedUsers;
        },
    };
}
