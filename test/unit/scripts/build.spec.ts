import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { buildPulumi, goModules } from "../../../scripts/pulumi/build";
import { programs } from "../../../scripts/pulumi/installation";
import { pinnedVersion } from "../../../scripts/pulumi/versions";
import { withTemporaryFolder, writeProgram } from "../../support/pulumi/fakePrograms";

const silent = () => undefined;

/** Runs a build with a `go` that is this shell script. */
async function build(folder: string, goScript: string): Promise<string> {
    await writeProgram(path.join(folder, "path", "go"), goScript);
    await mkdir(path.join(folder, "bin"));
    await buildPulumi(folder, silent, { PATH: `${path.join(folder, "path")}:/usr/bin:/bin` });
    return path.join(folder, "bin");
}

describe("buildPulumi", () => {
    it("builds CLI and language host, and puts the SDK's dynamic-provider launcher beside them", async () => {
        await withTemporaryFolder(async (folder) => {
            const script = 'while [ $# -gt 0 ]; do [ "$1" = -o ] && echo "$PWD $GOWORK" > "$2"; shift; done';

            const bin = await build(folder, script);

            assert.deepEqual((await readdir(bin)).sort(), Object.values(programs).sort());
            assert.equal(await readFile(path.join(bin, programs.cli), "utf8"), `${goModules.cli} off\n`);
            assert.equal(
                await readFile(path.join(bin, programs.languageHost), "utf8"),
                `${goModules.languageHost} off\n`,
            );
        });
    });

    it("says that there is no Go", async () => {
        await withTemporaryFolder(async (folder) => {
            await assert.rejects(buildPulumi(folder, silent, { PATH: folder }), /^Error: no go on PATH$/);
        });
    });

    it("passes on what Go says of its own version", async () => {
        await withTemporaryFolder(async (folder) => {
            const tooOld = "go: go.mod requires go >= 1.26 (running go 1.22.0; GOTOOLCHAIN=local)";

            await assert.rejects(build(folder, `echo '${tooOld}' >&2; exit 1`), { message: tooOld });
        });
    });

    it("passes on the last line of a failed build", async () => {
        await withTemporaryFolder(async (folder) => {
            const script = '[ "$1" = env ] || { echo first >&2; echo "no space left on device" >&2; exit 1; }';

            await assert.rejects(build(folder, script), { message: "go build failed: no space left on device" });
        });
    });

    it("builds the pinned version: go.mod and go.sum name it", async () => {
        for (const name of ["go.mod", "go.sum"]) {
            const text = await readFile(path.join(goModules.cli, name), "utf8");
            assert.ok(text.includes(`github.com/pulumi/pulumi/pkg/v3 v${pinnedVersion}`), name);
        }
    });
});
