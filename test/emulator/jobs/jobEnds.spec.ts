import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    type CognitoIdentityProviderClient,
    StartUserImportJobCommand,
    StopUserImportJobCommand,
    type UserImportJobType,
} from "@aws-sdk/client-cognito-identity-provider";
import { type EmulatorOptions, ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import {
    createJob,
    createPool,
    csvFor,
    describeJob,
    type JobIds,
    people,
    startImport,
    upload,
} from "../../support/emulator/importFixtures";

/** A job of three users that was started, on a manual clock. */
async function startedJob(cognito: CognitoIdentityProviderClient): Promise<JobIds> {
    const poolId = await createPool(cognito);
    return startImport(cognito, poolId, await csvFor(cognito, poolId, people(3)));
}

/** Seconds between two of a job's dates. */
function secondsBetween(from: Date | undefined, to: Date | undefined): number {
    return ((to?.getTime() ?? Number.NaN) - (from?.getTime() ?? Number.NaN)) / 1000;
}

describe("the end of an import job", () => {
    it("is in AWS's words if the job succeeded", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const ids = await startedJob(cognito);
            await emulator.advance(10);

            const job = await describeJob(cognito, ids);

            assert.deepEqual([job.Status, job.CompletionMessage], ["Succeeded", "Import Job Completed Successfully."]);
        });
    });

    it("has the time and reason if the job expired without a start", async () => {
        await withEmulator({ clock: new ManualClock(), expiryHours: 25 }, async (emulator, { cognito }) => {
            const { url, ...ids } = await createJob(cognito, await createPool(cognito));
            await upload(url, "anything");
            // No call describes the job for some hours after its end.
            await emulator.advance(30 * 3600);

            const job = await describeJob(cognito, ids);

            assert.equal(job.Status, "Expired");
            assert.equal(job.CompletionMessage, "The user import job has expired.");
            assert.equal(secondsBetween(job.CreationDate, job.CompletionDate), 25 * 3600);
            assert.equal("StartDate" in job, false);
        });
    });
});

describe("the StartDate of an import job", () => {
    it("is when Start was called, and is set anew when the job begins to import", async () => {
        await withEmulator({ clock: new ManualClock(), pendingSeconds: 5 }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const { url, ...ids } = await createJob(cognito, poolId);
            await upload(url, await csvFor(cognito, poolId, people(3)));
            await emulator.advance(60);

            const { UserImportJob: answered } = await cognito.send(new StartUserImportJobCommand(ids));
            const pending = await describeJob(cognito, ids);
            await emulator.advance(10);
            const done = await describeJob(cognito, ids);

            assert.deepEqual([answered?.Status, pending.Status], ["Pending", "Pending"]);
            assert.equal(secondsBetween(answered?.CreationDate, answered?.StartDate), 60);
            assert.deepEqual(pending.StartDate, answered?.StartDate);
            assert.equal(secondsBetween(answered?.StartDate, done.StartDate), 5);
            assert.equal(emulator.jobActivity[0]?.startedMs, answered?.StartDate?.getTime());
        });
    });

    it("is Start's where the job was stopped before it began", async () => {
        await withEmulator({ clock: new ManualClock(), pendingSeconds: 5 }, async (emulator, { cognito }) => {
            const ids = await startedJob(cognito);
            await emulator.advance(2);
            await cognito.send(new StopUserImportJobCommand(ids));

            const stopped = await describeJob(cognito, ids);

            assert.equal(stopped.Status, "Stopped");
            assert.equal(secondsBetween(stopped.StartDate, stopped.CompletionDate), 2);
        });
    });
});

describe("the end of an import job in a data folder", () => {
    const now = Date.UTC(2026, 0, 1);
    let dataDir = "";
    beforeEach(() => {
        dataDir = mkdtempSync(join(tmpdir(), "emulator-ends-"));
    });
    afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

    /** The job as it was, and as an emulator knows it that starts a day later with the same folder. */
    async function beforeAndAfter(
        options: EmulatorOptions,
        end: (cognito: CognitoIdentityProviderClient, advance: (seconds: number) => Promise<void>) => Promise<JobIds>,
    ): Promise<[before: UserImportJobType, after: UserImportJobType]> {
        const [ids, before] = await withEmulator(
            { ...options, dataDir, clock: new ManualClock(now) },
            async ({ advance }, { cognito }) => {
                const ended = await end(cognito, advance);
                return [ended, await describeJob(cognito, ended)] as const;
            },
        );
        const tomorrow = new ManualClock(now + 172_800_000);
        return withEmulator({ ...options, dataDir, clock: tomorrow }, async (_emulator, { cognito }) => [
            before,
            await describeJob(cognito, ids),
        ]);
    }

    const ends: Readonly<Record<string, Parameters<typeof beforeAndAfter>[1]>> = {
        Succeeded: async (cognito, advance) => {
            const ids = await startedJob(cognito);
            await advance(10);
            return ids;
        },
        Stopped: async (cognito) => {
            const ids = await startedJob(cognito);
            await cognito.send(new StopUserImportJobCommand(ids));
            return ids;
        },
        Failed: async (cognito, advance) => {
            const ids = await startImport(cognito, await createPool(cognito), "no header");
            await advance(10);
            return ids;
        },
        Expired: async (cognito, advance) => {
            const { url, ...ids } = await createJob(cognito, await createPool(cognito));
            await upload(url, "anything");
            await advance(86_400);
            return ids;
        },
    };
    for (const [status, end] of Object.entries(ends)) {
        it(`is its status, dates, counts and message: ${status}`, async () => {
            const [before, after] = await beforeAndAfter({}, end);

            assert.equal(before.Status, status);
            assert.ok(before.CompletionMessage !== undefined);
            assert.deepEqual(after, before);
        });
    }
});
