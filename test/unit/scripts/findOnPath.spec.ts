import assert from "node:assert/strict";
import { mkdir, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { findOnPath } from "../../../scripts/pulumi/findOnPath";
import { programs } from "../../../scripts/pulumi/installation";
import { minimumVersion, pinnedVersion } from "../../../scripts/pulumi/versions";
import { withTemporaryFolder, writeProgram, writePulumi } from "../../support/pulumi/fakePrograms";

describe("findOnPath", () => {
    it("takes a CLI that is recent enough and complete, and puts its folder first on PATH", async () => {
        await withTemporaryFolder(async (folder) => {
            await writePulumi(folder, minimumVersion);

            assert.deepEqual(await findOnPath({ PATH: `/nowhere:${folder}` }), {
                found: {
                    command: path.join(folder, "pulumi"),
                    version: minimumVersion,
                    environment: { PATH: `${folder}:/nowhere:${folder}` },
                },
            });
        });
    });

    it("passes over a CLI that is too old, and takes the next", async () => {
        await withTemporaryFolder(async (folder) => {
            const [old, recent] = [path.join(folder, "old"), path.join(folder, "recent")];
            await writePulumi(old, "3.100.0");
            await writePulumi(recent, pinnedVersion);

            const search = await findOnPath({ PATH: `${old}:${recent}` });

            assert.ok("found" in search);
            assert.equal(search.found.command, path.join(recent, "pulumi"));
            assert.equal(search.found.environment.PATH, `${recent}:${old}:${recent}`);
        });
    });

    it("says of each CLI that it passes over why", async () => {
        await withTemporaryFolder(async (folder) => {
            const [old, broken, bare] = ["old", "broken", "bare"].map((name) => path.join(folder, name));
            assert.ok(old && broken && bare);
            await writePulumi(old, "3.100.0");
            await writeProgram(path.join(broken, programs.cli), "exit 1");
            await writePulumi(bare, pinnedVersion);
            await rm(path.join(bare, programs.dynamicProvider));
            // Without the complete language host of the other folder, which would serve this one too.
            await rm(path.join(old, programs.dynamicProvider));

            assert.deepEqual(await findOnPath({ PATH: [old, broken, bare].join(":") }), {
                reasons: [
                    `${old}/pulumi is version 3.100.0, not a ${minimumVersion} or later of the same major`,
                    `${broken}/pulumi did not answer \`pulumi version\``,
                    `${bare}/pulumi has no ${programs.dynamicProvider} beside it`,
                ],
            });
        });
    });

    it("finds the language host beside the file that a link on PATH leads to", async () => {
        await withTemporaryFolder(async (folder) => {
            const [cellar, bin] = [path.join(folder, "cellar"), path.join(folder, "bin")];
            await writePulumi(cellar, pinnedVersion);
            await mkdir(bin);
            await symlink(path.join(cellar, "pulumi"), path.join(bin, "pulumi"));

            const search = await findOnPath({ PATH: bin });

            assert.ok("found" in search);
            assert.equal(search.found.command, path.join(bin, "pulumi"));
        });
    });

    it("says that there is none, and does not look into relative folders", async () => {
        assert.deepEqual(await findOnPath({ PATH: "bin:." }), { reasons: ["no pulumi on PATH"] });
        assert.deepEqual(await findOnPath({}), { reasons: ["no pulumi on PATH"] });
    });
});
