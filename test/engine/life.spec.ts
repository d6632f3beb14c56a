import assert from "node:assert/strict";
import { rename } from "node:fs/promises";
import path from "node:path";
import { AdminCreateUserCommand, DeleteUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../emulator/src";
import { importsInOutput } from "../../provider/src/report/stackOutput";
import { untilCalled } from "../support/aws/untilCalled";
import { describeJob, people, person } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

describe("UserImportJob through the real engine", () => {
    before(needsEngine);

    it("imports the users, tells what became of them, and keeps every person out of the state", async () => {
        await withImportStack({ startsAsForUsers: true, args: { invalidRows: "warn" } }, async (context) => {
            const { stack, clients, poolId } = context;
            await clients.cognito.send(
                new AdminCreateUserCommand({ UserPoolId: poolId, Username: "user3", MessageAction: "SUPPRESS" }),
            );
            await context.writeRows([...people(5), person("user5", { email: "", phone_number: "+15550100" })]);

            const up = await stack.up();
            const outputs = await stack.outputs();
            const state = await stack.exportState();

            assert.match(up.stdout, /users creating .* \d\/6 imported/);
            assert.match(up.stdout, /warning: Users not imported: 1\.\s+line 7: /);
            const { jobId, failures, jobName, sourceDigest, creationDate, startDate, completionDate, ...rest } =
                outputs;
            assert.deepEqual(rest, {
                userPoolId: poolId,
                cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoCloudWatchLogsRole",
                source: context.csvPath,
                invalidRows: "warn",
                status: "Succeeded",
                importedUsers: 4,
                skippedUsers: 1,
                failedUsers: 1,
                omittedUsers: 0,
                totalUsers: 6,
                completionMessage: "Import Job Completed Successfully.",
                resourceUrn:
                    "urn:pulumi:test::import-job::pulumi-nodejs:dynamic/cognito-user-import:UserImportJob::users",
                urn: "urn:pulumi:test::import-job::pulumi-nodejs:dynamic/cognito-user-import:UserImportJob::users",
                id: `${poolId}/${jobId}`,
            });
            assert.deepEqual(
                (failures as { line: number }[]).map(({ line }) => line),
                [7],
            );
            // What `report --stack-output` makes of it.
            const [{ jobs, importedUsers, reasons } = assert.fail("no import")] = importsInOutput(outputs);
            assert.deepEqual(
                [importedUsers, jobs.map((job) => job.jobId), reasons.map(({ users }) => users)],
                [4, [jobId], [1]],
            );
            assert.match(String(jobId), /^import-[0-9a-zA-Z-]+$/);
            assert.match(String(jobName), /^users-[0-9a-f]{8}-[0-9a-f]{12}-[0-9a-f]{8}$/);
            assert.match(String(sourceDigest), /^sha256:[0-9a-f]{64}$/);
            for (const date of [creationDate, startDate, completionDate]) {
                assert.equal(new Date(String(date)).toISOString(), date);
            }
            assert.deepEqual(await context.usernames(), ["user0", "user1", "user2", "user3", "user4"]);
            assert.doesNotMatch(state.text + up.all, /user\d@|example\.com|\+1555|X-Amz-/);
        });
    });

    it("creates nothing in a preview", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(2));

            const preview = await context.stack.preview();

            assert.match(preview.stdout, /2 to create/);
            assert.equal(context.countCalls("CreateUserImportJob"), 0);
            assert.deepEqual(await context.usernames(), []);
        });
    });

    it("previews a pool that does not exist yet, and imports into it once it does", async () => {
        await withImportStack({ config: { poolIsComputed: true } }, async (context) => {
            await context.writeRows(people(2));

            assert.match((await context.stack.preview()).stdout, /3 to create/);
            await context.stack.up();

            assert.equal((await context.stack.outputs()).importedUsers, 2);
        });
    });

    it("does nothing for the same content, also in another file, replaces the job for another, and goes with its pool", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(2));
            await context.stack.up();
            const { jobId } = await context.stack.outputs();

            assert.match((await context.stack.up()).stdout, /2 unchanged/);
            const moved = path.join(context.folder, "moved.csv");
            await rename(context.csvPath, moved);
            await context.setArgs({ source: moved });
            assert.match((await context.stack.up()).stdout, /1 updated/);

            assert.equal((await context.stack.outputs()).jobId, jobId);
            assert.equal((await context.stack.outputs()).source, moved);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);

            await context.writeRows(people(5), moved);
            assert.match((await context.stack.preview()).stdout, /1 to replace/);
            assert.match((await context.stack.up()).stdout, /1 replaced/);
            const outputs = await context.stack.outputs();
            assert.deepEqual([outputs.importedUsers, outputs.skippedUsers], [3, 2]);
            assert.equal(context.countCalls("CreateUserImportJob"), 2);

            await context.clients.cognito.send(new DeleteUserPoolCommand({ UserPoolId: context.poolId }));
            await context.stack.refresh();
            const { resources } = await context.stack.exportState();
            assert.deepEqual(
                resources.filter(({ type }) => type.includes("UserImportJob")),
                [],
            );
        });
    });

    it("imports again when a trigger changes, and changes the role of an ended job in place", async () => {
        await withImportStack({ args: { triggers: [1] } }, async (context) => {
            await context.writeRows(people(1));
            await context.stack.up();

            await context.setArgs({ cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/Another" });
            assert.match((await context.stack.up()).stdout, /1 updated/);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
            // Every user is skipped now, which is too many for AWS.
            await context.setArgs({ triggers: [2] });
            await context.stack.up({ expectFailure: true });
            assert.equal(context.countCalls("CreateUserImportJob"), 2);
        });
    });

    it("stops a running job on destroy, waits until it has stopped, and leaves its users", async () => {
        const emulator = {
            clock: new ManualClock(Date.now()),
            pendingSeconds: 0,
            rowsPerSecond: 1,
            stoppingSeconds: 60,
        };
        await withImportStack({ emulator, args: { waitForCompletion: false } }, async (context) => {
            await context.writeRows(people(9));
            await context.stack.up();
            await context.emulator.advance(4);
            const { jobId } = await context.stack.outputs();

            const destroy = context.stack.spawnDestroy();
            await untilCalled(context.emulator, "StopUserImportJob");
            await context.emulator.advance(60);
            const destroyed = await destroy.finished;

            assert.equal(destroyed.exitCode, 0);
            const job = await describeJob(context.clients.cognito, {
                UserPoolId: context.poolId,
                JobId: String(jobId),
            });
            assert.equal(job.Status, "Stopped");
            assert.ok(job.ImportedUsers);
            assert.equal((await context.usernames()).length, job.ImportedUsers);
            assert.match(destroyed.stdout, /imported stay in user pool/);
        });
    });

    it("goes on without waiting where it is told so, and refresh tells the end", async () => {
        const clock = new HeldClock();
        await withImportStack({ emulator: { clock }, args: { waitForCompletion: false } }, async (context) => {
            await context.writeRows(people(3));
            await context.stack.up();
            assert.equal((await context.stack.outputs()).status, "Pending");

            clock.release();
            await context.setArgs({ waitForCompletion: true });
            assert.match((await context.stack.up()).stdout, /1 updated/);

            const outputs = await context.stack.outputs();
            assert.deepEqual([outputs.status, outputs.importedUsers], ["Succeeded", 3]);
            assert.match((await context.stack.refresh()).stdout, /2 unchanged/);
        });
    });

    it("adopts a job that exists: reads and refreshes it, and leaves it alone on destroy", async () => {
        await withImportStack(
            { emulator: { clock: new HeldClock() }, args: { waitForCompletion: false } },
            async (context) => {
                await context.writeRows(people(3));
                await context.stack.up();
                const { jobId } = await context.stack.outputs();
                const id = `${context.poolId}/${jobId}`;

                await withImportStack(
                    { config: { adopt: id, "aws:endpoints": endpoints(context.emulator.url) } },
                    async (other) => {
                        await other.stack.up();
                        assert.equal((await other.stack.outputs()).jobId, jobId);
                        await other.stack.refresh();
                        await other.stack.destroy();
                    },
                );

                assert.equal(context.countCalls("StopUserImportJob"), 0);
                assert.equal(context.countCalls("CreateUserImportJob"), 1);
            },
        );
    });
});

function endpoints(url: string): object {
    return [{ cognitoidp: url, logs: url }];
}
