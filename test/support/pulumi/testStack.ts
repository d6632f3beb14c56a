import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import type { PulumiInstallation } from "../../../scripts/pulumi/installation";
import { assertEnded, type CommandResult, type RunningCommand, startCommand } from "./pulumiCommand";
import { quickStart } from "./quickStart/quickStart";
import { readProjectName, type StackConfig, writeStackConfig } from "./stackConfig";
import { type EnvironmentOverrides, stackEnvironment } from "./stackEnvironment";
import { type Deployment, makeStack, plainOutputs, readDeployment, type StackState } from "./stackFiles";

/** What a test's stack runs. */
export interface StackOptions {
    /** Absolute path of the program's folder. It is run where it lies, and nothing is written there. */
    readonly program: string;
    readonly config?: StackConfig;
    /** Values that are encrypted in the stack's configuration. */
    readonly secretConfig?: Readonly<Record<string, string>>;
    /** Variables for the engine, and so for the program and its providers; undefined removes one. */
    readonly environment?: EnvironmentOverrides;
    /** Nothing is done to have the engine's Node processes start sooner: for what is measured. Default: false. */
    readonly startsAsForUsers?: boolean;
}

/** How one command is run. */
export interface RunOptions {
    /** The command must fail, where it must otherwise succeed. Default: false. */
    readonly expectFailure?: boolean;
    /** More arguments, such as `["--json"]`. */
    readonly arguments?: readonly string[];
    /** Default: 600, far more than a slow machine takes; it only keeps a test from waiting for ever. */
    readonly timeoutSeconds?: number;
}

const stackName = "test";

/** A stack driven by the real engine. A command that ends otherwise than expected fails the test, showing its output. */
export class TestStack {
    /** This stack's PULUMI_HOME: every process that runs for it has it in its environment, and no other process. */
    readonly home: string;
    readonly #backend: string;
    /** Holds the stack's configuration, so that the program's own folder stays clean. */
    readonly #project: string;
    readonly #environment: Readonly<Record<string, string>>;
    readonly #running = new Set<RunningCommand>();
    #config: StackConfig;

    /** @param folder - an empty folder for all that the stack writes */
    constructor(
        private readonly options: StackOptions,
        private readonly pulumi: PulumiInstallation,
        folder: string,
    ) {
        this.home = path.join(folder, "home");
        this.#backend = path.join(folder, "state");
        this.#project = path.join(folder, "project");
        this.#environment = stackEnvironment(pulumi, this.home, this.#backend, {
            ...(options.startsAsForUsers ? {} : quickStart(options.program, pulumi)),
            ...options.environment,
        });
        this.#config = options.config ?? {};
    }

    /** `pulumi up` without the preview before it, which would take as long again. */
    up(options: RunOptions = {}): Promise<CommandResult> {
        return this.#runProgram("up", ["--yes", "--skip-preview"], options);
    }

    preview(options: RunOptions = {}): Promise<CommandResult> {
        return this.#runProgram("preview", [], options);
    }

    refresh(options: RunOptions = {}): Promise<CommandResult> {
        return this.#runProgram("refresh", ["--yes", "--skip-preview"], options);
    }

    destroy(options: RunOptions = {}): Promise<CommandResult> {
        return this.#runProgram("destroy", ["--yes", "--skip-preview"], options);
    }

    /** `pulumi import` of one resource by its type, its name in the program and its id. */
    importResource(type: string, name: string, id: string, options: RunOptions = {}): Promise<CommandResult> {
        const settings = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
        return this.#runProgram("import", [type, name, id, ...settings], options);
    }

    /** `pulumi import` of the resources in a file, as the command `import-file` writes it. */
    importFile(file: string, options: RunOptions = {}): Promise<CommandResult> {
        const settings = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
        return this.#runProgram("import", ["--file", file, ...settings], options);
    }

    /** Unlocks the stack after a killed command. */
    cancel(options: RunOptions = {}): Promise<CommandResult> {
        return this.run(["cancel", "--yes", "--stack", stackName], options);
    }

    /** Starts `up` without waiting for its end: for tests that interrupt or kill it. */
    spawnUp(options: Pick<RunOptions, "arguments"> = {}): RunningCommand {
        return this.#spawn("up", options);
    }

    /** The same for `destroy`. */
    spawnDestroy(options: Pick<RunOptions, "arguments"> = {}): RunningCommand {
        return this.#spawn("destroy", options);
    }

    /** The stack's outputs; secret ones in plain text. */
    async outputs(): Promise<Record<string, unknown>> {
        const plain = plainOutputs(await this.#readDeployment());
        if (plain !== undefined) return plain;
        const { stdout } = await this.run(["stack", "output", "--json", "--show-secrets", "--stack", stackName]);
        return JSON.parse(stdout);
    }

    /** The stack's state; secrets stay encrypted. */
    async exportState(): Promise<StackState> {
        const deployment = await this.#readDeployment();
        return {
            text: JSON.stringify({ version: 3, deployment }, undefined, 4),
            resources: deployment.resources ?? [],
            pendingOperations: deployment.pending_operations ?? [],
        };
    }

    /** Sets, beside the configuration there is, these values. */
    async setConfig(config: StackConfig): Promise<void> {
        this.#config = { ...this.#config, ...config };
        await writeStackConfig(this.#configFile, await this.#readProject(), this.#config);
        for (const [key, value] of Object.entries(this.options.secretConfig ?? {})) {
            await this.run(["config", "set", "--secret", "--stack", stackName, key, value]);
        }
    }

    /** Any other command, away from the program. */
    run(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
        return this.#finish([...args, "--non-interactive", ...(options.arguments ?? [])], this.#project, options);
    }

    /** Makes the stack. `withStack` calls it. */
    async initialise(): Promise<void> {
        for (const folder of [this.home, this.#backend, this.#project]) await mkdir(folder);
        await copyFile(path.join(this.options.program, "Pulumi.yaml"), path.join(this.#project, "Pulumi.yaml"));
        const make = () => this.run(["stack", "init", stackName, "--no-select"]);
        await makeStack([this.#backend, this.#project], await this.#readProject(), make);
        await this.setConfig({});
    }

    /** Kills what still runs. `withStack` calls it. */
    async dispose(): Promise<void> {
        await Promise.all([...this.#running].map((command) => command.kill()));
    }

    get #configFile(): string {
        return path.join(this.#project, `Pulumi.${stackName}.yaml`);
    }

    async #readProject(): Promise<string> {
        return await readProjectName(path.join(this.#project, "Pulumi.yaml"));
    }

    async #readDeployment(): Promise<Deployment> {
        return await readDeployment(this.#backend, await this.#readProject(), stackName);
    }

    #spawn(command: string, options: Pick<RunOptions, "arguments">): RunningCommand {
        const args = this.#programArguments(command, ["--yes", "--skip-preview"], options);
        return this.#start(args, this.options.program);
    }

    #runProgram(command: string, args: readonly string[], options: RunOptions): Promise<CommandResult> {
        return this.#finish(this.#programArguments(command, args, options), this.options.program, options);
    }

    #programArguments(command: string, args: readonly string[], options: RunOptions): string[] {
        const common = [
            "--stack",
            stackName,
            "--config-file",
            this.#configFile,
            "--non-interactive",
            "--color",
            "never",
        ];
        return [command, ...args, ...common, ...(options.arguments ?? [])];
    }

    async #finish(args: readonly string[], cwd: string, options: RunOptions): Promise<CommandResult> {
        const result = await this.#start(args, cwd, options).finished;
        assertEnded(args, result, options.expectFailure ?? false);
        return result;
    }

    #start(args: readonly string[], cwd: string, { timeoutSeconds = 600 }: RunOptions = {}): RunningCommand {
        const environment = this.#environment;
        const running = startCommand(args, { command: this.pulumi.command, cwd, environment, timeoutSeconds });
        this.#running.add(running);
        const remove = () => this.#running.delete(running);
        running.finished.then(remove, remove);
        return running;
    }
}
