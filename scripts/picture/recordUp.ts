import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CognitoIdentityProviderClient, CreateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { startEmulator } from "cognito-user-import-emulator";
import execa from "execa";
import { ensurePulumi } from "../pulumi/ensurePulumi";

const root = path.resolve(__dirname, "../..");

/** The size of the terminal, in characters. */
export const terminal = { columns: 100, rows: 40 };

/** What a terminal gets to show of `pulumi up`: the program of examples/gitops imports users/demo.csv without its bad rows. */
export async function recordUp(): Promise<string> {
    const pulumi = await ensurePulumi();
    const folder = await mkdtemp(path.join(tmpdir(), "picture-"));
    const [program, state] = [path.join(folder, "people"), path.join(folder, "state")];
    const emulator = await startEmulator({ pendingSeconds: 0.5, rowsPerSecond: 400 });
    try {
        await mkdir(state);
        await cp(path.join(root, "examples/gitops"), program, { recursive: true });
        await symlink(path.join(root, "node_modules"), path.join(program, "node_modules"));
        await writeFile(path.join(program, "users.csv"), await goodRows());
        const config = {
            "people:userPoolId": await createPool(emulator.url),
            "people:cloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/CognitoImportLogs",
            "aws:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url }],
        };
        const env = {
            ...pulumi.environment,
            PULUMI_HOME: path.join(folder, "home"),
            PULUMI_BACKEND_URL: `file://${state}`,
            PULUMI_CONFIG_PASSPHRASE: "picture",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            AWS_ACCESS_KEY_ID: "nobody",
            AWS_SECRET_ACCESS_KEY: "nobody",
            AWS_SESSION_TOKEN: "",
            AWS_PROFILE: "",
            TERM: "xterm-256color",
        };
        const run = { cwd: program, env };
        await execa(pulumi.command, ["stack", "init", "prod", "--non-interactive"], run);
        // JSON is YAML too.
        await writeFile(path.join(program, "Pulumi.prod.yaml"), JSON.stringify({ config }));
        const size = `stty columns ${terminal.columns} rows ${terminal.rows}`;
        const up = `${size}; '${pulumi.command}' up --yes --stack prod --suppress-permalink=true`;
        return (await execa("script", ["--quiet", "--return", "--command", up, "/dev/null"], run)).stdout;
    } finally {
        await emulator.close();
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

async function createPool(endpoint: string): Promise<string> {
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
    const client = new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials });
    const pool = new CreateUserPoolCommand({ PoolName: "people", AutoVerifiedAttributes: ["email"] });
    const { UserPool } = await client.send(pool);
    client.destroy();
    return UserPool?.Id ?? "";
}

/** users/demo.csv without the three rows that its preview refuses. */
async function goodRows(): Promise<string> {
    const lines = (await readFile(path.join(root, "users/demo.csv"), "utf8")).split("\n");
    return lines.filter((_, index) => ![101, 402, 777].includes(index + 1)).join("\n");
}
