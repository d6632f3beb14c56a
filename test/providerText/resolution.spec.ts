import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { providerText } from "../support/repository/providerTexts";

const run = promisify(execFile);

/** Runs a provider's text as the SDK's plugin does: a module without a file, whose paths begin at the working folder. */
const plugin = `
const Module = require("node:module");
const text = new Module("", module);
text.paths = Module._nodeModulePaths(".");
text._compile(process.env.PROVIDER_TEXT, "");
(async () => await text.exports.handler().check({}, {}))().then(console.log, (error) => console.log(error.message));
`;

describe("the package of the provider's text", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "resolution-"));
    });
    afterEach(async () => await rm(folder, { recursive: true }));

    const packagePath = "node_modules/pulumi-cognito-user-import/bin/runtime.js";
    const pluginPath = "node_modules/.pnpm/@pulumi+pulumi@3/node_modules/@pulumi/pulumi/cmd/index.js";

    /** Installs packages, each saying where it is, and tells which one a program in `infra/` runs. */
    async function found(...places: readonly string[]): Promise<string> {
        const files = places.map((place) => [
            join(place, packagePath),
            `exports.provider = { check: async () => ${JSON.stringify(place)} };`,
        ]);
        for (const [path = "", content = ""] of [
            ...files,
            [pluginPath, plugin],
            ["infra/Pulumi.yaml", "name: infra"],
        ]) {
            await mkdir(dirname(join(folder, path)), { recursive: true });
            await writeFile(join(folder, path), content);
        }
        const { stdout } = await run(process.execPath, [join(folder, pluginPath)], {
            cwd: join(folder, "infra"),
            env: { ...process.env, PROVIDER_TEXT: providerText },
        });
        return stdout.trim();
    }

    it("is the program's own", async () => {
        assert.equal(await found("infra", ".", "node_modules/.pnpm"), "infra");
    });

    it("is that of a folder above, as in a workspace", async () => {
        assert.equal(await found(".", "node_modules/.pnpm"), ".");
    });

    it("is that beside the plugin where pnpm hides what only a dependency depends on", async () => {
        assert.equal(await found("node_modules/.pnpm"), "node_modules/.pnpm");
    });

    it("is missed by its name where there is none", async () => {
        assert.match(await found(), /^Cannot find module 'pulumi-cognito-user-import\/bin\/runtime'/);
    });
});
