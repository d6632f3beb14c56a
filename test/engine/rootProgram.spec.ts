import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { people, roleArn } from "../emulator/importFixtures";
import { needsEngine } from "../support/engine";
import { withImportStack } from "../support/importStack";

const root = path.resolve(__dirname, "../..");

describe("the root program", function () {
    this.timeout(120_000);
    before(needsEngine);

    it("takes its config and exports what became of the users", async () => {
        await withImportStack({ program: root }, async (context) => {
            await context.writeRows(people(3));
            await context.stack.setConfig({
                userPoolId: context.poolId,
                cloudWatchLogsRoleArn: roleArn,
                source: context.csvPath,
            });

            await context.stack.up();

            const { jobId, ...outputs } = await context.stack.outputs();
            assert.match(String(jobId), /^import-/);
            assert.deepEqual(outputs, {
                status: "Succeeded",
                importedUsers: 3,
                skippedUsers: 0,
                failedUsers: 0,
                failures: [],
            });
        });
    });

    it("says which config is missing before it runs", async () => {
        await withImportStack({ program: root }, async (context) => {
            const failed = await context.stack.preview({ expectFailure: true });

            assert.match(failed.all, /userPoolId/);
        });
    });

    it("is at most 40 lines", async () => {
        const lines = (await readFile(path.join(root, "index.ts"), "utf8")).trimEnd().split("\n");
        assert.ok(lines.length <= 40, `${lines.length} lines`);
    });
});
