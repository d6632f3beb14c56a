import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import execa from "execa";
import { git, workspaces } from "./checks";
import { publishTarballs } from "./publishTarballs";
import { release } from "./release";

const root = resolve(__dirname, "../..");

/**
 * `npm run release [-- --dry-run]`. `.github/workflows/release.yml` runs it: only there npm gets an identity to publish with
 * and to sign the provenance.
 */
async function main(): Promise<void> {
    const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
    const npm = async (...args: string[]): Promise<void> => {
        await execa("npm", args, { cwd: root, stdio: "inherit" });
    };
    await release(root, values["dry-run"], {
        log: (line) => console.log(line),
        build: async () => {
            // A file whose source is gone would be published too.
            for (const workspace of workspaces)
                await rm(join(root, workspace, "bin"), { recursive: true, force: true });
            await npm("run", "--silent", "build");
        },
        tryPackages: async () => await npm("run", "--silent", "pack:try", "--", "npm"),
        isPublished: async (workspace, version) => {
            const { name } = JSON.parse(await readFile(join(root, workspace, "package.json"), "utf8")) as {
                name: string;
            };
            const answer = await execa("npm", ["view", `${name}@${version}`, "version", "--json"], { reject: false });
            if (answer.exitCode !== 0 && !/E404/.test(answer.stderr + answer.stdout)) {
                throw new Error(`npm view ${name} failed: ${answer.stderr}`);
            }
            return answer.exitCode === 0 && answer.stdout.trim() !== "";
        },
        publish: async (workspace, { distTag, isDryRun }) => {
            const settings = ["--access", "public", "--provenance", "--tag", distTag, "--ignore-scripts"];
            // A dry run of publishing asks the registry whether the version is free; one of packing needs no network.
            await (isDryRun
                ? npm("pack", "--dry-run", "--ignore-scripts", "--workspace", workspace)
                : npm("publish", "--workspace", workspace, ...settings));
        },
        pushTag: async (tag) => {
            await git(root, "push", "origin", tag);
        },
        publishTarballs: async (tag, options) => await publishTarballs(root, tag, options),
    });
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
