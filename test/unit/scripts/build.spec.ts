import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { buildPulumi, goModules } from "../../../scripts/pulumi/build";
import { programs } from "../../../scripts/pulumi/installation";
import { pinnedVersion } from "../../../scripts/pulumi/versions";
import { recordedScreen } from "../../support/process/recordedScreen";
import { withTemporaryFolder, writeProgram } from "../../support/pulumi/fakePrograms";

/** Runs a build with a `go` that is this shell script. */
async function build(
    folder: string,
    goScript: string,
    screen = recordedScreen(),
    environment: NodeJS.ProcessEnv = {},
): Promise<string> {
    await writeProgram(path.join(folder, "path", "go"), goScript);
    await mkdir(path.join(folder, "bin"));
    await buildPulumi(folder, screen, { PATH: `${path.join(folder, "path")}:/usr/bin:/bin`, ...environment });
    return path.join(folder, "bin");
}

/** Writes its folder and what it was asked for into the file after -o. */
const writesOutput =
    'settings="$PWD $GOWORK $GOGC"; while [ $# -gt 0 ]; do [ "$1" = -o ] && echo "$settings" > "$2"; shift; done';

describe("buildPulumi", () => {
    it("builds CLI and language host, and puts the SDK's dynamic-provider launcher beside them", async () => {
        await withTemporaryFolder(async (folder) => {
            const bin = await build(folder, writesOutput);

            assert.deepEqual((await readdir(bin)).sort(), Object.values(programs).sort());
            assert.equal(await readFile(path.join(bin, programs.cli), "utf8"), `${goModules.cli} off 400\n`);
            assert.equal(
                await readFile(path.join(bin, programs.languageHost), "utf8"),
                `${goModules.languageHost} off 400\n`,
            );
        });
    });

    it("leaves the user's own settings of Go as they are", async () => {
        await withTemporaryFolder(async (folder) => {
            const bin = await build(folder, writesOutput, recordedScreen(), { GOGC: "50" });

            assert.equal(await readFile(path.join(bin, programs.cli), "utf8"), `${goModules.cli} off 50\n`);
        });
    });

    it("shows the modules that come, and the packages that are built of all that are to be built", async () => {
        await withTemporaryFolder(async (folder) => {
            const screen = recordedScreen(80);
            const cli = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
            const script = `case "$PWD" in *languageHost) ${writesOutput}; exit;; esac
                case "$1" in
                list) printf 'go: downloading example.com/%s v1.0.0\\n' a b >&2; printf '%s\\n' unsafe fmt example.com/a ${cli};;
                build) printf '%s\\n' fmt '# a warning' example.com/a ${cli} >&2;;
                esac
                ${writesOutput}`;

            await build(folder, script, screen);

            const modules = (await readFile(path.join(goModules.cli, "go.sum"), "utf8")).match(/^\S+ v[^/\s]+ h1:/gm);
            assert.deepEqual(screen.drawings(), [
                `  [${"-".repeat(24)}]  0%, source of 1 of ${modules?.length} modules`,
                `  [${"-".repeat(24)}]  0%, source of 2 of ${modules?.length} modules`,
                `  [${"#".repeat(8)}${"-".repeat(16)}] 33%, 1 of 3 packages`,
                `  [${"#".repeat(16)}${"-".repeat(8)}] 66%, 2 of 3 packages`,
                `  [${"#".repeat(24)}] 100%, linking`,
            ]);
        });
    });

    it("says that there is no Go", async () => {
        await withTemporaryFolder(async (folder) => {
            await assert.rejects(buildPulumi(folder, recordedScreen(), { PATH: folder }), /^Error: no go on PATH$/);
        });
    });

    it("passes on what Go says of its own version", async () => {
        await withTemporaryFolder(async (folder) => {
            const tooOld = "go: go.mod requires go >= 1.26 (running go 1.22.0; GOTOOLCHAIN=local)";

            await assert.rejects(build(folder, `echo '${tooOld}' >&2; exit 1`), { message: tooOld });
        });
    });

    for (const command of ["list", "build"]) {
        it(`passes on the last line of a failed go ${command}`, async () => {
            await withTemporaryFolder(async (folder) => {
                const script = `[ "$1" != ${command} ] || { echo first >&2; echo "no space left on device" >&2; exit 1; }`;

                await assert.rejects(build(folder, script), {
                    message: `go ${command} failed: no space left on device`,
                });
            });
        });
    }

    it("builds the pinned version: go.mod and go.sum name it", async () => {
        for (const name of ["go.mod", "go.sum"]) {
            const text = await readFile(path.join(goModules.cli, name), "utf8");
            assert.ok(text.includes(`github.com/pulumi/pulumi/pkg/v3 v${pinnedVersion}`), name);
        }
    });
});
