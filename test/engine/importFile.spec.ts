import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { endOf, people, startImport } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { importByFile } from "../support/pulumi/importByFile";
import { withImportStack } from "../support/pulumi/importStack";

const componentProgram = path.resolve(__dirname, "../fixtures/programs/userImport");
const noChanges = { arguments: ["--expect-no-changes"] };

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
                await importByFile(context, twin, id);
                assert.match(
                    (await twin.destroy()).stdout,
                    /continues \(Pending\)\. This stack did not create the job/,
                );
            });
            clock.release();
            await endOf(clients.cognito, ids);
            await importByFile(context, stack, id);
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

            await importByFile(context, stack, `${poolId}/${ids.JobId}`, "--component");
            await stack.up(noChanges);

            assert.deepEqual((await stack.outputs()).jobIds, [ids.JobId]);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });
});
