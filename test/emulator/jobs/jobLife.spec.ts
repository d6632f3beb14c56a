import assert from "node:assert/strict";
import {
    AdminCreateUserCommand,
    DeleteUserPoolCommand,
    StartUserImportJobCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import {
    countsOf,
    createJob,
    createPool,
    csvFor,
    describeJob,
    people,
    person,
    roleArn,
    startImport,
    upload,
} from "../../support/emulator/importFixtures";

describe("the life of an import job", () => {
    it("goes through Pending and InProgress to Succeeded", async () => {
        await withEmulator(
            { clock: new ManualClock(), pendingSeconds: 5, rowsPerSecond: 10 },
            async (emulator, { cognito }) => {
                const poolId = await createPool(cognito);
                const job = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(100)));

                await emulator.advance(4);
                const pending = await describeJob(cognito, job);
                await emulator.advance(6);
                const inProgress = await describeJob(cognito, job);
                await emulator.advance(10);
                const done = await describeJob(cognito, job);

                assert.equal(pending.Status, "Pending");
                assert.equal(inProgress.Status, "InProgress");
                assert.ok((inProgress.ImportedUsers ?? 0) >= 49 && (inProgress.ImportedUsers ?? 0) <= 51);
                assert.equal(done.Status, "Succeeded");
                assert.deepEqual(countsOf(done), [100, 0, 0]);
                const [start, end] = [done.StartDate?.getTime() ?? 0, done.CompletionDate?.getTime() ?? 0];
                assert.equal(end - start, 10_000);
            },
        );
    });

    it("is over within two seconds for 1,000 rows with the default options", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const csv = await csvFor(cognito, poolId, people(1000));

            const job = await startImport(cognito, poolId, csv);
            await emulator.advance(2);

            assert.equal((await describeJob(cognito, job)).Status, "Succeeded");
            assert.ok(emulator.calls.every((call) => call.errorCode === undefined));
        });
    });

    it("starts with nothing but its creation and counts of 0, as in AWS's example", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);

            const job = await describeJob(cognito, await createJob(cognito, poolId, "MyImportJob"));

            const { JobId, PreSignedUrl, CreationDate, ...rest } = job;
            assert.match(JobId ?? "", /^import-[0-9A-Za-z]{10}$/);
            assert.match(
                PreSignedUrl ?? "",
                /^http:\/\/127\.0\.0\.1:\d+\/aws-cognito-idp-user-import-us-east-1\/123456789012\//,
            );
            assert.ok(CreationDate instanceof Date);
            assert.deepEqual(rest, {
                JobName: "MyImportJob",
                UserPoolId: poolId,
                Status: "Created",
                CloudWatchLogsRoleArn: roleArn,
                ImportedUsers: 0,
                SkippedUsers: 0,
                FailedUsers: 0,
            });
        });
    });

    it("does not start without a file", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const { url: _url, ...job } = await createJob(cognito, await createPool(cognito));

            await assert.rejects(cognito.send(new StartUserImportJobCommand(job)), {
                name: "PreconditionNotMetException",
                message: `No csv file was uploaded for ${job.JobId}`,
            });
        });
    });

    it("does not start in a pool without an auto-verified attribute", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito, { AutoVerifiedAttributes: [] });
            const csv = await csvFor(cognito, poolId, people(1));

            await assert.rejects(startImport(cognito, poolId, csv), { name: "PreconditionNotMetException" });
        });
    });

    it("is the only one in the account: another pool's job starts when it has ended", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const [poolId, otherPoolId] = [await createPool(cognito), await createPool(cognito)];
            const csv = await csvFor(cognito, poolId, people(1));
            const other = await createJob(cognito, otherPoolId);
            await upload(other.url, csv);
            const ids = { UserPoolId: other.UserPoolId, JobId: other.JobId };
            await startImport(cognito, poolId, csv);

            await assert.rejects(cognito.send(new StartUserImportJobCommand(ids)), {
                name: "PreconditionNotMetException",
            });
            await emulator.advance(10);
            await cognito.send(new StartUserImportJobCommand(ids));

            assert.equal((await describeJob(cognito, ids)).Status, "Pending");
        });
    });

    it("keeps its pool from being deleted while it runs", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            await startImport(cognito, poolId, await csvFor(cognito, poolId, people(1)));
            const deletion = new DeleteUserPoolCommand({ UserPoolId: poolId });

            await assert.rejects(cognito.send(deletion), { name: "UserImportInProgressException" });
            await emulator.advance(10);

            await cognito.send(deletion);
        });
    });

    it("expires when it is not started in time", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const { url, ...job } = await createJob(cognito, await createPool(cognito));
            await upload(url, "anything");

            await emulator.advance(24 * 3600);

            assert.equal((await describeJob(cognito, job)).Status, "Expired");
            await assert.rejects(cognito.send(new StartUserImportJobCommand(job)), {
                name: "PreconditionNotMetException",
            });
        });
    });

    it("fails when more than half of the users are skipped or failed, and counts them all", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            for (const name of ["user0", "user1"]) {
                await cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: name }));
            }
            const rows = [...people(3), person("bad", { email_verified: "false" })];
            const job = await startImport(cognito, poolId, await csvFor(cognito, poolId, rows));
            await emulator.advance(10);

            const failed = await describeJob(cognito, job);

            assert.equal(failed.Status, "Failed");
            assert.equal(failed.CompletionMessage, "Too many users have failed or been skipped during the import.");
            assert.deepEqual(countsOf(failed), [1, 2, 1]);
        });
    });
});
