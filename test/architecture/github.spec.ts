import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { minVersion, satisfies } from "semver";
import { packageManagers } from "../../scripts/pack/packageManagers";
import { readPackOptions } from "../../scripts/pack/packOptions";
import { repositoryFolder } from "../support/repository/sourceFiles";

interface Step {
    readonly uses?: string;
    readonly run?: string;
}

interface Job {
    readonly "runs-on": string;
    readonly "timeout-minutes"?: number;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly environment?: string;
    readonly needs?: string;
    readonly strategy?: { readonly matrix: Matrix };
    readonly steps: readonly Step[];
}

type Row = Readonly<Record<string, string | number>>;

type Matrix = Readonly<Record<string, readonly (string | number)[]>> & {
    readonly include?: readonly Row[];
    readonly exclude?: readonly Row[];
};

interface Workflow {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
}

interface Field {
    readonly type: string;
    readonly id?: string;
    readonly attributes: { readonly value?: string; readonly options?: readonly { readonly required?: boolean }[] };
}

const read = (path: string): string => readFileSync(join(repositoryFolder, path), "utf8");
/** Throws where it is no YAML, or a key is there twice. */
const readYaml = <T>(path: string): T => load(read(path)) as T;
const manifest = (workspace: string): { engines: { node: string }; scripts: object; peerDependencies: Row } =>
    JSON.parse(read(join(workspace, "package.json")));

const workflowFiles = readdirSync(join(repositoryFolder, ".github/workflows")).map(
    (name) => `.github/workflows/${name}`,
);

/** The combinations of a matrix, as GitHub makes them. */
function rowsOf({ include = [], exclude = [], ...axes }: Matrix): Row[] {
    const all = Object.entries(axes as Readonly<Record<string, readonly (string | number)[]>>).reduce<Row[]>(
        (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
        [{}],
    );
    const isExcluded = (row: Row): boolean =>
        exclude.some((pattern) => Object.entries(pattern).every(([name, value]) => row[name] === value));
    return [...all.filter((row) => !isExcluded(row)), ...include];
}

describe("GitHub's workflows", () => {
    for (const file of workflowFiles) {
        const { permissions, jobs } = readYaml<Workflow>(file);

        describe(file, () => {
            it("names every action by its commit, and says which version that is", () => {
                const actions = [...read(file).matchAll(/uses: *(.*)$/gm)].map(([, action = ""]) => action);

                assert.ok(actions.length > 0);
                for (const action of actions) {
                    assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
                }
            });

            it("may only read, except where a release is made", () => {
                assert.deepEqual(permissions, { contents: "read" });
                for (const [name, job] of Object.entries(jobs)) {
                    const isRelease = file.endsWith("release.yml") && name === "release";
                    const expected = isRelease ? { contents: "write", "id-token": "write" } : undefined;
                    assert.deepEqual(job.permissions, expected, name);
                    assert.equal(job.environment, isRelease ? "npm" : undefined, name);
                }
            });

            it("ends each job in time, and runs it on a system that stays the same", () => {
                for (const job of Object.values(jobs)) {
                    assert.ok((job["timeout-minutes"] ?? 360) <= 60);
                    assert.match(job["runs-on"], /^ubuntu-\d\d\.\d\d$/);
                }
            });

            it("runs scripts that there are, on an installation as it is locked", () => {
                for (const { steps } of Object.values(jobs)) {
                    const commands = steps.flatMap(({ run }) => run ?? []);
                    const scripts = commands.flatMap((run) => /^npm run ([\w:]+)/.exec(run)?.[1] ?? []);

                    assert.ok(commands.some((run) => /^npm ci( --ignore-scripts)?$/.test(run)));
                    assert.deepEqual(
                        scripts.filter((script) => !(script in manifest("").scripts)),
                        [],
                    );
                }
            });
        });
    }

    const { jobs } = readYaml<Workflow>(".github/workflows/ci.yml");
    const rowsOfJob = (name: string): Row[] => rowsOf(jobs[name]?.strategy?.matrix ?? ({} as Matrix));
    const nodes = [20, 22, 24];

    it("test every line of Node that we support", () => {
        assert.deepEqual(
            rowsOfJob("test"),
            nodes.map((node) => ({ node })),
        );
        assert.ok(nodes.every((node) => satisfies(`${node}.99.0`, manifest("").engines.node)));
    });

    it("try the packages with both ends of the peer's range on each of them, and with every package manager", () => {
        const rows = rowsOfJob("packages");
        const range = String(manifest("provider").peerDependencies["@pulumi/pulumi"]);
        const oldest = minVersion(range)?.version;
        // @pulumi/pulumi 3.249 wants Node 22.
        const newest = (node: number): string => (node === 20 ? "3.248.0" : "latest");

        for (const node of nodes) {
            const tried = rows.filter((row) => row.node === node && row.manager === "npm").map(({ pulumi }) => pulumi);
            assert.deepEqual(tried, [oldest, newest(node)]);
        }
        for (const { manager, pulumi } of rows) {
            const options = readPackOptions([String(manager), "--pulumi", String(pulumi)]);
            assert.ok(options.pulumi === "latest" || satisfies(options.pulumi, range));
        }
        assert.deepEqual(new Set(rows.map(({ manager }) => manager)), new Set(Object.keys(packageManagers)));
    });

    it("release by hand only", () => {
        const { on } = readYaml<Workflow>(".github/workflows/release.yml");

        assert.deepEqual(Object.keys(on), ["workflow_dispatch"]);
    });

    it("run neither the tests nor a dependency's scripts where a release may be published and pushed", () => {
        const release = readYaml<Workflow>(".github/workflows/release.yml").jobs;
        const commandsOf = (name: string): string[] => (release[name]?.steps ?? []).flatMap(({ run }) => run ?? []);

        assert.ok(commandsOf("test").includes("npm test"));
        assert.deepEqual(
            Object.values(release).map(({ needs }) => needs),
            [undefined, "test"],
        );
        assert.deepEqual(
            commandsOf("release").filter((run) => /^npm (test|ci$|run test)/.test(run)),
            [],
        );
    });
});

describe("GitHub's other files", () => {
    it("let the bot look where dependencies are", () => {
        interface Update {
            readonly "package-ecosystem": string;
            readonly directory?: string;
            readonly directories?: readonly string[];
        }
        const { updates } = readYaml<{ updates: readonly Update[] }>(".github/dependabot.yml");
        const files: Readonly<Record<string, string>> = {
            npm: "package-lock.json",
            gomod: "go.mod",
            "github-actions": ".github/workflows/ci.yml",
        };

        const looked = updates.map((update) => update["package-ecosystem"]);
        assert.equal(looked.length, Object.keys(files).length);
        assert.deepEqual(new Set(looked), new Set(Object.keys(files)));
        for (const { "package-ecosystem": ecosystem, directory, directories = [directory ?? ""] } of updates) {
            for (const folder of directories) {
                assert.ok(existsSync(join(repositoryFolder, folder, files[ecosystem] ?? "")), `${ecosystem} ${folder}`);
            }
        }
    });

    const forms = readdirSync(join(repositoryFolder, ".github/ISSUE_TEMPLATE")).filter((name) => name !== "config.yml");
    for (const form of forms) {
        it(`have a form of which every field has a name of its own: ${form}`, () => {
            const { body } = readYaml<{ body: readonly Field[] }>(`.github/ISSUE_TEMPLATE/${form}`);
            const fields = body.filter(({ type }) => type !== "markdown");
            const ids = fields.map(({ id }) => id);

            assert.ok(fields.length > 0);
            assert.equal(new Set(ids).size, fields.length);
            for (const { type, id } of fields) {
                assert.ok(["textarea", "input", "dropdown", "checkboxes"].includes(type) && /^[\w-]+$/.test(id ?? ""));
            }
        });
    }

    it("ask to leave people out before a bug is told, and have it confirmed", () => {
        const { body } = readYaml<{ body: readonly Field[] }>(".github/ISSUE_TEMPLATE/bug.yml");

        assert.match(
            body[0]?.attributes.value ?? "",
            /Leave people out.*password hashes, presigned URLs, credentials/s,
        );
        assert.equal(body.at(-1)?.attributes.options?.[0]?.required, true);
    });

    it("send vulnerabilities to a private place", () => {
        const { homepage } = JSON.parse(read("provider/package.json")) as { homepage: string };
        const advisory = `${homepage.replace("#readme", "")}/security/advisories/new`;
        const config = readYaml<{ contact_links: readonly { url: string }[] }>(".github/ISSUE_TEMPLATE/config.yml");

        assert.ok(config.contact_links.some(({ url }) => url === advisory));
        assert.ok(read("SECURITY.md").includes(`](${advisory})`));
        for (const [, link = ""] of read("SECURITY.md").matchAll(/\]\((?!https:)([^)#]+)/g)) {
            assert.ok(existsSync(join(repositoryFolder, link)), link);
        }
    });
});
