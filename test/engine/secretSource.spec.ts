import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

describe("a source whose name is a secret, through the real engine", () => {
    before(needsEngine);

    it("is named in no plain state, and a renamed one with the same content imports nobody again", async () => {
        await withImportStack({}, async (context) => {
            const { stack, folder } = context;
            await context.writeRows(people(3));
            const argsFile = path.join(folder, "args.json");
            const use = async (name: string): Promise<void> => {
                const file = path.join(folder, name);
                await copyFile(context.csvPath, file);
                const source = { asset: "FileAsset", of: file, secret: true };
                await writeFile(argsFile, JSON.stringify({ source }));
            };
            await context.setArgs({ source: undefined });
            await stack.setConfig({ argsFile });
            await use("the-canary-one.csv");

            await stack.up();
            const first = await stack.exportState();
            const again = await stack.up();
            await use("the-canary-two.csv");
            const renamed = await stack.up();
            const second = await stack.exportState();
            const { stdout: shown } = await stack.run([
                "stack",
                "output",
                "source",
                "--stack",
                "test",
                "--show-secrets",
            ]);
            const unchanged = await stack.up();

            for (const { text } of [first, second]) {
                assert.doesNotMatch(text, /the-canary/);
            }
            assert.match(again.stdout, /2 unchanged/);
            assert.match(renamed.stdout, /1 updated/);
            assert.match(shown, /the-canary-two\.csv/);
            assert.match(unchanged.stdout, /2 unchanged/);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });
});
