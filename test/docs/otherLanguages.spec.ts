import assert from "node:assert/strict";
import { appendFile, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withExampleStack } from "../support/pulumi/exampleProgram";
import { hasPythonSdk, pythonSdk } from "../support/pulumi/pythonSdk";

const languages = ["yaml", ...(hasPythonSdk("of the example in Python") ? ["python"] : [])];

describe("the programs in examples/ in other languages, through the real engine", () => {
    before(needsEngine);

    for (const language of languages) {
        it(`${language}: a preview names a bad row and fails, a corrected file is imported`, async () => {
            await withExampleStack(`examples/${language}`, {}, async ({ stack, poolId, program, usernames }) => {
                if (language === "python") {
                    await symlink(await pythonSdk(), path.join(program, "venv"));
                }
                await stack.setConfig({ userPoolId: poolId, cloudWatchLogsRoleArn: roleArn });
                const file = path.join(program, "users.csv");
                const good = await readFile(file, "utf8");
                await appendFile(file, "nobody,,,\n");
                const refused = await stack.preview({ expectFailure: true });
                await writeFile(file, good);
                await stack.up();

                assert.match(refused.all, /users\.csv:5: /);
                assert.deepEqual(await stack.outputs(), { status: "Succeeded", importedUsers: 3, failedUsers: 0 });
                assert.deepEqual(await usernames(), ["made-up-ada", "made-up-kofi", "made-up-vera"]);
            });
        });
    }
});
