import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import execa from "execa";
import { ensurePulumi } from "../pulumi/ensurePulumi";
import type { InstallFolders, PackageManager } from "./packageManagers";
import { installToolchain, type Toolchain, withNode } from "./toolchain";
import type { TrialOutputs } from "./trialProgram";

/** What must not reach a trial from the person who runs it: accounts, and settings of the npm that runs the script. */
const foreign = /^(AWS_|PULUMI_|npm_|NODE_OPTIONS$)/i;

/** A program in a folder of its own, what installs its packages, and its stack. */
export class TrialStack {
    private constructor(
        public readonly folders: InstallFolders,
        public readonly tools: Toolchain,
        public readonly cli: { readonly command: string; readonly version: string },
        private readonly manager: PackageManager,
        private readonly environment: NodeJS.ProcessEnv,
    ) {}

    /** Gets everything that runs the program: Node, the package manager and a Pulumi CLI. */
    public static async prepare(
        folder: string,
        manager: PackageManager,
        node: string | undefined,
    ): Promise<TrialStack> {
        const cli = await ensurePulumi();
        const folders = { program: join(folder, "program"), cache: join(folder, "cache") };
        for (const made of [folders.cache, join(folder, "state"), join(folder, "tools")]) await mkdir(made);
        const tools = await installToolchain(join(folder, "tools"), manager, node);
        const inherited = Object.entries(process.env).filter(([variable]) => !foreign.test(variable));
        const environment = {
            ...Object.fromEntries(inherited),
            ...cli.environment,
            CI: "true",
            AWS_ACCESS_KEY_ID: "trial",
            AWS_SECRET_ACCESS_KEY: "trial",
            PULUMI_HOME: join(folder, "home"),
            PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
            PULUMI_CONFIG_PASSPHRASE: "trial",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        };
        return new TrialStack(folders, tools, cli, manager, withNode(environment, tools));
    }

    /** The variables with which the program, and all else that loads its packages, runs. */
    public get runningEnvironment(): NodeJS.ProcessEnv {
        const nodeOptions = this.manager.nodeOptions?.(this.folders);
        return { ...this.environment, ...(nodeOptions !== undefined && { NODE_OPTIONS: nodeOptions }) };
    }

    /** Installs what package.json says now. */
    public async install(): Promise<void> {
        const args = [this.tools.managerScript, ...this.manager.install(this.folders)];
        await this.execute(this.tools.node, args, this.environment);
    }

    /** Makes the stack, with its config. */
    public async init(config: Readonly<Record<string, unknown>>): Promise<void> {
        await this.pulumi("stack", "init", "try", "--no-select");
        // JSON is YAML too.
        await writeFile(join(this.folders.program, "Pulumi.try.yaml"), JSON.stringify({ config }));
    }

    /** Runs a command on the program. */
    public async run(command: "up" | "refresh" | "destroy", ...more: readonly string[]): Promise<void> {
        await this.pulumi(command, "--stack", "try", "--yes", "--skip-preview", "--color", "never", ...more);
    }

    /** The program's exports. */
    public async outputs(): Promise<TrialOutputs> {
        return JSON.parse(await this.pulumi("stack", "output", "--json", "--stack", "try")) as TrialOutputs;
    }

    private async pulumi(...args: readonly string[]): Promise<string> {
        return await this.execute(this.cli.command, [...args, "--non-interactive"], this.runningEnvironment);
    }

    /** @throws Error with all that the command printed, where it fails */
    private async execute(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
        const options = { cwd: this.folders.program, env, extendEnv: false, all: true, reject: false } as const;
        const { exitCode, stdout, all } = await execa(command, args, { ...options, stdin: "ignore" });
        if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${exitCode}:\n${all}`);
        return stdout;
    }
}
