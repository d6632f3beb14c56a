import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import execa from "execa";
import { pack } from "../pack/tarballs";
import { type Lock, productionPackages } from "./productionPackages";

const root = resolve(__dirname, "../..");

/** What the engine starts a plugin with that is no program of the system. */
export const starter = "PulumiPlugin.yaml";

/** Where the packages of our other workspaces stand, beside those of npm. */
const ownPackages: Readonly<Record<string, string>> = { provider: "node_modules/pulumi-cognito-user-import" };

/**
 * Lays the plugin out in an empty folder as it runs on a machine that has nothing but Node: its packed files, and beside them every package
 * that it needs, in the locked version.
 *
 * @throws Error where a package is not installed
 */
export async function stagePlugin(folder: string): Promise<void> {
    await unpackWorkspace("plugin", folder);
    await rename(join(folder, "windows", starter), join(folder, starter));
    await rm(join(folder, "windows"), { recursive: true });
    const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as Lock;
    const entries: Record<string, object> = {};
    for (const found of productionPackages({ packages }, "plugin")) {
        const place = placeOf(found);
        await (found in ownPackages
            ? unpackWorkspace(found, join(folder, place))
            : copyPackage(found, join(folder, place)));
        entries[place] = withoutCommands(packages[found] ?? {});
    }
    await writeManifests(folder, entries);
}

/**
 * Where the engine has npm install what the folder needs, npm finds by these that all of it is there, and asks no registry: no script is
 * to be run, and no command to be linked.
 */
async function writeManifests(folder: string, entries: Readonly<Record<string, object>>): Promise<void> {
    const file = join(folder, "package.json");
    const { scripts: _ofDevelopers, ...manifest } = JSON.parse(await readFile(file, "utf8")) as Manifest;
    const lock = { name: manifest.name, version: manifest.version, lockfileVersion: 3, requires: true };
    // Nobody loads the package's classes from here. With PulumiPlugin.yaml the engine runs what `main` names.
    await writeFile(file, json({ ...withoutCommands(manifest), main: "bin/main.js" }));
    await writeFile(
        join(folder, "package-lock.json"),
        json({ ...lock, packages: { "": withoutCommands(manifest), ...entries } }),
    );
}

interface Manifest {
    readonly name: string;
    readonly version: string;
    readonly scripts?: object;
}

function withoutCommands<T extends object>(manifest: T): Omit<T, "bin"> {
    const { bin: _commands, ...others } = manifest as T & { bin?: unknown };
    return others;
}

function json(value: object): string {
    return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** What a workspace would publish. */
async function unpackWorkspace(workspace: string, folder: string): Promise<void> {
    const packed = await mkdtemp(join(tmpdir(), "plugin-pack-"));
    try {
        const tarball = await pack(join(root, workspace), packed);
        await mkdir(folder, { recursive: true });
        await execa("tar", ["-xzf", tarball, "-C", folder, "--strip-components", "1"]);
    } finally {
        await rm(packed, { recursive: true, force: true });
    }
}

/**
 * Not copied: what only editors and debuggers read; the same code again for bundlers, since Node loads the CommonJS of each; and packages
 * inside a package, which are listed themselves.
 */
const left = /\.map$|\.d\.[cm]?ts$|^(dist-es|dist-types|esm|esnext|node_modules)$/;

async function copyPackage(installed: string, target: string): Promise<void> {
    const source = join(root, installed);
    await cp(source, target, { recursive: true, filter: (path) => path === source || !left.test(basename(path)) });
}

/** The place of a package beside the plugin: what is installed for one workspace alone is inside its package. */
function placeOf(found: string): string {
    const [workspace = "", ...rest] = found.split("/");
    return workspace === "node_modules" ? found : [ownPackages[workspace] ?? "", ...rest].filter(Boolean).join("/");
}
