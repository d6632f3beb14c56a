import { setTimeout as delay } from "node:timers/promises";
import { SemVer } from "semver";
import { type Log, longStep } from "./longStep";
import { pinnedVersion } from "./versions";

const host = "get.pulumi.com";
const reachTimeoutMs = 3_000;
const downloadTimeoutMs = 600_000;

/**
 * Downloads the official CLI into `<root>/bin`, by the Automation API.
 *
 * @throws Error when the download host does not answer within 3 s, or the installation fails or exceeds 10 minutes
 */
export async function downloadPulumi(root: string, log: Log): Promise<void> {
    await assertReachable();
    await longStep(`Downloading the Pulumi CLI ${pinnedVersion} from ${host}`, "a minute or two", log, async () => {
        const late = new AbortController();
        try {
            await Promise.race([install(root), tooLate(late.signal)]);
        } finally {
            late.abort();
        }
    });
}

async function assertReachable(): Promise<void> {
    const signal = AbortSignal.timeout(reachTimeoutMs);
    const response = await fetch(`https://${host}/install.sh`, { method: "HEAD", signal }).catch((error: Error) => {
        const timedOut = error.name === "TimeoutError";
        throw new Error(timedOut ? `${host} did not answer within 3 s` : `${host} is not reachable`, { cause: error });
    });
    if (!response.ok) throw new Error(`${host} answered ${response.status}`);
}

async function install(root: string): Promise<void> {
    // Loaded only here: it takes longer than everything else in this folder.
    const { PulumiCommand } = await import("@pulumi/pulumi/automation");
    await PulumiCommand.install({ version: new SemVer(pinnedVersion), root });
}

async function tooLate(signal: AbortSignal): Promise<never> {
    await delay(downloadTimeoutMs, undefined, { signal });
    throw new Error("the download took more than 10 minutes");
}
