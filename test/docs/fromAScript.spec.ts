import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { cliEnvironment } from "../emulator/python/awsCli";
import { withPython } from "../emulator/python/pythonEnvironment";
import { people, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withExample } from "../support/pulumi/exampleProgram";
import { withImportStack } from "../support/pulumi/importStack";
import { codeBlocks } from "../support/repository/documents";

const page = "docs/from-a-script.md";
const [script = ""] = codeBlocks(page, "sh");
const [program = ""] = codeBlocks(page, "ts");

describe("docs/from-a-script.md", () => {
    before(needsEngine);

    it("has a script and a program that do the same, and a program that does nothing after either", async () => {
        await withExample("examples/growing-list", async (folder) => {
            await withImportStack({ program: folder }, async (context) => {
                const { poolId, emulator, stack, writeRows, usernames, countCalls } = context;
                const filledIn = (text: string): string =>
                    text
                        .replaceAll("us-east-1_AbCdEfGhI", poolId)
                        .replaceAll("arn:aws:iam::123456789012:role/CognitoImportLogs", roleArn);
                await writeFile(path.join(folder, "index.ts"), filledIn(program));
                await writeRows(people(3), path.join(folder, "users.csv"));

                await withPython(async (binFolder) => {
                    const env = cliEnvironment(emulator.url, emulator.region);
                    const { stdout } = await execa("sh", ["-c", filledIn(script).replace("sleep 5", "sleep 0.2")], {
                        cwd: folder,
                        env: { ...env, PATH: `${binFolder}:${env.PATH}` },
                    });
                    assert.equal(stdout, "Succeeded");
                    assert.deepEqual(await usernames(), ["user0", "user1", "user2"]);
                });
                await writeRows([...people(9).slice(3)], path.join(folder, "users.csv"));
                await stack.up();
                const made = countCalls("CreateUserImportJob");
                await stack.up();

                assert.deepEqual(await stack.outputs(), { status: "Succeeded", importedUsers: 6, failures: [] });
                assert.equal((await usernames()).length, countCalls("StartUserImportJob") > 1 ? 9 : 6);
                assert.equal(countCalls("CreateUserImportJob"), made);
            });
        });
    });
});
