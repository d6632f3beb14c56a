import assert from "node:assert/strict";
import path from "node:path";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const program = path.resolve(__dirname, "../fixtures/programs/nativeJob");

describe("the state of a UserImportJob of the native plugin", () => {
    before(needsEngine);

    it("holds nobody whom the program names, no text of a provider, and nothing of Pulumi's own", async () => {
        const users = [{ username: "canary", email: "canary@example.com", emailVerified: true }];
        await withImportStack(
            { program, args: { source: undefined, users } },
            async ({ stack, emulator, importJob }) => {
                await stack.setConfig({
                    "cognito-user-import:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url }],
                });

                const up = await stack.up();

                const { text } = await stack.exportState();
                assert.doesNotMatch(`${text}${up.all}`, /canary|__provider|resourceUrn|organization|isUp/);
                const { inputs = {}, outputs = {} } = (await importJob()) ?? {};
                assert.deepEqual([outputs.importedUsers, outputs.users], [1, undefined]);
                assert.match(
                    JSON.stringify([inputs.users, inputs.sourceDigest]),
                    /^\[\{.*"ciphertext".*\},\{.*"ciphertext".*\}\]$/,
                );
                await stack.up({ arguments: ["--expect-no-changes"] });
            },
        );
    });
});
