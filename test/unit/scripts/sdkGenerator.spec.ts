import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pinnedVersion } from "../../../scripts/pulumi/versions";
import { ensureSdkGenerator, generatorModule } from "../../../scripts/sdk/sdkGenerator";
import { recordedScreen } from "../../support/process/recordedScreen";
import { withTemporaryFolder, writeProgram } from "../../support/pulumi/fakePrograms";

describe("ensureSdkGenerator", () => {
    it("builds the generator once into the user's cache, and says so", async () => {
        await withTemporaryFolder(async (folder) => {
            const writesOutput = `while [ $# -gt 0 ]; do [ "$1" = -o ] && { echo "#!$PWD" > "$2"; chmod +x "$2"; }; shift; done`;
            const go = `case "$1" in build) echo build >> ${folder}/builds; ${writesOutput};; esac`;
            await writeProgram(path.join(folder, "go"), go);
            const environment = { XDG_CACHE_HOME: path.join(folder, "cache"), PATH: `${folder}:/usr/bin:/bin` };
            const screen = recordedScreen();

            const first = await ensureSdkGenerator(generatorModule, environment, screen);
            const second = await ensureSdkGenerator(generatorModule, environment, screen);

            assert.equal(second, first);
            assert.equal(await readFile(path.join(folder, "builds"), "utf8"), "build\n");
            assert.equal(await readFile(first, "utf8"), `#!${generatorModule}\n`);
            assert.match(screen.text(), /^Building the generator of SDKs .*\n {2}done in \d+ s\n$/);
        });
    });

    it("says what is missing, and leaves nothing behind", async () => {
        await withTemporaryFolder(async (folder) => {
            const environment = { XDG_CACHE_HOME: path.join(folder, "cache"), PATH: folder };

            await assert.rejects(ensureSdkGenerator(generatorModule, environment, recordedScreen()), {
                message: "The generator of SDKs cannot be built: no go on PATH. It needs Go 1.26 or later.",
            });
            assert.deepEqual(await readdir(path.join(folder, "cache", "pulumi-cognito-user-import")), []);
        });
    });

    it("is made of the generators of the CLI that this project is tested with", async () => {
        const pins = await readFile(path.join(generatorModule, "go.mod"), "utf8");

        assert.ok(pins.includes(`github.com/pulumi/pulumi/pkg/v3 v${pinnedVersion}\n`));
    });
});
