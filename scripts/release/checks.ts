import { readFile } from "node:fs/promises";
import { join } from "node:path";
import execa from "execa";
import * as semver from "semver";

/** The workspaces that are published, in the order of publishing. */
export const workspaces = ["emulator", "provider", "plugin"] as const;

export type Workspace = (typeof workspaces)[number];

/** A release that is ready, or what is against it. */
export interface Readiness {
    /** The version of all workspaces; of the provider where they differ. */
    readonly version: string;
    /** Whether this commit has the version's tag: an earlier try got as far as that. */
    readonly isTagged: boolean;
    /** Everything that has to be done first, a sentence each. Empty: nothing. */
    readonly problems: readonly string[];
}

/** The name of a version's tag. */
export function tagOf(version: string): string {
    return `v${version}`;
}

/** Runs git in the repository and gives what it prints. */
export async function git(root: string, ...args: string[]): Promise<string> {
    return (await execa("git", args, { cwd: root })).stdout.trim();
}

/** Checks all that can be checked without network and without changing anything. */
export async function checkRelease(root: string): Promise<Readiness> {
    const manifests = await Promise.all(workspaces.map((workspace) => readManifest(root, `${workspace}/package.json`)));
    const versions = Object.fromEntries(
        workspaces.map((workspace, index) => [workspace, manifests[index]?.version ?? ""]),
    ) as Record<Workspace, string>;
    const { provider } = versions;
    const tag = tagOf(provider);
    const [changes, head, tagged] = await Promise.all([
        git(root, "status", "--porcelain"),
        git(root, "rev-parse", "HEAD"),
        git(root, "rev-parse", "--verify", "--quiet", `${tag}^{commit}`).catch(() => undefined),
    ]);
    const changelog = await readFile(join(root, "CHANGELOG.md"), "utf8");
    const problems = [
        ...(changes === "" ? [] : [`The working tree has changes. Commit or remove them:\n${changes}`]),
        ...versionProblems(versions),
        ...dependencyProblems(manifests[workspaces.indexOf("plugin")] ?? {}, provider),
        ...(semver.valid(provider) === provider ? [] : [`"${provider}" is not a version.`]),
        ...changelogProblems(changelog, provider),
        ...(await lockProblems(root, versions)),
        ...(tagged === undefined || tagged === head
            ? []
            : [`The tag ${tag} is on another commit (${tagged.slice(0, 10)}). Set a new version.`]),
    ];
    return { version: provider, isTagged: tagged === head, problems };
}

function versionProblems(versions: Readonly<Record<Workspace, string>>): string[] {
    if (new Set(Object.values(versions)).size === 1) return [];
    const each = workspaces.map((workspace) => `${workspace} ${versions[workspace]}`);
    return [`The versions differ: ${each.join(", ")}. Give all the same.`];
}

/** The plugin is made of the provider's own parts, so it takes the provider of its version and no other. */
function dependencyProblems({ dependencies = {} }: Manifest, version: string): string[] {
    const wanted = dependencies["pulumi-cognito-user-import"];
    return wanted === version
        ? []
        : [
              `The plugin depends on pulumi-cognito-user-import ${wanted}. Let it depend on ${version} in plugin/package.json.`,
          ];
}

/** What is wrong with the changelog: a release has a section of its own, and nothing is left in "Unreleased". */
export function changelogProblems(changelog: string, version: string): string[] {
    const sections = changelog.split(/^## /m).slice(1);
    const textOf = (title: string): string | undefined => {
        const section = sections.find((text) => text.split(/\s/, 1)[0] === title);
        return section?.slice(section.indexOf("\n")).trim();
    };
    const own = textOf(version);
    return [
        ...(own === undefined ? [`CHANGELOG.md has no section "## ${version}".`] : []),
        ...(own === "" ? [`The section "## ${version}" of CHANGELOG.md is empty.`] : []),
        ...(textOf("Unreleased") ? [`CHANGELOG.md has entries under "Unreleased". Move them to "## ${version}".`] : []),
    ];
}

async function lockProblems(root: string, versions: Readonly<Record<Workspace, string>>): Promise<string[]> {
    const { packages = {} } = await readManifest(root, "package-lock.json");
    return workspaces
        .filter((workspace) => packages[workspace]?.version !== versions[workspace])
        .map(
            (workspace) =>
                `package-lock.json has ${workspace} ${packages[workspace]?.version ?? "not at all"}. Run npm install --package-lock-only.`,
        );
}

interface Manifest {
    readonly version?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly packages?: Readonly<Record<string, { readonly version?: string }>>;
}

async function readManifest(root: string, file: string): Promise<Manifest> {
    return JSON.parse(await readFile(join(root, file), "utf8")) as Manifest;
}
