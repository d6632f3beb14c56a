import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git } from "../../../../scripts/release/checks";
import { type ReleaseTools, release } from "../../../../scripts/release/release";

/** What is written into the repository; `undefined`: as it must be. */
interface Repository {
    readonly provider?: string;
    readonly emulator?: string;
    readonly plugin?: string;
    /** The provider that the plugin depends on. */
    readonly needed?: string;
    readonly locked?: string;
    readonly changelog?: string;
}

const version = "1.2.3";
const changelog = `# Changelog\n\n## Unreleased\n\n## ${version} (2026-12-01)\n\n- Everything.\n\n## 1.2.2\n\n- Less.\n`;

/** A git repository with three workspaces that are ready to be released, in a folder that is gone afterwards. */
async function withRepository(content: Repository, test: (root: string) => Promise<void>): Promise<void> {
    const root = await mkdtemp(join(tmpdir(), "release-"));
    try {
        const write = async (file: string, value: unknown): Promise<void> =>
            await writeFile(join(root, file), typeof value === "string" ? value : JSON.stringify(value));
        const { provider = version, emulator = version, plugin = version, locked = version } = content;
        for (const folder of ["provider", "emulator", "plugin"]) await mkdir(join(root, folder));
        await write("provider/package.json", { version: provider });
        await write("emulator/package.json", { version: emulator });
        const dependencies = { "pulumi-cognito-user-import": content.needed ?? provider };
        await write("plugin/package.json", { version: plugin, dependencies });
        await write("package-lock.json", {
            packages: {
                provider: { version: locked },
                emulator: { version: locked },
                plugin: { version: locked },
            },
        });
        await write("CHANGELOG.md", content.changelog ?? changelog);
        await git(root, "init", "--quiet");
        await git(root, "config", "user.name", "Ada Example");
        await git(root, "config", "user.email", "ada@example.com");
        await git(root, "config", "commit.gpgsign", "false");
        await git(root, "config", "tag.gpgsign", "false");
        await commit(root, "Version 1.2.3");
        await test(root);
    } finally {
        await rm(root, { recursive: true, force: true });
    }
}

async function commit(root: string, message: string): Promise<void> {
    await git(root, "add", "--all");
    await git(root, "commit", "--quiet", "--allow-empty", "--message", message);
}

/** Tools that write down what they were asked for, in `asked`. */
function tools(changes: Partial<ReleaseTools> = {}): ReleaseTools & { asked: string[] } {
    const asked: string[] = [];
    const note = async (what: string): Promise<void> => void asked.push(what);
    return {
        asked,
        log: () => undefined,
        build: () => note("build"),
        tryPackages: () => note("try"),
        isPublished: async () => false,
        publish: (workspace, { distTag, isDryRun }) => note(`publish ${workspace} ${distTag}${isDryRun ? " dry" : ""}`),
        pushTag: (tag) => note(`push ${tag}`),
        publishTarballs: (tag, { distTag, isDryRun }) => note(`tarballs ${tag} ${distTag}${isDryRun ? " dry" : ""}`),
        ...changes,
    };
}

async function refusal(root: string): Promise<string> {
    const used = tools();
    const thrown = await release(root, false, used).then(
        () => assert.fail("it was released"),
        (error: Error) => error.message,
    );
    assert.deepEqual([used.asked, await git(root, "tag")], [[], ""]);
    return thrown;
}

describe("release", () => {
    it("tries the packages, tags the commit, publishes the emulator, the provider and then the plugin, and pushes the tag", async () => {
        await withRepository({}, async (root) => {
            const used = tools();

            await release(root, false, used);

            assert.deepEqual(used.asked, [
                "build",
                "try",
                "publish emulator latest",
                "publish provider latest",
                "publish plugin latest",
                "push v1.2.3",
                "tarballs v1.2.3 latest",
            ]);
            assert.equal(await git(root, "rev-parse", "v1.2.3^{commit}"), await git(root, "rev-parse", "HEAD"));
        });
    });

    it("tags and publishes nothing in a dry run", async () => {
        await withRepository({}, async (root) => {
            const used = tools();

            await release(root, true, used);

            assert.deepEqual(used.asked, [
                "build",
                "try",
                "publish emulator latest dry",
                "publish provider latest dry",
                "publish plugin latest dry",
                "tarballs v1.2.3 latest dry",
            ]);
            assert.equal(await git(root, "tag"), "");
            assert.equal(await git(root, "status", "--porcelain"), "");
        });
    });

    it("neither tags nor publishes packages that do not work", async () => {
        await withRepository({}, async (root) => {
            const used = tools({ tryPackages: () => Promise.reject(new Error("up failed")) });

            await assert.rejects(release(root, false, used), { message: "up failed" });

            assert.deepEqual([used.asked, await git(root, "tag")], [["build"], ""]);
        });
    });

    it("goes on where an earlier try stopped", async () => {
        await withRepository({}, async (root) => {
            const broken = tools({ publish: () => Promise.reject(new Error("no answer")) });
            await assert.rejects(release(root, false, broken), { message: "no answer" });
            const used = tools({ isPublished: async (workspace) => workspace === "emulator" });

            await release(root, false, used);

            assert.deepEqual(used.asked, [
                "build",
                "try",
                "publish provider latest",
                "publish plugin latest",
                "push v1.2.3",
                "tarballs v1.2.3 latest",
            ]);
        });
    });

    it("keeps a version before a release from those who ask for none", async () => {
        const next = "1.2.3-rc.1";
        const content = {
            provider: next,
            emulator: next,
            plugin: next,
            locked: next,
            changelog: `## ${next}\n\n- Everything.\n`,
        };
        await withRepository(content, async (root) => {
            const used = tools();

            await release(root, false, used);

            assert.deepEqual(used.asked.slice(2), [
                "publish emulator next",
                "publish provider next",
                "publish plugin next",
                `push v${next}`,
                `tarballs v${next} next`,
            ]);
        });
    });

    it("says everything that has to be done first, and changes nothing", async () => {
        const unreleased = "## Unreleased\n\n- Something.\n";
        await withRepository({ emulator: "1.2.2", needed: "1.2.1", changelog: unreleased }, async (root) => {
            await writeFile(join(root, "left.txt"), "left");

            const message = await refusal(root);

            assert.match(message, /^- The working tree has changes\. Commit or remove them:\n\?\? left\.txt$/m);
            assert.match(
                message,
                /^- The versions differ: emulator 1\.2\.2, provider 1\.2\.3, plugin 1\.2\.3\. Give all the same\.$/m,
            );
            assert.match(
                message,
                /^- The plugin depends on pulumi-cognito-user-import 1\.2\.1\. Let it depend on 1\.2\.3 in plugin\/package\.json\.$/m,
            );
            assert.match(message, /^- CHANGELOG\.md has no section "## 1\.2\.3"\.$/m);
            assert.match(message, /^- CHANGELOG\.md has entries under "Unreleased"\. Move them to "## 1\.2\.3"\.$/m);
            assert.match(
                message,
                /^- package-lock\.json has emulator 1\.2\.3\. Run npm install --package-lock-only\.$/m,
            );
        });
    });

    it("refuses a section without entries, and one of another version that begins alike", async () => {
        await withRepository({ changelog: `## ${version}\n\n## 1.2.2\n\n- Less.\n` }, async (root) => {
            assert.match(await refusal(root), /The section "## 1\.2\.3" of CHANGELOG\.md is empty\./);
        });
        await withRepository({ changelog: "## 1.2.30\n\n- More.\n" }, async (root) => {
            assert.match(await refusal(root), /CHANGELOG\.md has no section "## 1\.2\.3"\./);
        });
    });

    it("refuses a version that was tagged on another commit", async () => {
        await withRepository({}, async (root) => {
            await release(root, false, tools());
            await commit(root, "More");

            await assert.rejects(
                release(root, false, tools()),
                /The tag v1\.2\.3 is on another commit \(\w{10}\)\. Set a new version\./,
            );
        });
    });

    it("refuses what is not a version", async () => {
        await withRepository({ provider: "next", emulator: "next", plugin: "next", locked: "next" }, async (root) => {
            assert.match(await refusal(root), /"next" is not a version\./);
        });
    });
});
