import { access, constants, stat } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { parseVersion } from "./versions";

/** A Pulumi CLI that is ready to run. */
export interface PulumiInstallation {
    /** Absolute path of the CLI. */
    readonly command: string;
    /** Its version, without a leading `v`. */
    readonly version: string;
    /** Environment variables to lay over one's own when running it: PATH, and defaults one has not set oneself. */
    readonly environment: Readonly<Record<string, string>>;
}

const windows = process.platform === "win32";

/** The file names of the three programs that a Node.js program with dynamic resources needs, all in one folder. */
export const programs = {
    cli: windows ? "pulumi.exe" : "pulumi",
    languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
    dynamicProvider: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
} as const;

const versionTimeoutMs = 120_000;

/** Whether `file` is a file that this user may execute. */
export async function isExecutable(file: string): Promise<boolean> {
    try {
        await access(file, constants.X_OK);
        return (await stat(file)).isFile();
    } catch {
        return false;
    }
}

/** Whether all three programs lie in `folder`. */
export async function isComplete(folder: string): Promise<boolean> {
    const found = await Promise.all(Object.values(programs).map((name) => isExecutable(path.join(folder, name))));
    return found.every(Boolean);
}

/** Asks a CLI for its version; undefined when it does not run, hangs, or answers something else. */
export async function askVersion(command: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
    const { failed, stdout } = await execa(command, ["version"], {
        env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
        extendEnv: false,
        reject: false,
        stdin: "ignore",
        timeout: versionTimeoutMs,
    });
    return failed ? undefined : parseVersion(stdout);
}

/** The PATH of `environment` with `folder` put first. */
export function withFolderOnPath(folder: string, environment: NodeJS.ProcessEnv): string {
    return [folder, environment.PATH].filter(Boolean).join(path.delimiter);
}
