import assert from "node:assert/strict";
import path from "node:path";
import { people, person } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const program = path.resolve(__dirname, "../fixtures/programs/nativeJob");

describe("UserImportJob of the native plugin", () => {
    before(needsEngine);

    it("imports the users, does nothing for the same content, and keeps every person out of the state", async () => {
        await withImportStack({ program }, async (context) => {
            const { stack, emulator } = context;
            await stack.setConfig({
                "cognito-user-import:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url }],
            });
            await context.writeRows([...people(2), person("user5", { email: "", phone_number: "+15550100" })]);
            const refused = await stack.preview({ expectFailure: true });
            assert.match(refused.all, /users\.csv:4/);

            await context.writeRows(people(2));
            assert.match((await stack.preview()).stdout, /2 to create/);
            const up = await stack.up();
            assert.match(up.stdout, /users creating .* \d\/2 imported/);
            assert.match((await stack.up()).stdout, /2 unchanged/);
            assert.match((await stack.refresh()).stdout, /2 unchanged/);

            await context.writeRows(people(5));
            assert.match((await stack.preview({ arguments: ["--diff"] })).stdout, /sourceDigest/);
            assert.match((await stack.up()).stdout, /1 replaced/);
            assert.equal((await stack.outputs()).importedUsers, 3);
            await stack.destroy();
        });
    });
});
