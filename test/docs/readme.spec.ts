import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { people, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";
import { writeSampleProgram } from "../support/pulumi/sampleProgram";
import { codeBlocks } from "../support/repository/documents";

const root = path.resolve(__dirname, "../..");

describe("README.md", () => {
    before(needsEngine);

    it("begins with the two commands, whose scripts there are", async () => {
        const [commands = ""] = codeBlocks("README.md", "sh");
        const lines = commands.split("\n").map((line) => line.replace(/\s*#.*/, ""));
        const { scripts } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

        assert.deepEqual(lines.slice(0, 2), ["npm ci && npm run demo", "npm ci && npm test"]);
        assert.ok(scripts.demo && scripts.test);
        // What CI runs is the second one to the letter.
        assert.match(await readFile(path.join(root, ".ci/run"), "utf8"), /^npm ci && npm test$/m);
    });

    it("shows a demo that checks its own figures and leaves nothing behind", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "demo-test-"));
        try {
            const env = { TMPDIR: folder, NODE_OPTIONS: "" };
            const stackFiles = async () => (await readdir(root)).filter((name) => name === "Pulumi.demo.yaml");
            const before = await stackFiles();
            const { stdout } = await execa("npm", ["run", "--silent", "demo"], { cwd: root, env, stdin: "ignore" });

            assert.match(stdout, /users\/demo\.csv +992 +5 +3\n {2}line 101: .*\n {2}line 402: .*\n {2}line 777: /);
            assert.match(stdout, /made-up-1003 with the password demo-password-of-1003: is signed in\n/);
            assert.match(stdout, /All 27 figures are as expected\./);
            // One preview and one up are seen, and nothing is left beside the root program.
            assert.deepEqual(stdout.match(/^(Previewing|Updating|Refreshing|Destroying) /gm), [
                "Previewing ",
                "Updating ",
            ]);
            assert.deepEqual(await stackFiles(), before);
            const left = (await readdir(folder)).filter((name) => name.includes("demo"));
            assert.deepEqual(left, []);
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    });

    for (const document of ["README.md", "provider/README.md"]) {
        it(`has an example in ${document} that imports`, async () => {
            const [example = ""] = codeBlocks(document, "ts");
            const program = await writeProgram(example);
            try {
                await withImportStack({ program }, async (context) => {
                    await context.writeRows(people(3), path.join(program, "users.csv"));
                    await context.stack.setConfig({ userPoolId: context.poolId, roleArn });

                    await context.stack.up();

                    assert.deepEqual(await context.stack.outputs(), { imported: 3 });
                });
            } finally {
                await rm(program, { recursive: true, force: true });
            }
        });
    }

    it("has commands for a real account that work, here on the emulator", async () => {
        const commands = codeBlocks("README.md", "sh").find((block) => block.includes("stack init")) ?? "";
        const stackName = `readme-${process.pid}`;
        const folder = await mkdtemp(path.join(tmpdir(), "readme-"));
        await mkdir(path.join(folder, "state"));
        try {
            await withImportStack({}, async ({ poolId, emulator, csvPath, writeRows }) => {
                await writeRows(people(3));
                const env = {
                    PULUMI_HOME: path.join(folder, "home"),
                    PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
                    PULUMI_CONFIG_PASSPHRASE: "only for tests",
                    AWS_ACCESS_KEY_ID: "nobody",
                    AWS_SECRET_ACCESS_KEY: "nobody",
                    AWS_ENDPOINT_URL: emulator.url,
                    NODE_OPTIONS: "",
                };
                const script = commands
                    .replace(/^npm ci$/m, "")
                    .replace("stack init dev", `stack init ${stackName}`)
                    .replace("us-east-1_AbCdEfGhI", poolId)
                    .replace("source users.csv", `source ${csvPath}`)
                    .replace("arn:aws:iam::123456789012:role/CognitoImportLogs", roleArn)
                    .replace(/-- up$/m, "-- up --yes --skip-preview --non-interactive")
                    .replace(/-- preview$/m, "-- preview --non-interactive");

                const { all } = await execa("bash", ["-euc", script], { cwd: root, env, all: true, stdin: "ignore" });

                assert.match(all ?? "", /importedUsers: 3/);
            });
        } finally {
            await rm(path.join(root, `Pulumi.${stackName}.yaml`), { force: true });
            await rm(folder, { recursive: true, force: true });
        }
    });
});

/** A program of its own out of an example, whose pool and role come from the config. */
async function writeProgram(example: string): Promise<string> {
    const given = [
        'import * as pulumi from "@pulumi/pulumi";',
        "const config = new pulumi.Config();",
        'const pool = { id: config.require("userPoolId") };',
        'const role = { arn: config.require("roleArn") };',
    ].join("\n");
    return await writeSampleProgram("readme", `${given}\n${example}`);
}
