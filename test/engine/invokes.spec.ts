import assert from "node:assert/strict";
import path from "node:path";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const program = path.resolve(__dirname, "../fixtures/programs/invokes");

describe("getUserImportJobs through the real engine", () => {
    before(needsEngine);

    it("looks jobs up with the stack's AWS settings, at once or after a resource", async () => {
        await withImportStack({ program }, async (context) => {
            await context.writeRows(people(3));

            const preview = await context.stack.preview();
            await context.stack.up();

            assert.match(preview.stdout, /2 to create/);
            const { after, job, columns, header, before, missing } = await context.stack.outputs();
            assert.equal(before, 0);
            const [found] = after as Record<string, unknown>[];
            assert.deepEqual(
                [found?.status, found?.importedUsers, found?.userPoolId],
                ["Succeeded", 3, context.poolId],
            );
            assert.deepEqual(job, found);
            assert.equal((columns as string[]).join(","), header);
            assert.match(String(missing), /DescribeUserImportJob of import job import-missing .*Check the id/);
            assert.doesNotMatch((await context.stack.exportState()).text, /X-Amz-|example\.com/);
        });
    });
});
