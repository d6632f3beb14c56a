import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { version } from "../../plugin/src/schema";
import { needsEngine, pulumiFor } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const programFolder = (name: string): string => path.resolve(__dirname, "../fixtures/programs", name);

describe("bad input to the native plugin", () => {
    before(needsEngine);

    it("of the config is refused by key, and with the versions of a plugin and an SDK that do not fit", async () => {
        await withImportStack({ program: programFolder("nativeJob") }, async ({ stack }) => {
            await stack.setConfig({
                "cognito-user-import:regin": "canary",
                "cognito-user-import:maxRetries": "canary",
                options: { version: "9.8.7" },
            });

            const { all } = await stack.preview({ expectFailure: true });

            assert.match(all, /config cognito-user-import:regin cannot be used: it is unknown; region may be meant\./);
            assert.match(
                all,
                /config cognito-user-import:maxRetries cannot be used: it must be a whole number, 0 or more\./,
            );
            assert.match(all, /asks for version 9\.8\.7 of the plugin cognito-user-import, and this is/);
            assert.ok(all.includes(`npm install pulumi-resource-cognito-user-import@9.8.7`));
            assert.ok(all.includes(`or take the SDK of version ${version}.`));
            assert.doesNotMatch(all, /canary/);
        });
    });

    it("cannot be told where there is no Node on PATH, which is said", async () => {
        const { PATH = "" } = (await pulumiFor(programFolder("yamlJob"))).environment;
        const folders = PATH.split(path.delimiter).filter((folder) => !existsSync(path.join(folder, "node")));
        const environment = { PATH: folders.join(path.delimiter) };
        await withImportStack({ program: programFolder("yamlJob"), environment }, async ({ stack }) => {
            const { all } = await stack.preview({ expectFailure: true });

            assert.match(
                all,
                /needs Node\.js 20\.19 or 22\.12 or newer, and there is no node on PATH\. Install it from/,
            );
        });
    });
});
