/** What of a package's entry in package-lock.json counts here. */
interface LockedPackage {
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
    readonly peerDependencies?: Readonly<Record<string, string>>;
    readonly peerDependenciesMeta?: Readonly<Partial<Record<string, { readonly optional?: boolean }>>>;
    readonly link?: boolean;
    readonly resolved?: string;
    /** The platforms that it is for; `undefined`: all. */
    readonly os?: readonly string[];
    readonly cpu?: readonly string[];
}

/** package-lock.json. */
export interface Lock {
    readonly packages: Readonly<Partial<Record<string, LockedPackage>>>;
}

/**
 * The packages that a workspace needs to run, by their folder in the repository: its dependencies, theirs, and so on, without the
 * optional peers that are in the tree for others. Other workspaces of ours come as their own folder, such as `provider`.
 *
 * @throws Error where one is not locked, or holds what runs on one platform alone
 */
export function productionPackages({ packages }: Lock, workspace: string): readonly string[] {
    const found = new Set<string>();
    const waiting = [workspace];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
        const { os, cpu } = packages[folder] ?? {};
        if (os !== undefined || cpu !== undefined) {
            throw new Error(`${folder} runs on some platforms only, and the plugin's tarball is the same for all.`);
        }
        for (const name of neededBy(packages[folder] ?? {})) {
            const needed = resolve(packages, folder, name);
            if (!found.has(needed)) {
                found.add(needed);
                waiting.push(needed);
            }
        }
    }
    return [...found].sort();
}

function neededBy(locked: LockedPackage): readonly string[] {
    const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = locked;
    const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
    return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** Where Node finds a package: beside the one that needs it, or in the nearest folder above. */
function resolve(packages: Lock["packages"], from: string, name: string): string {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules") - 1))) {
        const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
        const { link, resolved = "" } = packages[path] ?? {};
        if (packages[path] !== undefined) return link === true ? resolved : path;
        if (folder === "") throw new Error(`${from} needs ${name}, which package-lock.json does not have.`);
    }
}
