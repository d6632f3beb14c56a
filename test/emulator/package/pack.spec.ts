import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

describe("the package", () => {
    it("works when installed alone: as a command and as a library, with its types", async () => {
        const folder = mkdtempSync(join(tmpdir(), "emulator-pack-"));
        try {
            const emulator = join(__dirname, "../../../emulator");
            // The build has run: packing must not compile into a folder that other tests read from.
            const packed = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
                cwd: emulator,
            });
            const [{ filename, files }] = JSON.parse(packed.stdout) as [
                { filename: string; files: { path: string }[] },
            ];
            const paths = files.map(({ path }) => path);
            for (const path of ["README.md", "LICENSE", "package.json", "bin/index.js", "bin/index.d.ts"]) {
                assert.ok(paths.includes(path), `${path} is missing`);
            }
            assert.deepEqual(
                paths.filter((path) => path.startsWith("src/")),
                [],
            );
            const options = { cwd: folder };
            await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${filename}`], options);

            const help = await run("npx", ["--no-install", "cognito-user-import-emulator", "--help"], options);
            assert.match(help.stdout, /^Usage: cognito-user-import-emulator/);
            const script = `const { startEmulator } = require("cognito-user-import-emulator");
                startEmulator().then(async (emulator) => {
                    console.log((await fetch(emulator.url + "/health")).status);
                    await emulator.close();
                });`;
            assert.equal((await run(process.execPath, ["-e", script], options)).stdout, "200\n");
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });
});
