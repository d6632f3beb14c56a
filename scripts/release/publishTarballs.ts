import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { writeTarballs } from "../plugin/writeTarballs";
import type { PublishOptions } from "./release";

/**
 * Makes the plugin's tarballs and uploads them to the tag's release on GitHub, from where `pluginDownloadURL` of the schema has the engine
 * download them. Can be repeated: a file that is there is replaced.
 *
 * @throws Error where `gh`, GitHub's command line, is missing or refused
 */
export async function publishTarballs(root: string, tag: string, { distTag, isDryRun }: PublishOptions): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "plugin-tarballs-"));
    const gh = async (...args: string[]): Promise<void> => {
        await execa("gh", ["release", ...args], { cwd: root, stdio: "inherit" });
    };
    try {
        const files = await writeTarballs(folder);
        if (isDryRun) return;
        const { exitCode } = await execa("gh", ["release", "view", tag], { cwd: root, reject: false });
        if (exitCode !== 0) {
            const kind = distTag === "next" ? ["--prerelease"] : [];
            await gh("create", tag, "--verify-tag", "--title", tag, "--notes", "See CHANGELOG.md.", ...kind);
        }
        await gh("upload", tag, ...files, "--clobber");
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
