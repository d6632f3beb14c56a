import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emulatorScript } from "./trialEmulator";

/** The program of a trial: one job of `users.csv`, and the versions that it was run with. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { UserImportJob } = require("pulumi-cognito-user-import");
const { version } = require("pulumi-cognito-user-import/package.json");
const seed = new UserImportJob("seed", {
    userPoolId: new pulumi.Config().require("userPoolId"),
    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoImportLogs",
    source: "users.csv",
    existingUsers: "omit",
});
module.exports = {
    version,
    pulumiVersion: require("@pulumi/pulumi/version").version,
    nodeVersion: process.version,
    jobId: seed.jobId,
    status: seed.status,
    importedUsers: seed.importedUsers,
};
`;

/** The program's exports. */
export interface TrialOutputs {
    readonly version: string;
    readonly pulumiVersion: string;
    readonly nodeVersion: string;
    readonly jobId: string;
    readonly status: string;
    readonly importedUsers: number;
}

/** What the program depends on. */
export interface TrialDependencies {
    readonly pulumi: string;
    readonly provider: string;
    readonly emulator: string;
}

/** Writes the program into an empty folder. */
export async function writeProgram(folder: string, dependencies: TrialDependencies): Promise<void> {
    await mkdir(folder, { recursive: true });
    const project = {
        name: "pack-try",
        main: "index.js",
        runtime: { name: "nodejs", options: { typescript: false } },
    };
    // JSON is YAML too.
    await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
    await writeFile(join(folder, "index.js"), program);
    await writeFile(join(folder, "emulator.js"), emulatorScript);
    await writeDependencies(folder, dependencies);
}

/** Writes package.json. */
export async function writeDependencies(
    folder: string,
    { pulumi, provider, emulator }: TrialDependencies,
): Promise<void> {
    const manifest = {
        name: "pack-try",
        version: "1.0.0",
        private: true,
        license: "UNLICENSED",
        dependencies: {
            "@pulumi/pulumi": pulumi,
            "cognito-user-import-emulator": `file:${emulator}`,
            "pulumi-cognito-user-import": `file:${provider}`,
        },
    };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
}
