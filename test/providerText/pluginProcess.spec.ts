import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Emulator, ManualClock } from "../../emulator/src";
import { untilCalled } from "../support/aws/untilCalled";
import { withEmulator } from "../support/aws/withEmulator";
import { createPool, csvFor, people, roleArn } from "../support/emulator/importFixtures";
import { programInputs } from "../support/lifecycle/lifecycleFixture";
import { type DynamicPlugin, withDynamicPlugin } from "../support/pulumi/dynamicPlugin";
import { withPortTaken } from "../support/pulumi/engineProcess";
import { providerText } from "../support/repository/providerTexts";
import { repositoryFolder } from "../support/repository/sourceFiles";

/** Another dynamic provider, as the engine hands one over. */
const anotherProvider = 'exports.handler = () => ({ create: async () => ({ id: "another", outs: {} }) });';

describe("the plugin's process", () => {
    it("ends the wait once its engine has gone, although another server takes the port, and leaves the process to others", async () => {
        await withWaitingCreate(async (plugin, created) => {
            await plugin.engine.kill();

            await withPortTaken(plugin.engine.address, async () => {
                await assert.rejects(created, /The Pulumi engine has ended\. The import job goes on in AWS/);
                assert.equal((await plugin.create({ __provider: anotherProvider })).id, "another");
            });
        });
    });

    it("goes on while its engine lives and answers nothing", async () => {
        await withWaitingCreate(async (plugin, created, emulator) => {
            plugin.engine.freeze();
            await emulator.advance(120);

            assert.match((await created).id, /import-\w+$/);
        });
    });
});

/** Hands over a plugin that waits for a job, which the emulator keeps pending until it is advanced. */
async function withWaitingCreate(
    use: (plugin: DynamicPlugin, created: Promise<{ id: string }>, emulator: Emulator) => Promise<void>,
): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "plugin-process-"));
    try {
        await withEmulator(
            { clock: new ManualClock(Date.now()), pendingSeconds: 60 },
            async (emulator, { cognito }) => {
                const userPoolId = await createPool(cognito);
                const source = path.join(folder, "users.csv");
                await writeFile(source, await csvFor(cognito, userPoolId, people(2)));
                const config = {
                    "aws:endpoints": JSON.stringify([{ cognitoidp: emulator.url, logs: emulator.url }]),
                    "aws:accessKey": "AKIDEXAMPLE",
                    "aws:secretKey": "secret",
                };
                await withDynamicPlugin(repositoryFolder, config, async (plugin) => {
                    const args = programInputs({ userPoolId, source, cloudWatchLogsRoleArn: roleArn });
                    const { inputs } = await plugin.check({}, { ...args, __provider: providerText });
                    const created = plugin.create(inputs);
                    created.catch(() => undefined);
                    await untilCalled(emulator, "StartUserImportJob");
                    await use(plugin, created, emulator);
                });
            },
        );
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
