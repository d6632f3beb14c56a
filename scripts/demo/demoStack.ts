import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import execa from "execa";
import { ensurePulumi } from "../pulumi/ensurePulumi";
import type { DemoPool } from "./demoPool";
import { type EngineReport, readEngineReport } from "./engineEvents";

const root = resolve(__dirname, "../..");

/** The root program's exports. */
export interface DemoOutputs {
    readonly jobIds: readonly string[];
    readonly status: string;
    readonly importedUsers: number;
    readonly skippedUsers: number;
    readonly failedUsers: number;
    readonly failures: readonly { readonly line: number; readonly reason: string }[];
}

/** How a command ended. */
export interface CommandResult extends EngineReport {
    readonly exitCode: number;
    readonly outputs: DemoOutputs;
}

/**
 * The root program on a stack in a temporary folder, driven by the real CLI. Nothing is written elsewhere, and disposing
 * deletes the folder.
 */
export class DemoStack implements AsyncDisposable {
    private readonly config: Record<string, unknown>;

    private constructor(
        private readonly folder: string,
        private readonly command: string,
        private readonly environment: NodeJS.ProcessEnv,
        private readonly verbose: boolean,
        pool: DemoPool,
    ) {
        this.config = {
            "cognito-user-import:userPoolId": pool.userPoolId,
            "cognito-user-import:cloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/CognitoImportLogs",
            "cognito-user-import:source": "users/demo.csv",
            "aws:endpoints": [{ cognitoidp: pool.endpoint, logs: pool.endpoint }],
        };
    }

    /**
     * Gets a CLI where there is none, which may take minutes the first time, and makes an empty stack.
     *
     * @param verbose - whether everything that every command prints is seen
     */
    public static async create(pool: DemoPool, verbose: boolean): Promise<DemoStack> {
        const pulumi = await ensurePulumi();
        const folder = await mkdtemp(join(tmpdir(), "cognito-user-import-demo-"));
        await mkdir(join(folder, "state"));
        const environment = {
            ...process.env,
            ...pulumi.environment,
            PULUMI_HOME: join(folder, "home"),
            PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
            PULUMI_CONFIG_PASSPHRASE: "demo",
            // A role is given, so that the AWS plugin (hundreds of MB) has nothing to do.
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            // The emulator takes any credentials, and never sees those of the person who tries the demo.
            AWS_ACCESS_KEY_ID: "demo",
            AWS_SECRET_ACCESS_KEY: "demo",
            AWS_SESSION_TOKEN: "",
            AWS_PROFILE: "",
            // `npm run types` checks the program's types. Here that would take longer than the imports.
            PULUMI_NODEJS_TRANSPILE_ONLY: "true",
            // Without it the CLI has no --event-log.
            PULUMI_DEBUG_COMMANDS: "true",
        };
        const stack = new DemoStack(folder, pulumi.command, environment, verbose, pool);
        // It writes a Pulumi.demo.yaml beside the Pulumi.yaml that it finds.
        await copyFile(join(root, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
        await stack.quietly(["stack", "init", "demo", "--no-select", "--cwd", folder]);
        await stack.writeConfig();
        return stack;
    }

    /** Sets one value of the root program's config. */
    public async setConfig(name: string, value: string): Promise<void> {
        this.config[`cognito-user-import:${name}`] = value;
        await this.writeConfig();
    }

    /**
     * Runs a command on the program.
     *
     * @param options.show - whether a person sees it run; where it is not set, only in a demo that is verbose
     * @param options.mayFail - where it is not set, failing is an error
     */
    public async run(
        command: "preview" | "up" | "refresh" | "destroy",
        options: { readonly show?: boolean; readonly mayFail?: boolean } = {},
    ): Promise<CommandResult> {
        const isShown = options.show === true || this.verbose;
        const events = join(this.folder, "events.json");
        await rm(events, { force: true });
        const args = [command, "--stack", "demo", "--config-file", this.configFile, "--event-log", events];
        if (command !== "preview") args.push("--yes", "--skip-preview");
        if (!process.stdout.isTTY) args.push("--suppress-progress");
        // The table at the end has them.
        if (!this.verbose) args.push("--suppress-outputs");
        const { exitCode, all } = await this.execute(args, isShown);
        if (exitCode !== 0 && options.mayFail !== true) {
            const output = isShown ? "the output is above." : `it said:\n${all}`;
            throw new Error(`pulumi ${command} failed with exit code ${exitCode}; ${output}`);
        }
        const report = await readEngineReport(events);
        return { exitCode, ...report, outputs: report.outputs as DemoOutputs };
    }

    /** The whole state as JSON text. */
    public async exportState(): Promise<string> {
        return await this.quietly(["stack", "export", "--stack", "demo"]);
    }

    public async [Symbol.asyncDispose](): Promise<void> {
        await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }

    private get configFile(): string {
        return join(this.folder, "Pulumi.demo.yaml");
    }

    /** JSON is YAML too. */
    private async writeConfig(): Promise<void> {
        await writeFile(this.configFile, JSON.stringify({ config: this.config }));
    }

    private async quietly(args: readonly string[]): Promise<string> {
        const { exitCode, stdout, all } = await this.execute([...args, "--non-interactive"], false);
        if (exitCode !== 0) {
            throw new Error(`pulumi ${args.join(" ")} failed with exit code ${exitCode}:\n${all}`);
        }
        return stdout;
    }

    private execute(args: readonly string[], show: boolean): execa.ExecaChildProcess {
        return execa(this.command, args, {
            cwd: root,
            env: this.environment,
            extendEnv: false,
            // Only with all three does Pulumi draw its rows anew, no wider than the terminal.
            ...(show ? { stdio: "inherit" } : { stdin: "ignore", all: true }),
            reject: false,
        });
    }
}
