import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { csvFor, endOf, people, startImport } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";

const programFolder = (name: string): string => path.resolve(__dirname, "../fixtures/programs", name);

const jobType = "cognito-user-import:index:UserImportJob";
const noChanges = { arguments: ["--expect-no-changes"] };

describe("a job that others made, through the native plugin", () => {
    before(needsEngine);

    it("is imported by its id, with code that changes nothing, and takes a source that may be its own", async () => {
        await withOthersJob(
            "yamlJob",
            async ({ stack, folder, id, args, csvPath, writeRows, countCalls, importJob }) => {
                const code = path.join(folder, "code.yaml");

                await stack.importResource(jobType, "users", id, { arguments: ["--generate-code", "--out", code] });

                const { resources } = load(await readFile(code, "utf8")) as {
                    resources: { users: { properties: object } };
                };
                assert.deepEqual(resources.users.properties, args);
                await stack.setConfig({ args });
                await stack.up(noChanges);
                assert.equal((await importJob())?.outputs?.importedUsers, 3);

                await writeRows(people(3));
                await stack.setConfig({ args: { ...args, source: csvPath } });
                assert.match((await stack.up()).stdout, /is taken for the import of this source.*1 updated/s);
                await stack.up(noChanges);
                assert.equal(countCalls("CreateUserImportJob"), 1);

                const other = `${id}Other`;
                const unknown = await stack.importResource(jobType, "other", other, { expectFailure: true });
                assert.match(unknown.all, new RegExp(`resource '${other}' does not exist`));
            },
        );
    });

    it("is imported by the option, and not replaced in silence where the source cannot be its own", async () => {
        await withOthersJob("nativeJob", async ({ stack, id, args, csvPath, writeRows, countCalls }) => {
            await stack.setConfig({ args, options: { import: id } });
            assert.match((await stack.up()).stdout, /1 imported/);
            await writeRows(people(5));
            await stack.setConfig({ args: { ...args, source: csvPath } });

            const { all, stdout } = await stack.preview();

            assert.match(all, /it counted 3 rows, and the source has 5 rows\. A new job imports the source\./);
            assert.match(all, /previously-imported resources that still specify an ID may not be replaced/);
            assert.match(stdout, /1 to replace/);
            assert.equal(countCalls("CreateUserImportJob"), 1);
        });
    });
});

interface OthersJob extends ImportStack {
    /** The job's: three users, imported by others. */
    readonly id: string;
    /** The arguments of a program that adopts it. */
    readonly args: { readonly userPoolId: string; readonly cloudWatchLogsRoleArn: string };
}

async function withOthersJob(program: string, test: (context: OthersJob) => Promise<void>): Promise<void> {
    await withImportStack({ program: programFolder(program) }, async (context) => {
        const { stack, emulator, clients, poolId } = context;
        await stack.setConfig({
            "cognito-user-import:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url }],
        });
        const ids = await startImport(clients.cognito, poolId, await csvFor(clients.cognito, poolId, people(3)));
        const { CloudWatchLogsRoleArn: cloudWatchLogsRoleArn = "" } = await endOf(clients.cognito, ids);
        const args = { userPoolId: poolId, cloudWatchLogsRoleArn };
        await test({ ...context, id: `${poolId}/${ids.JobId}`, args });
    });
}
