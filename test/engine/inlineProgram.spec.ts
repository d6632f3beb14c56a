import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { withEmulator } from "../support/aws/withEmulator";
import { createPool, csvFor, people, roleArn } from "../support/emulator/importFixtures";
import { killProcesses } from "../support/process/processes";
import { installedPulumi, needsEngine } from "../support/pulumi/engine";
import { stackEnvironment } from "../support/pulumi/stackEnvironment";
import { repositoryFolder } from "../support/repository/sourceFiles";

const program = path.resolve(__dirname, "../fixtures/automation/inline.js");

describe("an inline program of the Automation API, whose `workDir` is another folder", () => {
    before(needsEngine);

    for (const { size, maxRows, jobs } of [
        { size: "of one job", maxRows: 10, jobs: 1 },
        { size: "of several jobs", maxRows: 2, jobs: 2 },
    ]) {
        it(`imports a file ${size} by a path relative to where the program runs`, async () => {
            const pulumi = await installedPulumi();
            const folder = await mkdtemp(path.join(tmpdir(), "inline-"));
            const [home = "", backend = "", workDir = "", cwd = ""] = ["home", "state", "engine", "program"].map(
                (name) => path.join(folder, name),
            );
            try {
                for (const made of [home, backend, workDir, cwd]) {
                    await mkdir(made);
                }
                // Where the engine's plugin for dynamic resources looks for its SDK.
                await symlink(path.join(repositoryFolder, "node_modules"), path.join(workDir, "node_modules"));
                await withEmulator({}, async (emulator, { cognito }) => {
                    const userPoolId = await createPool(cognito);
                    await writeFile(path.join(cwd, "users.csv"), await csvFor(cognito, userPoolId, people(4)));
                    const config = {
                        "aws:endpoints": JSON.stringify([{ cognitoidp: emulator.url, logs: emulator.url }]),
                    };
                    const args = { userPoolId, cloudWatchLogsRoleArn: roleArn, source: "users.csv" };
                    const limits = { maxRows, maxBytes: 100_000 };

                    const { stdout } = await execa(
                        process.execPath,
                        [program, JSON.stringify({ workDir, args, config, limits })],
                        {
                            cwd,
                            env: stackEnvironment(pulumi, home, backend, {}),
                            extendEnv: false,
                            reject: false,
                        },
                    );

                    assert.match(stdout, /^\{/);
                    const { state, changes, ...seen } = JSON.parse(stdout);
                    assert.deepEqual(seen, { result: "succeeded", totalUsers: 4, jobs });
                    assert.equal(changes.update ?? 0, 0);
                    assert.ok(state.some((source: unknown) => /(^|\/)users\.csv$/.test(String(source))));
                    assert.ok(
                        state.every((source: unknown) => !String(source).includes(cwd)),
                        "the path is as written",
                    );
                });
            } finally {
                await killProcesses(`PULUMI_HOME=${home}`);
                await rm(folder, { recursive: true, force: true, maxRetries: 5 });
            }
        });
    }
});
