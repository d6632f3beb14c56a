import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { buildPulumi } from "./build";
import {
    type CachedPulumi,
    cacheFolder,
    makeWorkFolder,
    type Origin,
    publish,
    readCache,
    removeLeftovers,
} from "./cache";
import { downloadPulumi } from "./download";
import { findOnPath } from "./findOnPath";
import { askVersion, isComplete, type PulumiInstallation, programs, withFolderOnPath } from "./installation";
import type { Screen } from "./longStep";
import { PulumiUnavailableError } from "./pulumiUnavailableError";
import { withLock } from "./withLock";

/** Puts the three programs into `<root>/bin`, which exists, or throws an Error whose message says why it cannot. */
export type Maker = (root: string, screen: Screen, environment: NodeJS.ProcessEnv) => Promise<void>;

/** What a test may replace; each has a default. */
export interface EnsurePulumiOptions {
    /** Default: `process.env`. */
    readonly environment?: NodeJS.ProcessEnv;
    /** Default: stderr, so that stdout holds nothing but Pulumi's own output. */
    readonly screen?: Screen;
    /** The ways of making a CLI, in the order they are tried. Default: download, then build. */
    readonly makers?: Readonly<Record<Origin, Maker>>;
}

const defaultMakers = { download: downloadPulumi, build: buildPulumi };

/**
 * Finds a Pulumi CLI, or makes one without asking: on PATH, in this project's cache, downloaded, built.
 *
 * @throws PulumiUnavailableError when there is none and none can be made
 */
export async function ensurePulumi(options: EnsurePulumiOptions = {}): Promise<PulumiInstallation> {
    const { environment = process.env, screen = process.stderr, makers = defaultMakers } = options;
    const search = await findOnPath(environment);
    if ("found" in search) return search.found;
    const folder = await cacheFolder(environment);
    const cached = (await readCache(folder)) ?? (await fillCache(folder));
    return describe(cached, environment);

    async function fillCache(target: string): Promise<CachedPulumi> {
        await mkdir(path.dirname(target), { recursive: true });
        return await withLock(target, screen, async () => {
            // Another process may have filled it while this one waited for the lock.
            const present = await readCache(target);
            if (present !== undefined) return present;
            await removeLeftovers(target);
            const reasons = "reasons" in search ? search.reasons.map((reason) => `PATH: ${reason}`) : [];
            for (const origin of ["download", "build"] as const) {
                const reason = await make(target, origin, makers[origin], screen, environment);
                const made = await readCache(target);
                if (made !== undefined) return made;
                reasons.push(`${origin}: ${reason}`);
                if (origin === "download") screen.write(`No download of the Pulumi CLI: ${reason}.\n`);
            }
            throw new PulumiUnavailableError(reasons);
        });
    }
}

/** Tries one way of filling the cache; answers why it did not work, or undefined when it did. */
async function make(
    folder: string,
    origin: Origin,
    maker: Maker,
    screen: Screen,
    environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
    const work = await makeWorkFolder(folder);
    try {
        await maker(work, screen, environment);
        const bin = path.join(work, "bin");
        const version = await askVersion(path.join(bin, programs.cli), environment);
        if (version === undefined || !(await isComplete(bin))) return "what it made is incomplete or does not run";
        await publish(work, folder, version, origin);
        return undefined;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    } finally {
        await rm(work, { recursive: true, force: true });
    }
}

function describe({ bin, version, origin }: CachedPulumi, environment: NodeJS.ProcessEnv): PulumiInstallation {
    const defaults: Record<string, string> = { PULUMI_SKIP_UPDATE_CHECK: "true" };
    // It was built because Pulumi's own site is out of reach: looking for plugins there would only take time.
    if (origin === "build") defaults.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION = "true";
    const unset = Object.entries(defaults).filter(([name]) => environment[name] === undefined);
    return {
        command: path.join(bin, programs.cli),
        version,
        environment: { ...Object.fromEntries(unset), PATH: withFolderOnPath(bin, environment) },
    };
}
