import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describeJob, people, roleArn } from "../emulator/importFixtures";
import { needsEngine } from "../support/engine";
import { withImportStack } from "../support/importStack";
import { installStandInAws } from "../support/standInAws";

const root = path.resolve(__dirname, "../..");

describe("the root program", function () {
    this.timeout(120_000);
    before(needsEngine);

    it("takes its config and exports what became of the users", async () => {
        await withImportStack({ program: root }, async (context) => {
            await context.writeRows(people(3));
            await context.stack.setConfig({
                userPoolId: context.poolId,
                cloudWatchLogsRoleArn: roleArn,
                source: context.csvPath,
            });

            await context.stack.up();

            const { jobId, jobIds, ...outputs } = await context.stack.outputs();
            assert.match(String(jobId), /^import-[0-9a-zA-Z-]+$/);
            assert.deepEqual(jobIds, [jobId]);
            assert.deepEqual(outputs, {
                status: "Succeeded",
                importedUsers: 3,
                skippedUsers: 0,
                failedUsers: 0,
                failures: [],
            });
        });
    });

    it("creates the role where none is given, and runs the job with it", async () => {
        await withImportStack({ program: root }, async (context) => {
            const created = await installStandInAws(context.stack);
            await context.writeRows(people(3));
            await context.stack.setConfig({ userPoolId: context.poolId, source: context.csvPath });

            const preview = await context.stack.preview();
            await context.stack.up();

            assert.match(preview.stdout, /UserImportRole users-role create/);
            const [role, policy] = await created();
            assert.deepEqual([role?.type, policy?.type], ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"]);
            assert.match(String(role?.inputs.assumeRolePolicy), new RegExp(`:userpool/${context.poolId}"`));
            const [JobId = ""] = (await context.stack.outputs()).jobIds as string[];
            const job = await describeJob(context.clients.cognito, { UserPoolId: context.poolId, JobId });
            assert.equal(job.CloudWatchLogsRoleArn, "arn:aws:iam::123456789012:role/users-role-0123456");
            assert.equal(job.ImportedUsers, 3);
            assert.match((await context.stack.up()).stdout, /6 unchanged/);
        });
    });

    it("says which config is missing before it runs", async () => {
        await withImportStack({ program: root }, async (context) => {
            const failed = await context.stack.preview({ expectFailure: true });

            assert.match(failed.all, /userPoolId/);
        });
    });

    it("is at most 40 lines", async () => {
        const lines = (await readFile(path.join(root, "index.ts"), "utf8")).trimEnd().split("\n");
        assert.ok(lines.length <= 40, `${lines.length} lines`);
    });
});
