import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { people } from "../emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { firstText, providerText } from "../support/repository/providerTexts";

/** Makes of the stack's state what an earlier version would have left: the resource's provider is the first text. */
async function writeEarlierState({ stack, folder }: ImportStack): Promise<void> {
    const file = path.join(folder, "state.json");
    await stack.run(["stack", "export", "--stack", "test", "--file", file]);
    const state = await readFile(file, "utf8");
    const earlier = state.replaceAll(JSON.stringify(providerText), JSON.stringify(firstText));
    assert.notEqual(earlier, state);
    await writeFile(file, earlier);
    await stack.run(["stack", "import", "--stack", "test", "--file", file]);
}

describe("a state with an earlier provider's text", () => {
    before(needsEngine);

    it("is unchanged to today's program", async () => {
        await withImportStack({}, async (context) => {
            const { stack } = context;
            await context.writeRows(people(3));
            await stack.up();
            await writeEarlierState(context);

            const preview = await stack.preview({ arguments: ["--diff", "--expect-no-changes"] });
            const up = await stack.up();

            assert.match(preview.stdout, /2 unchanged/);
            assert.doesNotMatch(preview.all, /__provider/);
            assert.match(up.stdout, /2 unchanged/);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
            assert.equal((await context.importJob())?.inputs?.__provider, providerText);
        });
    });

    it("is refreshed, changed, replaced and destroyed", async () => {
        await withImportStack({}, async (context) => {
            const { stack } = context;
            await context.writeRows(people(3));
            await stack.up();

            await writeEarlierState(context);
            const refresh = await stack.refresh();
            await context.setArgs({ maxFailedUsers: 1 });
            const changed = await stack.up();
            const job = await context.importJob();
            await writeEarlierState(context);
            await context.writeRows(people(6).slice(3));
            const replaced = await stack.up();
            await writeEarlierState(context);
            const destroyed = await stack.destroy();

            assert.match(refresh.stdout, /2 unchanged/);
            assert.match(changed.stdout, /1 updated/);
            assert.equal(job?.outputs?.__provider, providerText);
            assert.match(replaced.stdout, /1 replaced/);
            assert.match(destroyed.stdout, /2 deleted/);
            assert.deepEqual(await context.usernames(), ["user0", "user1", "user2", "user3", "user4", "user5"]);
            assert.equal(context.countCalls("CreateUserImportJob"), 2);
        });
    });

    it("stops its running job when it is destroyed", async () => {
        await withImportStack(
            { emulator: { clock: new HeldClock() }, args: { waitForCompletion: false } },
            async (context) => {
                await context.writeRows(people(3));
                await context.stack.up();
                await writeEarlierState(context);

                await context.stack.destroy();

                assert.equal(context.countCalls("StopUserImportJob"), 1);
            },
        );
    });
});
