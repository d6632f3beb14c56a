import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import execa from "execa";
import { ensurePulumi } from "../pulumi/ensurePulumi";
import type { DemoPool } from "./demoPool";

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

/** How a command ended and all that it printed. */
export interface CommandResult {
    readonly exitCode: number;
    readonly text: string;
}

/**
 * The root program on a stack in a temporary folder, driven by the real CLI, whose output a person sees as it comes.
 * Disposing deletes the folder.
 */
export class DemoStack implements AsyncDisposable {
    private readonly config: Record<string, unknown>;

    private constructor(
        private readonly folder: string,
        private readonly command: string,
        private readonly environment: NodeJS.ProcessEnv,
        pool: DemoPool,
    ) {
        this.config = {
            "cognito-user-import:userPoolId": pool.userPoolId,
            "cognito-user-import:cloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/CognitoImportLogs",
            "cognito-user-import:source": "users/demo.csv",
            "aws:endpoints": [{ cognitoidp: pool.endpoint, logs: pool.endpoint }],
        };
    }

    /** Gets a CLI where there is none, which may take minutes the first time, and makes an empty stack. */
    public static async create(pool: DemoPool): Promise<DemoStack> {
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
        };
        const stack = new DemoStack(folder, pulumi.command, environment, pool);
        await stack.quietly(["stack", "init", "demo", "--no-select"]);
        await stack.writeConfig();
        return stack;
    }

    /** Sets one value of the root program's config. */
    public async setConfig(name: string, value: string): Promise<void> {
        this.config[`cognito-user-import:${name}`] = value;
        await this.writeConfig();
    }

    /** Runs a command on the program. Where it fails and may not, that is an error. */
    public async run(
        command: "preview" | "up" | "refresh" | "destroy",
        options: { mayFail?: boolean } = {},
    ): Promise<CommandResult> {
        const args = [command, "--config-file", this.configFile, "--color", process.stdout.isTTY ? "always" : "never"];
        const confirm = command === "preview" ? [] : ["--yes", "--skip-preview"];
        const child = this.execute([...args, ...confirm], true);
        child.all?.pipe(process.stdout, { end: false });
        const { exitCode, all = "" } = await child;
        if (exitCode !== 0 && options.mayFail !== true) {
            throw new Error(`pulumi ${command} failed with exit code ${exitCode}; the output is above.`);
        }
        return { exitCode, text: all };
    }

    /** The program's exports. */
    public async outputs(): Promise<DemoOutputs> {
        return JSON.parse(await this.quietly(["stack", "output", "--json"])) as DemoOutputs;
    }

    /** The whole state as JSON text. */
    public async exportState(): Promise<string> {
        return await this.quietly(["stack", "export"]);
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
        const { exitCode, stdout, all } = await this.execute(args, true);
        if (exitCode !== 0) {
            throw new Error(`pulumi ${args.join(" ")} failed with exit code ${exitCode}:\n${all}`);
        }
        return stdout;
    }

    private execute(args: readonly string[], all: boolean): execa.ExecaChildProcess {
        const stack = args[1] === "init" ? [] : ["--stack", "demo"];
        return execa(this.command, [...args, ...stack, "--non-interactive"], {
            cwd: root,
            env: this.environment,
            extendEnv: false,
            stdin: "ignore",
            reject: false,
            all,
        });
    }
}
