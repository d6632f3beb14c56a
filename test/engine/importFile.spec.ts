import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { endOf, people, startImport } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { withEnvironment } from "../support/process/withEnvironment";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import type { TestStack } from "../support/pulumi/testStack";
import { runProcess } from "../unit/cli/cliRun";

const componentProgram = path.resolve(__dirname, "../fixtures/programs/userImport");
const noChanges = { arguments: ["--expect-no-changes"] };

/** Imports a job into a stack, as the command's help says it. */
async function importJob(
    { emulator, folder, csvPath }: ImportStack,
    stack: TestStack,
    id: string,
    ...options: string[]
): Promise<void> {
    const environment = { AWS_ENDPOINT_URL: emulator.url, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
    const args = ["import-file", id, "--name", "users", "--source", csvPath, ...options];
    const { exitCode, stdout, stderr } = await withEnvironment(environment, () => runProcess(args));
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const file = path.join(folder, "job.json");
    await writeFile(file, stdout);
    await stack.importFile(file);
}

describe("import-file, through the real engine", () => {
    before(needsEngine);

    it("brings a job that others made into a stack, which neither starts it, nor stops it, nor imports again", async () => {
        const clock = new HeldClock();
        await withImportStack({ emulator: { clock } }, async (context) => {
            const { clients, countCalls, csvPath, poolId, stack } = context;
            await context.writeRows(people(3));
            const ids = await startImport(clients.cognito, poolId, await readFile(csvPath));
            const id = `${poolId}/${ids.JobId}`;

            await context.withTwin(async (twin) => {
                await importJob(context, twin, id);
                assert.match(
                    (await twin.destroy()).stdout,
                    /continues \(Pending\)\. This stack did not create the job/,
                );
            });
            clock.release();
            await endOf(clients.cognito, ids);
            await importJob(context, stack, id);
            await stack.preview(noChanges);
            await stack.refresh(noChanges);
            await stack.up(noChanges);
            const outputs = await stack.outputs();
            await stack.destroy();

            assert.deepEqual(
                [outputs.jobId, outputs.status, outputs.importedUsers, outputs.totalUsers],
                [ids.JobId, "Succeeded", 3, 3],
            );
            const calls = ["CreateUserImportJob", "StartUserImportJob", "StopUserImportJob"].map(countCalls);
            assert.deepEqual(calls, [1, 1, 0]);
        });
    });

    it("brings the only job of a component with it", async () => {
        await withImportStack({ program: componentProgram }, async (context) => {
            const { clients, poolId, stack } = context;
            await context.writeRows(people(3));
            const ids = await startImport(clients.cognito, poolId, await readFile(context.csvPath));
            await endOf(clients.cognito, ids);

            await importJob(context, stack, `${poolId}/${ids.JobId}`, "--component");
            await stack.up(noChanges);

            assert.deepEqual((await stack.outputs()).jobIds, [ids.JobId]);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });
});
