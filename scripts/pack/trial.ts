import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { ensurePulumi } from "../pulumi/ensurePulumi";
import { type PackageManager, type PackageManagerName, packageManagers, writeSettings } from "./packageManagers";
import type { PackOptions } from "./packOptions";
import { expect, Steps } from "./steps";
import type { Tarballs } from "./tarballs";
import { installToolchain, withNode } from "./toolchain";
import { startTrialEmulator } from "./trialEmulator";
import { type TrialOutputs, writeDependencies, writeProgram } from "./trialProgram";

/** What must not reach a trial from the person who runs it: accounts, and settings of the npm that runs the script. */
const foreign = /^(AWS_|PULUMI_|npm_|NODE_OPTIONS$)/i;

/**
 * Tries the packed packages as a stranger's program has them: installed by one package manager, run by a real Pulumi CLI
 * against the installed emulator. Prints a line for each step. Leaves nothing behind, however it ends.
 *
 * @throws Error at the first step that fails
 */
export async function tryPackages(
    name: PackageManagerName,
    tarballs: Tarballs,
    { node, pulumi: pulumiRange }: Pick<PackOptions, "node" | "pulumi">,
): Promise<void> {
    const manager: PackageManager = packageManagers[name];
    const steps = new Steps(name.padEnd(9), console.log);
    const pulumi = await ensurePulumi();
    const folder = await mkdtemp(join(tmpdir(), "pack-try-"));
    const folders = { program: join(folder, "program"), cache: join(folder, "cache") };
    const dependencies = { pulumi: pulumiRange, provider: tarballs.olderProvider, emulator: tarballs.emulator };
    try {
        for (const made of [folders.cache, join(folder, "state"), join(folder, "tools")]) await mkdir(made);
        const tools = await installToolchain(join(folder, "tools"), manager, node);
        const inherited = Object.entries(process.env).filter(([variable]) => !foreign.test(variable));
        const environment: NodeJS.ProcessEnv = withNode(
            {
                ...Object.fromEntries(inherited),
                ...pulumi.environment,
                CI: "true",
                AWS_ACCESS_KEY_ID: "trial",
                AWS_SECRET_ACCESS_KEY: "trial",
                PULUMI_HOME: join(folder, "home"),
                PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
                PULUMI_CONFIG_PASSPHRASE: "trial",
                PULUMI_SKIP_UPDATE_CHECK: "true",
                PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            },
            tools,
        );
        const nodeOptions = manager.nodeOptions?.(folders);
        const running = { ...environment, ...(nodeOptions !== undefined && { NODE_OPTIONS: nodeOptions }) };
        const execute = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
            const options = { cwd: folders.program, env, extendEnv: false, all: true, reject: false } as const;
            const { exitCode, stdout, all } = await execa(command, args, { ...options, stdin: "ignore" });
            if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${exitCode}:\n${all}`);
            return stdout;
        };
        const install = async (): Promise<void> => {
            await execute(tools.node, [tools.managerScript, ...manager.install(folders)], environment);
        };
        const onStack = async (...args: string[]): Promise<string> =>
            await execute(pulumi.command, [...args, "--stack", "try", "--non-interactive"], running);
        const run = async (command: "up" | "refresh" | "destroy", ...more: string[]): Promise<string> =>
            await onStack(command, "--yes", "--skip-preview", "--color", "never", ...more);
        const outputs = async (): Promise<TrialOutputs> => JSON.parse(await onStack("stack", "output", "--json"));

        await steps.do("install", async () => {
            await writeProgram(folders.program, dependencies);
            await writeSettings(manager, folders);
            await install();
            return `${manager.package.replace(/@[^@]*$/, "")} ${tools.managerVersion}, Node ${tools.nodeVersion}, Pulumi CLI ${pulumi.version}`;
        });
        await using emulator = await startTrialEmulator(tools.node, folders.program, running);
        const writeUsers = async (users: number): Promise<void> =>
            await writeFile(join(folders.program, "users.csv"), emulator.csv(users));
        let jobId = "";
        await steps.do("up", async () => {
            await writeUsers(3);
            const endpoints = [{ cognitoidp: emulator.url, logs: emulator.url }];
            const config = { "pack-try:userPoolId": emulator.userPoolId, "aws:endpoints": endpoints };
            await execute(pulumi.command, ["stack", "init", "try", "--no-select", "--non-interactive"], running);
            await writeFile(join(folders.program, "Pulumi.try.yaml"), JSON.stringify({ config }));
            await run("up");
            const found = await outputs();
            jobId = found.jobId;
            expect("status", found.status, "Succeeded");
            expect("imported users", found.importedUsers, 3);
            expect("Node of the program", found.nodeVersion, tools.nodeVersion);
            return `3 users imported, provider ${found.version}, @pulumi/pulumi ${found.pulumiVersion}`;
        });
        await steps.do("upgrade", async () => {
            await writeDependencies(folders.program, { ...dependencies, provider: tarballs.provider });
            await install();
            await run("up", "--expect-no-changes");
            const found = await outputs();
            expect("version", found.version, await versionOf("provider"));
            expect("job", found.jobId, jobId);
            return `provider ${found.version}, the job stays`;
        });
        await steps.do("refresh", async () => {
            await run("refresh", "--expect-no-changes");
            return "no changes";
        });
        await steps.do("up, one more user", async () => {
            await writeUsers(4);
            await run("up");
            expect("imported users", (await outputs()).importedUsers, 1);
            expect("jobs", await emulator.countJobs(), 2);
            return "a second job, 1 user imported";
        });
        await steps.do("destroy", async () => {
            await run("destroy");
            expect("jobs", await emulator.countJobs(), 2);
            return "the stack is empty";
        });
    } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

async function versionOf(workspace: string): Promise<string> {
    const manifest = join(__dirname, "../..", workspace, "package.json");
    return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
}
