import { ensurePulumi } from "../../../scripts/pulumi/ensurePulumi";
import type { PulumiInstallation } from "../../../scripts/pulumi/installation";

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
