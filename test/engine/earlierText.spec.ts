import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { providerText } from "../support/repository/providerTexts";

/** Stands for the text of an earlier version: what `exports.handler` does stays, the text does not. */
const earlierText = `/* earlier */ ${providerText}`;

/** Makes of the stack's state what an earlier version would have left: the resource's provider is another text. */
async function writeEarlierState({ stack, folder }: ImportStack): Promise<void> {
    const file = path.join(folder, "state.json");
    await stack.run(["stack", "export", "--stack", "test", "--file", file]);
    const state = await readFile(file, "utf8");
    const earlier = state.replaceAll(JSON.stringify(providerText), JSON.stringify(earlierText));
    assert.notEqual(earlier, state);
    await writeFile(file, earlier);
    await stack.run(["stack", "import", "--stack", "test", "--file", file]);
}

describe("a state with another text of the provider", () => {
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
});
