import assert from "node:assert/strict";
import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { withEmulator } from "../support/aws/withEmulator";
import { createPool, roleArn } from "../support/emulator/importFixtures";
import { killProcesses } from "../support/process/processes";
import { installedPulumi, needsEngine } from "../support/pulumi/engine";
import { withExample } from "../support/pulumi/exampleProgram";
import { withTemporaryFolder } from "../support/pulumi/fakePrograms";
import { withImportStack } from "../support/pulumi/importStack";
import { stackEnvironment } from "../support/pulumi/stackEnvironment";
import { readSource, repositoryFolder } from "../support/repository/sourceFiles";

/** Gives a test the environment of an engine whose files are in a folder of its own. */
async function withEngine(
    test: (folder: string, environment: Record<string, string>, command: string) => Promise<void>,
): Promise<void> {
    const pulumi = await installedPulumi();
    await withTemporaryFolder(async (folder) => {
        const [home, backend] = [path.join(folder, "home"), path.join(folder, "state")];
        await Promise.all([home, backend].map(async (made) => await mkdir(made)));
        try {
            await test(folder, stackEnvironment(pulumi, home, backend, {}), pulumi.command);
        } finally {
            await killProcesses(`PULUMI_HOME=${home}`);
        }
    });
}

describe("template/", () => {
    before(needsEngine);

    it("has the root's program", () => {
        assert.equal(readSource("template/index.ts"), readSource("index.ts"));
        const config = (file: string): string => /^config:\n(?: .*\n)+/m.exec(readSource(file))?.[0] ?? file;
        assert.equal(config("template/Pulumi.yaml"), config("Pulumi.yaml"));
    });

    it("makes a project by `pulumi new`, with nothing else in it, that imports its users", async () => {
        await withEngine(async (folder, environment, command) => {
            const program = path.join(folder, "people");
            // As the README has it, from a clone of this repository, into the test's folder and without questions.
            const [, written = ""] = /`pulumi (new [^`]*)`/.exec(readSource("README.md")) ?? [];
            assert.ok(readSource("examples/README.md").includes(`\`pulumi ${written}\``));
            const answered = `"$PULUMI" ${written.replace("../people", '"$PROGRAM"')} --name people --generate-only --yes`;
            const env = { ...environment, PULUMI: command, PROGRAM: program };
            await execa(answered, { cwd: repositoryFolder, env, extendEnv: false, stdin: "ignore", shell: true });

            const files = (await readdir(program)).sort();
            assert.deepEqual(files, [
                ".gitignore",
                "Pulumi.yaml",
                "index.ts",
                "package.json",
                "tsconfig.json",
                "users.csv",
            ]);
            const { name, dependencies } = JSON.parse(await readFile(path.join(program, "package.json"), "utf8"));
            assert.equal(name, "people");
            assert.ok("pulumi-cognito-user-import" in dependencies && "@pulumi/aws" in dependencies);
            await symlink(path.join(repositoryFolder, "node_modules"), path.join(program, "node_modules"));
            await withImportStack({ program }, async ({ stack, poolId }) => {
                await stack.setConfig({ userPoolId: poolId, cloudWatchLogsRoleArn: roleArn, source: "users.csv" });
                await stack.up();
                assert.equal((await stack.outputs()).importedUsers, 3);
            });
        });
    });
});

describe("examples/automation-api", () => {
    before(needsEngine);

    it("imports from a script, and prints what became of the users", async () => {
        await withEngine(async (folder, environment) => {
            await withExample("examples/automation-api", async (program) => {
                await withEmulator({}, async (emulator, { cognito }) => {
                    const script = [path.join(program, "import.ts"), await createPool(cognito), roleArn];
                    const loader = path.join(repositoryFolder, "node_modules/ts-node/register/transpile-only");

                    const { stdout } = await execa(process.execPath, ["-r", loader, ...script], {
                        cwd: program,
                        env: { ...environment, AWS_ENDPOINT_URL: emulator.url, HOME: folder },
                        extendEnv: false,
                    });

                    assert.deepEqual(JSON.parse(stdout), { imported: 3, skipped: 0, failures: [] });
                });
            });
        });
    });
});
