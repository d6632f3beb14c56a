import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import execa from "execa";

const root = resolve(__dirname, "../..");

/** The packages as they would be published. */
export interface Tarballs {
    readonly provider: string;
    /** The provider as a program has it before an upgrade. */
    readonly olderProvider: string;
    readonly emulator: string;
    readonly plugin: string;
}

/** The version that the older provider has where none is given. */
export const olderVersion = "0.0.1";

/**
 * Packs all workspaces, as they are compiled, into a folder.
 *
 * @param from a tarball to upgrade from; `undefined`: the same provider under {@link olderVersion}
 */
export async function packTarballs(folder: string, from: string | undefined): Promise<Tarballs> {
    const [provider = "", emulator = "", plugin = ""] = await Promise.all(
        ["provider", "emulator", "plugin"].map((workspace) => pack(join(root, workspace), folder)),
    );
    const olderProvider = from === undefined ? await repack(provider, folder) : resolve(from);
    return { provider, olderProvider, emulator, plugin };
}

/** The package as npm packs it, without compiling anew. */
export async function pack(packageFolder: string, target: string): Promise<string> {
    const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", target];
    const { stdout } = await execa("npm", args, { cwd: packageFolder });
    return join(target, stdout.trim().split("\n").at(-1) ?? "");
}

/** The same content under another version. */
async function repack(tarball: string, folder: string): Promise<string> {
    const content = join(folder, "older");
    await mkdir(content);
    await execa("tar", ["-xzf", tarball, "-C", content]);
    const manifestFile = join(content, "package", "package.json");
    const manifest = JSON.parse(await readFile(manifestFile, "utf8")) as object;
    await writeFile(manifestFile, JSON.stringify({ ...manifest, version: olderVersion }));
    const packed = await pack(join(content, "package"), folder);
    await rm(content, { recursive: true });
    return packed;
}
