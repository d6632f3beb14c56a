import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { people, person, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";
import { writeSampleProgram } from "../support/pulumi/sampleProgram";
import { typeErrorsOf } from "../support/pulumi/sampleRun";
import { codeBlocks } from "../support/repository/documents";

const page = "docs/running.md";

/** The folder of the page's program for ES modules. */
async function writeModule(): Promise<string> {
    const [sample = ""] = codeBlocks(page, "js");
    const folder = await writeSampleProgram("running", "");
    await rm(path.join(folder, "index.ts"));
    await writeFile(path.join(folder, "index.js"), sample);
    await writeFile(path.join(folder, "package.json"), '{ "name": "running", "private": true, "type": "module" }');
    await writeFile(path.join(folder, "Pulumi.yaml"), "name: running\nruntime: nodejs\nmain: index.js\n");
    return folder;
}

describe("docs/running.md", () => {
    before(needsEngine);

    it("has samples whose types are right", async () => {
        const [automation = ""] = codeBlocks(page, "ts");
        const [imports, rest] = [/^import .*$/gm, /^(?!import ).*$/gm].map((lines) =>
            automation.match(lines)?.join("\n"),
        );

        assert.equal(await typeErrorsOf([`${imports}\nexport async function main() {\n${rest}\nreturn stack;\n}`]), "");
    });

    it("has an ES module that imports with a secret pool id, and a --target that imports a changed file", async () => {
        const program = await writeModule();
        const [target = ""] = codeBlocks(page, "sh");
        const pattern = /'(.*)'/.exec(target)?.[1] ?? "";
        try {
            await withImportStack({ program }, async ({ stack, poolId, writeRows, importJob, countCalls }) => {
                const csv = path.join(program, "users.csv");
                await writeRows(people(3), csv);
                await stack.setConfig({ userPoolId: poolId, cloudWatchLogsRoleArn: roleArn });
                await stack.up();

                const { columnCount, importedUsers } = await stack.outputs();
                assert.deepEqual([importedUsers, Number(columnCount) > 20], [3, true]);
                const job = await importJob();
                assert.ok(job?.id?.startsWith(`${poolId}/import-`));
                assert.doesNotMatch(JSON.stringify(job?.outputs?.userPoolId), new RegExp(poolId));

                await writeRows([person("jane"), person("joe")], csv);
                await stack.up({ arguments: ["--target", "**UserImport::people"] });
                assert.equal(countCalls("CreateUserImportJob"), 1);
                await stack.up({ arguments: ["--target", pattern] });
                assert.equal(countCalls("CreateUserImportJob"), 2);
            });
        } finally {
            await rm(program, { recursive: true, force: true });
        }
    });
});
