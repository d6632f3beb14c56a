import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import execa from "execa";
import { stagePlugin, starter } from "./stagePlugin";

const manifest = resolve(__dirname, "../../plugin/package.json");

/** The platforms that Pulumi's engine asks for, as it names them. */
export const platforms = ["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64", "windows-amd64"] as const;

export type Platform = (typeof platforms)[number];

/**
 * Writes the tarballs that `pluginDownloadURL` leads to into a folder, and `SHA256SUMS` beside them. They need Node and nothing else.
 *
 * @returns the files' paths
 */
export async function writeTarballs(
    target: string,
    wanted: readonly Platform[] = platforms,
): Promise<readonly string[]> {
    const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
    const staged = await mkdtemp(join(tmpdir(), "plugin-"));
    try {
        await mkdir(target, { recursive: true });
        await stagePlugin(staged);
        const files: string[] = [];
        const sums: string[] = [];
        for (const platform of wanted) {
            const name = `pulumi-resource-cognito-user-import-v${version}-${platform}.tar.gz`;
            await compress(staged, join(target, name), platform);
            sums.push(`${await sha256(join(target, name))}  ${name}\n`);
            files.push(join(target, name));
        }
        const list = join(target, "SHA256SUMS");
        await writeFile(list, sums.join(""));
        return [...files, list];
    } finally {
        await rm(staged, { recursive: true, force: true });
    }
}

/**
 * The same files for each platform but for what starts them. Windows starts no shell script: there the engine has Node run the plugin
 * by PulumiPlugin.yaml. On the others that must not be there, since the engine would first run npm.
 */
async function compress(folder: string, file: string, platform: Platform): Promise<void> {
    const other = platform.startsWith("windows-") ? "pulumi-resource-cognito-user-import" : starter;
    const args = ["--exclude", `./${other}`, "-czf", file, "-C", folder, "."];
    await execa("tar", args, { env: { COPYFILE_DISABLE: "1" } });
}

async function sha256(file: string): Promise<string> {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(file)) hash.update(chunk);
    return hash.digest("hex");
}
