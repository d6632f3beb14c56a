import assert from "node:assert/strict";
import {
    AdminGetUserCommand,
    StartUserImportJobCommand,
    StopUserImportJobCommand,
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
    startImport,
} from "../../support/emulator/importFixtures";

describe("StopUserImportJob", () => {
    it("ends a Pending job at once, as in AWS's example", async () => {
        await withEmulator({ clock: new ManualClock(), pendingSeconds: 60 }, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const job = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(3)));

            const { UserImportJob: stopped } = await cognito.send(new StopUserImportJobCommand(job));

            assert.equal(stopped?.Status, "Stopped");
            assert.equal(stopped?.CompletionMessage, "The Import Job was stopped by the developer.");
            assert.deepEqual(countsOf(stopped ?? {}), [0, 0, 0]);
            assert.ok(stopped?.CompletionDate instanceof Date);
        });
    });

    it("takes a job that imports users through Stopping to Stopped, and keeps its users", async () => {
        const options = { clock: new ManualClock(), rowsPerSecond: 10, stoppingSeconds: 3 };
        await withEmulator(options, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const job = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(100)));
            await emulator.advance(5);

            const stopping = (await cognito.send(new StopUserImportJobCommand(job))).UserImportJob;
            await emulator.advance(3);
            const stopped = await describeJob(cognito, job);

            assert.equal(stopping?.Status, "Stopping");
            assert.equal(stopping?.CompletionDate, undefined);
            assert.equal(stopped.Status, "Stopped");
            assert.equal(stopped.ImportedUsers, stopping?.ImportedUsers);
            assert.ok((stopped.ImportedUsers ?? 0) > 0 && (stopped.ImportedUsers ?? 0) < 100);
            const first = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "user0" }));
            assert.equal(first.UserStatus, "RESET_REQUIRED");
            await assert.rejects(cognito.send(new StartUserImportJobCommand(job)), {
                name: "PreconditionNotMetException",
            });
        });
    });

    it("refuses a job that was not started or has ended", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const { url: _url, ...created } = await createJob(cognito, poolId);
            await assert.rejects(cognito.send(new StopUserImportJobCommand(created)), {
                name: "PreconditionNotMetException",
            });

            const ended = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(1)));
            await emulator.advance(10);

            await assert.rejects(cognito.send(new StopUserImportJobCommand(ended)), {
                name: "PreconditionNotMetException",
            });
        });
    });
});
