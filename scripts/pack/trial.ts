import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PackageManager, type PackageManagerName, packageManagers, writeSettings } from "./packageManagers";
import type { PackOptions } from "./packOptions";
import { expect, Steps } from "./steps";
import type { Tarballs } from "./tarballs";
import { startTrialEmulator, type TrialEmulator } from "./trialEmulator";
import { addNativeJob, type TrialDependencies, writeDependencies, writeProgram } from "./trialProgram";
import { TrialStack } from "./trialStack";

/**
 * Tries the packed packages as a stranger's program has them: installed by one package manager, run by a real Pulumi CLI
 * against the installed emulator. Prints a line for each step. Leaves nothing behind, however it ends.
 *
 * @throws Error at the first step that fails
 */
export async function tryPackages(
    name: PackageManagerName,
    tarballs: Tarballs,
    { node, pulumi }: Pick<PackOptions, "node" | "pulumi">,
): Promise<void> {
    const manager: PackageManager = packageManagers[name];
    const steps = new Steps(name.padEnd(9), console.log);
    const folder = await mkdtemp(join(tmpdir(), "pack-try-"));
    try {
        const stack = await TrialStack.prepare(folder, manager, node);
        const older = { pulumi, provider: tarballs.olderProvider, emulator: tarballs.emulator };
        const { nodeVersion, managerVersion } = stack.tools;
        await steps.do("install", async () => {
            await writeProgram(stack.folders.program, older);
            await writeSettings(manager, stack.folders);
            await stack.install();
            return `${manager.package.replace(/@[^@]*$/, "")} ${managerVersion}, Node ${nodeVersion}, Pulumi CLI ${stack.cli.version}`;
        });
        await using emulator = await startTrialEmulator(
            stack.tools.node,
            stack.folders.program,
            stack.runningEnvironment,
        );
        const newer = { ...older, provider: tarballs.provider };
        await live(steps, stack, emulator, newer);
        if (manager.hasFolders) {
            await addPlugin(steps, stack, { ...newer, plugin: tarballs.plugin });
        }
        await end(steps, stack, emulator);
    } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

/** The life of a stack, but for its end. */
async function live(steps: Steps, stack: TrialStack, emulator: TrialEmulator, newer: TrialDependencies): Promise<void> {
    const writeUsers = async (users: number): Promise<void> =>
        await writeFile(join(stack.folders.program, "users.csv"), emulator.csv(users));
    let jobId = "";
    await steps.do("up", async () => {
        await writeUsers(3);
        const endpoints = [{ cognitoidp: emulator.url, logs: emulator.url }];
        await stack.init({
            "pack-try:userPoolId": emulator.userPoolId,
            "aws:endpoints": endpoints,
            "cognito-user-import:endpoints": endpoints,
        });
        await stack.run("up");
        const found = await stack.outputs();
        jobId = found.jobId;
        expect("status", found.status, "Succeeded");
        expect("imported users", found.importedUsers, 3);
        expect("Node of the program", found.nodeVersion, stack.tools.nodeVersion);
        return `3 users imported, provider ${found.version}, @pulumi/pulumi ${found.pulumiVersion}`;
    });
    await steps.do("upgrade", async () => {
        await writeDependencies(stack.folders.program, newer);
        await stack.install();
        await stack.run("up", "--expect-no-changes");
        const found = await stack.outputs();
        expect("version", found.version, await versionOf("provider"));
        expect("job", found.jobId, jobId);
        return `provider ${found.version}, the job stays`;
    });
    await steps.do("refresh", async () => {
        await stack.run("refresh", "--expect-no-changes");
        return "no changes";
    });
    await steps.do("up, one more user", async () => {
        await writeUsers(4);
        await stack.run("up");
        expect("imported users", (await stack.outputs()).importedUsers, 1);
        expect("jobs", await emulator.countJobs(), 2);
        return "a second job, 1 user imported";
    });
}

/** The native plugin comes into the same program. */
async function addPlugin(steps: Steps, stack: TrialStack, dependencies: TrialDependencies): Promise<void> {
    await steps.do("native plugin", async () => {
        await addNativeJob(stack.folders.program, dependencies);
        await stack.install();
        await stack.run("up");
        const found = await stack.outputs();
        expect("status", found.nativeStatus, "Succeeded");
        expect("job", found.nativeJobId, found.jobId);
        return "a native resource takes over the job of the same content";
    });
}

async function end(steps: Steps, stack: TrialStack, emulator: TrialEmulator): Promise<void> {
    await steps.do("destroy", async () => {
        await stack.run("destroy");
        expect("jobs", await emulator.countJobs(), 2);
        return "the stack is empty";
    });
}

async function versionOf(workspace: string): Promise<string> {
    const manifest = join(__dirname, "../..", workspace, "package.json");
    return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
}
