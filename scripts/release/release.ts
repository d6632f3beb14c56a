import { checkRelease, git, tagOf, type Workspace, workspaces } from "./checks";

/** What a release does outside of the repository. */
export interface ReleaseTools {
    /** Takes one line for a person to read. */
    readonly log: (line: string) => void;
    /** Compiles all packages from nothing. */
    readonly build: () => Promise<void>;
    /** Tries the packed packages in a program of their own. Throws where one of them does not work. */
    readonly tryPackages: () => Promise<void>;
    /** Whether the registry has this version of a workspace's package already. */
    readonly isPublished: (workspace: Workspace, version: string) => Promise<boolean>;
    /** Publishes a workspace's package with its provenance; in a dry run only says what it would hold. */
    readonly publish: (workspace: Workspace, options: PublishOptions) => Promise<void>;
    /** Sends the tag to where the repository came from. */
    readonly pushTag: (tag: string) => Promise<void>;
    /** Makes the plugin's tarballs, and puts them where the engine downloads plugins from; in a dry run only makes them. */
    readonly publishTarballs: (tag: string, options: PublishOptions) => Promise<void>;
}

/** How a package is published. */
export interface PublishOptions {
    /** npm's tag: a version such as 1.0.0-rc.1 must not become what everybody installs. */
    readonly distTag: "latest" | "next";
    readonly isDryRun: boolean;
}

/**
 * Releases the version that package.json and CHANGELOG.md agree on: checks, tries the packed packages, tags, publishes. Can be
 * repeated: what an earlier try has published stays.
 *
 * @throws Error before anything is changed, with everything that has to be done first
 */
export async function release(root: string, isDryRun: boolean, tools: ReleaseTools): Promise<void> {
    const { version, isTagged, problems } = await checkRelease(root);
    if (problems.length > 0) {
        throw new Error(`This is not ready to be released:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
    }
    const tag = tagOf(version);
    tools.log(`Release ${version}${isDryRun ? " (dry run: nothing is tagged or published)" : ""}`);
    await tools.build();
    await tools.tryPackages();
    tools.log("The packed packages work.");
    if (!isTagged && !isDryRun) {
        await git(root, "tag", "--annotate", tag, "--message", `Version ${version}`);
        tools.log(`Tagged ${tag}.`);
    }
    const distTag = version.includes("-") ? "next" : "latest";
    for (const workspace of workspaces) {
        if (!isDryRun && (await tools.isPublished(workspace, version))) {
            tools.log(`${workspace} ${version} is published already.`);
        } else {
            await tools.publish(workspace, { distTag, isDryRun });
            tools.log(`${isDryRun ? "Would publish" : "Published"} ${workspace} ${version} as ${distTag}.`);
        }
    }
    if (!isDryRun) {
        // Last, so that a tag that others see is one that was published.
        await tools.pushTag(tag);
        tools.log(`Pushed ${tag}.`);
    }
    await tools.publishTarballs(tag, { distTag, isDryRun });
    tools.log(`${isDryRun ? "Would publish" : "Published"} the plugin's tarballs as files of ${tag}.`);
}
