import assert from "node:assert/strict";
import path from "node:path";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";

const program = path.resolve(__dirname, "../fixtures/programs/movingJob");

/** Both doors are told where the emulator is. */
async function withBothDoors(test: (context: ImportStack) => Promise<void>): Promise<void> {
    await withImportStack({ program, config: { door: "dynamic" } }, async (context) => {
        const endpoints = [{ cognitoidp: context.emulator.url, logs: context.emulator.url }];
        await context.stack.setConfig({ "cognito-user-import:endpoints": endpoints });
        await test(context);
    });
}

describe("a job that moves from one door to the other", () => {
    before(needsEngine);

    it("is unchanged from the dynamic door to the native one, and nothing of the old door stays in state", async () => {
        await withBothDoors(async (context) => {
            const { stack } = context;
            await context.writeRows(people(2));
            await stack.up();

            await stack.setConfig({ door: "native" });
            const preview = await stack.preview();
            const up = await stack.up();

            assert.match(preview.stdout, /2 unchanged/);
            assert.match(up.stdout, /2 unchanged/);
            assert.match((await stack.refresh()).stdout, /2 unchanged/);
        });
    });
});
