import assert from "node:assert/strict";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { type EnsurePulumiOptions, ensurePulumi, type Maker } from "../../../scripts/pulumi/ensurePulumi";
import { programs } from "../../../scripts/pulumi/installation";
import { PulumiUnavailableError } from "../../../scripts/pulumi/pulumiUnavailableError";
import { minimumVersion, pinnedVersion } from "../../../scripts/pulumi/versions";
import { recordedScreen } from "../../support/process/recordedScreen";
import { withTemporaryFolder, writeProgram, writePulumi } from "../../support/pulumi/fakePrograms";

const makes: Maker = (root) => writePulumi(path.join(root, "bin"), pinnedVersion);
const unreachable: Maker = () => Promise.reject(new Error("get.pulumi.com is not reachable"));
const noGo: Maker = () => Promise.reject(new Error("no go on PATH"));

/** Options of a machine with nothing on PATH, whose cache is in `folder`. */
function machine(folder: string, download: Maker, build: Maker): EnsurePulumiOptions {
    return { environment: { PATH: "", XDG_CACHE_HOME: folder }, screen: recordedScreen(), makers: { download, build } };
}

/** The path of the project's folder in the cache, and the names in it. */
async function readCacheFolder(cache: string): Promise<string[]> {
    return await readdir(path.join(cache, "pulumi-cognito-user-import"));
}

describe("ensurePulumi", () => {
    it("takes the CLI on PATH before anything else, and leaves the cache alone", async () => {
        await withTemporaryFolder(async (folder) => {
            await writePulumi(path.join(folder, "bin"), pinnedVersion);
            const environment = { PATH: path.join(folder, "bin"), XDG_CACHE_HOME: path.join(folder, "cache") };

            const { command, environment: added } = await ensurePulumi({ environment });

            assert.equal(command, path.join(folder, "bin", programs.cli));
            assert.deepEqual(Object.keys(added), ["PATH"]);
            assert.deepEqual(await readdir(folder), ["bin"]);
        });
    });

    it("downloads into the cache when PATH has none, and leaves plugins to Pulumi", async () => {
        await withTemporaryFolder(async (folder) => {
            const { command, version, environment } = await ensurePulumi(machine(folder, makes, noGo));

            assert.equal(version, pinnedVersion);
            assert.ok(command.startsWith(path.join(folder, "pulumi-cognito-user-import", `pulumi-${pinnedVersion}-`)));
            assert.deepEqual(environment, { PATH: path.dirname(command), PULUMI_SKIP_UPDATE_CHECK: "true" });
        });
    });

    it("builds when the download is out of reach, and then looks for no plugins there either", async () => {
        await withTemporaryFolder(async (folder) => {
            const { command, environment } = await ensurePulumi(machine(folder, unreachable, makes));

            assert.deepEqual(environment, {
                PATH: path.dirname(command),
                PULUMI_SKIP_UPDATE_CHECK: "true",
                PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            });
        });
    });

    it("says why it builds, which takes minutes, instead of downloading", async () => {
        await withTemporaryFolder(async (folder) => {
            const screen = recordedScreen();

            await ensurePulumi({ ...machine(folder, unreachable, makes), screen });

            assert.equal(screen.text(), "No download of the Pulumi CLI: get.pulumi.com is not reachable.\n");
        });
    });

    it("overrides nothing that the user has set", async () => {
        await withTemporaryFolder(async (folder) => {
            const options = machine(folder, unreachable, makes);
            const own = { PULUMI_SKIP_UPDATE_CHECK: "false", PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "" };

            const { environment } = await ensurePulumi({ ...options, environment: { ...options.environment, ...own } });

            assert.deepEqual(Object.keys(environment), ["PATH"]);
        });
    });

    it("takes from the cache what is there, without making it again", async () => {
        await withTemporaryFolder(async (folder) => {
            const first = await ensurePulumi(machine(folder, unreachable, makes));

            assert.deepEqual(await ensurePulumi(machine(folder, unreachable, noGo)), first);
            assert.equal((await readCacheFolder(folder)).length, 1);
        });
    });

    it("makes again what has lost a program", async () => {
        await withTemporaryFolder(async (folder) => {
            const { command } = await ensurePulumi(machine(folder, unreachable, makes));
            await rm(path.join(path.dirname(command), programs.languageHost));

            await assert.rejects(ensurePulumi(machine(folder, unreachable, noGo)), PulumiUnavailableError);
            assert.equal((await ensurePulumi(machine(folder, unreachable, makes))).command, command);
        });
    });

    it("does not take what a download leaves incomplete, and leaves nothing of it", async () => {
        await withTemporaryFolder(async (folder) => {
            const partial: Maker = (root) => writeProgram(path.join(root, "bin", programs.cli), "echo v3.258.0");

            const failing = ensurePulumi(machine(folder, partial, noGo));

            await assert.rejects(failing, /download: what it made is incomplete or does not run/);
            assert.deepEqual(await readCacheFolder(folder), []);
        });
    });

    it("names the three ways when there is none and none can be made, and what was tried", async () => {
        await withTemporaryFolder(async (folder) => {
            await assert.rejects(ensurePulumi(machine(folder, unreachable, noGo)), (error) => {
                assert.ok(error instanceof PulumiUnavailableError);
                assert.equal(
                    error.message,
                    `No Pulumi CLI ${minimumVersion} or later was found, and none could be made. Any one of these helps:
  1. Install Pulumi on PATH: https://www.pulumi.com/docs/install/
  2. Allow its download from https://get.pulumi.com or https://github.com (HTTPS_PROXY is honoured), or set PULUMI_CLI_MIRROR
     to the address of a folder that has Pulumi's release files.
  3. Install Go 1.26 or later (https://go.dev/dl/): the CLI is then built from the Go module proxy.
What was tried:
  - PATH: no pulumi on PATH
  - download: get.pulumi.com is not reachable
  - build: no go on PATH`,
                );
                return true;
            });
        });
    });

    it("ignores a relative XDG_CACHE_HOME, as the XDG specification asks", async () => {
        await withTemporaryFolder(async (folder) => {
            const options = machine("cache", makes, noGo);

            const { command } = await ensurePulumi({
                ...options,
                environment: { ...options.environment, HOME: folder },
            });

            assert.ok(command.startsWith(path.join(folder, ".cache", "pulumi-cognito-user-import")));
        });
    });
});
