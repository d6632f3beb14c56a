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

            await context.stack.setConfig({ "aws:skipMetadataApiCheck": true, "aws:profle": "unused-profile" });
            const preview = await context.stack.preview();
            await context.stack.setConfig({ "aws:skipMetadataApiCheck": false });
            await context.stack.up();

            assert.match(preview.stdout, /2 to create/);
            // Once for the resource and all look-ups, without a value. The engine lists what it has shown once more at the end.
            const [, listed = ""] = preview.stdout.split("Diagnostics:");
            assert.deepEqual(
                [...listed.matchAll(/warning: Pulumi config (\S+ \w+ \w+)/g)].map(([, said]) => said),
                ["aws:profle is unknown", "aws:skipMetadataApiCheck does nothing"],
            );
            assert.doesNotMatch(preview.stdout, /unused-profile/);
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
