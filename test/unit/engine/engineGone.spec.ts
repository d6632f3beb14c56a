import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Fault } from "../../../emulator/src";
import { untilFaultsMet } from "../../support/aws/untilFaultsMet";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, people, roleArn } from "../../support/emulator/importFixtures";
import { programInputs } from "../../support/lifecycle/lifecycleFixture";
import { HeldClock } from "../../support/process/heldClock";
import { withEngineProcess } from "../../support/pulumi/engineProcess";
import { repositoryFolder } from "../../support/repository/sourceFiles";

/** Where an import is under way when its engine dies: in the middle of this call. */
const points: readonly { readonly when: string; readonly held: Fault["operation"] }[] = [
    { when: "in check", held: "GetCSVHeader" },
    { when: "before there is a job", held: "CreateUserImportJob" },
    { when: "in the upload", held: "PutObject" },
    { when: "after the start", held: "DescribeUserImportJob" },
];

/**
 * The compiled provider in a process without the SDK's server, which would keep it alive: whatever keeps this process is
 * ours. Two jobs, so that one waits for the other.
 */
const program = `
const [config, inputs] = JSON.parse(process.env.TEST_ARGUMENTS);
const { provider } = require("./provider/bin/runtime");
provider.configure({ config: { get: (key) => config[key] } });
for (const news of inputs) {
    provider.check({}, news).then((checked) => provider.create(checked.inputs)).catch((error) => console.log(error.message));
}
`;

describe("a provider whose engine is gone", () => {
    for (const { when, held } of points) {
        it(`keeps its process by nothing of its own: ${when}`, async () => {
            await withFolder(async (folder) => {
                await withEmulator({ clock: new HeldClock() }, async (emulator, { cognito }) => {
                    const userPoolId = await createPool(cognito);
                    const source = path.join(folder, "users.csv");
                    await writeFile(source, await csvFor(cognito, userPoolId, people(2)));
                    emulator.faults.add({ operation: held, kind: "delay" });
                    const config = {
                        "aws:endpoints": JSON.stringify([{ cognitoidp: emulator.url, logs: emulator.url }]),
                        "aws:accessKey": "AKIDEXAMPLE",
                        "aws:secretKey": "secret",
                    };
                    const inputs = ["a", "b"].map((triggers) =>
                        programInputs({ userPoolId, source, cloudWatchLogsRoleArn: roleArn, triggers: [triggers] }),
                    );

                    await withEngineProcess(async (engine) => {
                        const child = spawn(process.execPath, ["-e", program, "plugin", engine.address], {
                            cwd: repositoryFolder,
                            env: { ...process.env, TEST_ARGUMENTS: JSON.stringify([config, inputs]) },
                            stdio: ["ignore", "pipe", "inherit"],
                        });
                        const ended = once(child, "close");
                        let printed = "";
                        child.stdout.on("data", (chunk) => {
                            printed += chunk;
                        });
                        try {
                            await untilFaultsMet(emulator);

                            await engine.kill();

                            assert.deepEqual(await ended, [0, null]);
                            assert.match(printed, /^(The Pulumi engine has ended\. [^\n]*\n){2}$/);
                        } finally {
                            child.kill("SIGKILL");
                        }
                    });
                });
            });
        });
    }
});

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "engine-gone-"));
    try {
        await use(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
