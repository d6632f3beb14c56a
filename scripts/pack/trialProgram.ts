import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emulatorScript } from "./trialEmulator";

/** The program of a trial: one job of `users.csv`, and the versions that it was run with. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { UserImportJob } = require("pulumi-cognito-user-import");
const { version } = require("pulumi-cognito-user-import/package.json");
const args = {
    userPoolId: new pulumi.Config().require("userPoolId"),
    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoImportLogs",
    source: "users.csv",
    existingUsers: "omit",
};
const seed = new UserImportJob("seed", args);
module.exports = {
    version,
    pulumiVersion: require("@pulumi/pulumi/version").version,
    nodeVersion: process.version,
    jobId: seed.jobId,
    status: seed.status,
    importedUsers: seed.importedUsers,
};
`;

/** What is added for the native plugin: a resource with the same content. */
const nativeProgram = `
const native = require("pulumi-resource-cognito-user-import");
const twin = new native.UserImportJob("twin", args, { dependsOn: [seed] });
module.exports.nativeStatus = twin.status;
module.exports.nativeJobId = twin.jobId;
`;

/** The program's exports. */
export interface TrialOutputs {
    readonly version: string;
    readonly pulumiVersion: string;
    readonly nodeVersion: string;
    readonly jobId: string;
    readonly status: string;
    readonly importedUsers: number;
    /** `undefined`: without the native plugin. */
    readonly nativeStatus?: string;
    readonly nativeJobId?: string;
}

/** What the program depends on. */
export interface TrialDependencies {
    readonly pulumi: string;
    readonly provider: string;
    readonly emulator: string;
    /** The native plugin; `undefined`: it is not installed. */
    readonly plugin?: string;
}

const project = {
    name: "pack-try",
    main: "index.js",
    runtime: { name: "nodejs", options: { typescript: false } },
};

/** Adds a job of the native plugin to the program, and what it takes. */
export async function addNativeJob(folder: string, dependencies: TrialDependencies): Promise<void> {
    const provider = { name: "cognito-user-import", path: "./node_modules/pulumi-resource-cognito-user-import" };
    await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify({ ...project, plugins: { providers: [provider] } }));
    await writeFile(join(folder, "index.js"), program + nativeProgram);
    await writeDependencies(folder, dependencies);
}

/** Writes the program into an empty folder. */
export async function writeProgram(folder: string, dependencies: TrialDependencies): Promise<void> {
    await mkdir(folder, { recursive: true });
    // JSON is YAML too.
    await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
    await writeFile(join(folder, "index.js"), program);
    await writeFile(join(folder, "emulator.js"), emulatorScript);
    await writeDependencies(folder, dependencies);
}

/** Writes package.json. */
export async function writeDependencies(
    folder: string,
    { pulumi, provider, emulator, plugin }: TrialDependencies,
): Promise<void> {
    const own = { "pulumi-cognito-user-import": `file:${provider}` };
    const manifest = {
        name: "pack-try",
        version: "1.0.0",
        private: true,
        license: "UNLICENSED",
        dependencies: {
            "@pulumi/pulumi": pulumi,
            "cognito-user-import-emulator": `file:${emulator}`,
            "pulumi-cognito-user-import": `file:${provider}`,
            ...(plugin !== undefined && { "pulumi-resource-cognito-user-import": `file:${plugin}` }),
        },
        // The plugin asks for the provider by its version, which the registry has only once it is released.
        resolutions: own,
        pnpm: { overrides: own },
    };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
}
