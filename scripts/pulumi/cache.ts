import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { goModules } from "./build";
import { isComplete } from "./installation";
import { pinnedVersion } from "./versions";

/** How an installation in the cache came about. */
export type Origin = "download" | "build";

/** A complete installation in the cache. */
export interface CachedPulumi {
    /** Absolute path of the folder with the programs. */
    readonly bin: string;
    readonly version: string;
    readonly origin: Origin;
}

const recordName = "installation.json";

/**
 * The folder of this project's CLI in the user's cache (XDG_CACHE_HOME, else ~/.cache), so that every clone shares it. Its
 * name changes with whatever would change the programs in it: version, Go modules, platform.
 */
export async function cacheFolder(environment: NodeJS.ProcessEnv): Promise<string> {
    return inUserCache(environment, `pulumi-${pinnedVersion}-${await digestOf(Object.values(goModules))}`);
}

/** The place in the user's cache for what is made for this platform alone. Its name says what it is, and changes with all that it is made of. */
export function inUserCache(environment: NodeJS.ProcessEnv, name: string): string {
    const xdg = environment.XDG_CACHE_HOME ?? "";
    // The XDG specification: a relative path is to be ignored.
    const base = path.isAbsolute(xdg) ? xdg : path.join(environment.HOME || homedir(), ".cache");
    return path.join(base, "pulumi-cognito-user-import", `${name}-${process.platform}-${process.arch}`);
}

/** The installation in `folder`, or undefined where there is none, or only a part of one. */
export async function readCache(folder: string): Promise<CachedPulumi | undefined> {
    const bin = path.join(folder, "bin");
    try {
        const record = JSON.parse(await readFile(path.join(folder, recordName), "utf8"));
        return (await isComplete(bin)) ? { bin, version: record.version, origin: record.origin } : undefined;
    } catch {
        return undefined;
    }
}

/** Makes an empty folder beside `folder`, on the same file system, to prepare an installation in. */
export async function makeWorkFolder(folder: string): Promise<string> {
    const work = await mkdtemp(workPrefix(folder));
    await mkdir(path.join(work, "bin"));
    return work;
}

/** Puts the installation prepared in `work` in place, whole or not at all. */
export async function publish(work: string, folder: string, version: string, origin: Origin): Promise<void> {
    await writeFile(path.join(work, recordName), JSON.stringify({ version, origin }));
    await rm(folder, { recursive: true, force: true });
    await rename(work, folder);
}

/** Deletes what processes killed half-way left behind. Only for the holder of the lock: nobody else is at work then. */
export async function removeLeftovers(folder: string): Promise<void> {
    const parent = path.dirname(folder);
    const prefix = path.basename(workPrefix(folder));
    const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix));
    await Promise.all(leftovers.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
}

/** What stands, in the name of a folder, for the source that the go.sum of these modules pins. */
export async function digestOf(modules: readonly string[]): Promise<string> {
    const hash = createHash("sha256");
    for (const module of modules) hash.update(await readFile(path.join(module, "go.sum")));
    return hash.digest("hex").slice(0, 12);
}

function workPrefix(folder: string): string {
    return `${folder}.work-`;
}
