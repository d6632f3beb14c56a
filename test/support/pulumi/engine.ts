import { readFile } from "node:fs/promises";
import path from "node:path";
import { ensurePulumi } from "../../../scripts/pulumi/ensurePulumi";
import { type PulumiInstallation, withFolderOnPath } from "../../../scripts/pulumi/installation";
import { withLanguageHost } from "../../../scripts/pulumi/languageHosts";
import { pythonSdk } from "./pythonSdk";

let installation: Promise<PulumiInstallation> | undefined;

/** The Pulumi CLI that engine tests run, found or made once a process. Rejects, saying how to get one, when there is none. */
export function installedPulumi(): Promise<PulumiInstallation> {
    installation ??= ensurePulumi();
    return installation;
}

/** The `before` hook of every engine test: gets the CLI, which takes many minutes on a slow machine that has none yet. */
export async function needsEngine(this: Mocha.Context): Promise<void> {
    this.timeout("60m");
    await installedPulumi();
}

/**
 * The Pulumi CLI for a program in the language that its Pulumi.yaml names. For one in Python or YAML its language host is found or
 * made too, and a Python with Pulumi's SDK and the plugin's
 * generated one stands first on PATH.
 */
export async function pulumiFor(program: string): Promise<PulumiInstallation> {
    const pulumi = await installedPulumi();
    const project = await readFile(path.join(program, "Pulumi.yaml"), "utf8");
    const runtime = /^runtime:\s*(?:name:\s*)?(\w+)/m.exec(project)?.[1];
    if (runtime === "yaml") return await withLanguageHost(pulumi, "yaml");
    if (runtime !== "python") return pulumi;
    const hosted = await withLanguageHost(pulumi, "python");
    const PATH = withFolderOnPath(path.join(await pythonSdk(), "bin"), { PATH: hosted.environment.PATH });
    return { ...hosted, environment: { ...hosted.environment, PATH } };
}
