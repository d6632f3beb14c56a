import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { withFolderOnPath } from "../../scripts/pulumi/installation";
import { withEmulator } from "../support/aws/withEmulator";
import { createPool, roleArn } from "../support/emulator/importFixtures";
import { killProcesses } from "../support/process/processes";
import { installedPulumi, needsEngine } from "../support/pulumi/engine";
import { hasPythonSdk, pythonSdk } from "../support/pulumi/pythonSdk";
import { stackEnvironment } from "../support/pulumi/stackEnvironment";
import { repositoryFolder } from "../support/repository/sourceFiles";

const program = path.resolve(__dirname, "../fixtures/automation/inline.py");

if (hasPythonSdk("of the Automation API in Python")) {
    describe("an inline program of the Automation API in Python", () => {
        before(needsEngine);

        it("finds the plugin on PATH, imports typed users once, and keeps them out of state and output", async () => {
            const pulumi = await installedPulumi();
            const python = path.join(await pythonSdk(), "bin", "python");
            const folder = await mkdtemp(path.join(tmpdir(), "inline-python-"));
            const [home, backend] = [path.join(folder, "home"), path.join(folder, "state")];
            try {
                await mkdir(backend);
                await withEmulator({}, async (emulator, { cognito }) => {
                    const endpoints = JSON.stringify([{ cognitoidp: emulator.url, logs: emulator.url }]);
                    const given = {
                        userPoolId: await createPool(cognito),
                        cloudWatchLogsRoleArn: roleArn,
                        usernames: ["canary-1", "canary-2"],
                        config: { "cognito-user-import:endpoints": endpoints },
                    };
                    const PATH = withFolderOnPath(path.join(repositoryFolder, "plugin"), pulumi.environment);
                    const { stdout, all } = await execa(python, [program, JSON.stringify(given)], {
                        cwd: folder,
                        // The Automation API leaves the folder of its workspace behind.
                        env: stackEnvironment(pulumi, home, backend, { PATH, TMPDIR: folder }),
                        extendEnv: false,
                        reject: false,
                        all: true,
                    });

                    assert.match(stdout, /^\{/, all);
                    const { outputs, changesOfSecond, changesOfDestroy, output, state } = JSON.parse(stdout);
                    assert.deepEqual(outputs, { status: "Succeeded", imported: 2 });
                    assert.deepEqual(changesOfSecond, { same: 2 });
                    assert.deepEqual(changesOfDestroy, { delete: 2 });
                    assert.doesNotMatch(output + state, /canary/);
                });
            } finally {
                await killProcesses(`PULUMI_HOME=${home}`);
                await rm(folder, { recursive: true, force: true, maxRetries: 5 });
            }
        });
    });
}
