import assert from "node:assert/strict";
import { access, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { PulumiInstallation } from "../../../scripts/pulumi/installation";
import { hostSources, withLanguageHost } from "../../../scripts/pulumi/languageHosts";
import { recordedScreen } from "../../support/process/recordedScreen";
import { withTemporaryFolder, writeProgram, writePulumi } from "../../support/pulumi/fakePrograms";

const script = "python/cmd/pulumi-language-python-exec";

describe("withLanguageHost", () => {
    it("takes the host that lies beside a released CLI", async () => {
        await withCli(async (pulumi, environment) => {
            await writeProgram(path.join(path.dirname(pulumi.command), "pulumi-language-yaml"), "exit 0");

            assert.equal(await withLanguageHost(pulumi, "yaml", { environment }), pulumi);
        });
    });

    it("builds it once into the user's cache where there is none, with the script that belongs beside it", async () => {
        await withCli(async (pulumi, environment, folder) => {
            await writeProgram(path.join(folder, "module", script), "exit 0");
            const writesOutput = `while [ $# -gt 0 ]; do [ "$1" = -o ] && { echo "#!$PWD" > "$2"; chmod +x "$2"; }; shift; done`;
            const counts = `echo build >> ${folder}/builds`;
            const go = `case "$*" in list*-m*) echo ${folder}/module;; build*) ${counts}; ${writesOutput};; esac`;
            await writeProgram(path.join(folder, "go", "go"), go);
            const options = { environment: { ...environment, PATH: `${folder}/go:/usr/bin:/bin` } };
            const screen = recordedScreen();

            const first = await withLanguageHost(pulumi, "python", { ...options, screen });
            const second = await withLanguageHost(pulumi, "python", options);

            assert.deepEqual(second, first);
            assert.equal(await readFile(path.join(folder, "builds"), "utf8"), "build\n");
            const { PATH = "" } = first.environment;
            const [bin = "", ...others] = PATH.split(":");
            assert.deepEqual(others.join(":"), pulumi.environment.PATH);
            assert.deepEqual((await readdir(bin)).sort(), ["pulumi-language-python", "pulumi-language-python-exec"]);
            const built = await readFile(path.join(bin, "pulumi-language-python"), "utf8");
            assert.equal(built, `#!${hostSources.python.module}\n`);
            assert.match(screen.text(), /^Building pulumi-language-python 3\.68\.0, .*\n {2}done in \d+ s\n$/);
        });
    });

    it("says how to get one where none can be built, and leaves nothing behind", async () => {
        await withCli(async (pulumi, environment, folder) => {
            const options = { environment: { ...environment, PATH: folder }, screen: recordedScreen() };

            await assert.rejects(withLanguageHost(pulumi, "yaml", options), {
                name: "LanguageHostUnavailableError",
                message:
                    "There is no pulumi-language-yaml beside the Pulumi CLI, and none could be built: no go on PATH. Either of these helps: " +
                    "install Pulumi 3.258.0 or later (https://www.pulumi.com/docs/install/), whose releases carry it; or install Go 1.26 " +
                    "or later (https://go.dev/dl/), and it is built from the Go module proxy.",
            });
            assert.deepEqual(await readdir(path.join(folder, "cache", "pulumi-cognito-user-import")), []);
        });
    });

    it("has a checked-in module for every host, whose go.sum pins the version that is named", async () => {
        for (const { module, package: built, version } of Object.values(hostSources)) {
            await access(path.join(module, "go.sum"));
            const mod = await readFile(path.join(module, "go.mod"), "utf8");
            assert.match(mod, new RegExp(`^tool ${built}$`, "m"));
            assert.ok(mod.includes(` v${version}`));
        }
    });
});

/** Gives a test a CLI without language hosts of other languages, and a cache that is empty. */
async function withCli(
    test: (pulumi: PulumiInstallation, environment: NodeJS.ProcessEnv, folder: string) => Promise<void>,
): Promise<void> {
    await withTemporaryFolder(async (folder) => {
        const bin = path.join(folder, "cli");
        await writePulumi(bin, "3.258.0");
        const pulumi = { command: path.join(bin, "pulumi"), version: "3.258.0", environment: { PATH: bin } };
        await test(pulumi, { XDG_CACHE_HOME: path.join(folder, "cache") }, folder);
    });
}
