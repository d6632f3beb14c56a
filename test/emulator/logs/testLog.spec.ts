import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { StopUserImportJobCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import {
    createPool,
    csvFor,
    describeJob,
    type JobIds,
    people,
    roleArn,
    startImport,
} from "../../support/emulator/importFixtures";

const testLog = "Cognito User Pools Import - Test Log";

/** The texts of a job's log, each with the seconds from `sinceMs` to it. */
async function logOf(logs: CloudWatchLogsClient, ids: JobIds, sinceMs = 0): Promise<[string, number][]> {
    const { events = [] } = await logs.send(
        new GetLogEventsCommand({
            logGroupName: `/aws/cognito/userpools/${ids.UserPoolId}/people`,
            logStreamName: `${ids.JobId}/customers`,
            startFromHead: true,
        }),
    );
    return events.map(({ message = "", timestamp = 0 }) => [message, (timestamp - sinceMs) / 1000]);
}

describe("the log of an import job", () => {
    it("begins with two test events: when Start is called, and when the rows begin", async () => {
        await withEmulator({ clock: new ManualClock(), pendingSeconds: 5 }, async (emulator, { cognito, logs }) => {
            const poolId = await createPool(cognito);
            const startedMs = emulator.clock.now();
            const ids = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(1)));

            assert.deepEqual(await logOf(logs, ids, startedMs), [[testLog, 0]]);
            await emulator.advance(10);

            assert.deepEqual(await logOf(logs, ids, startedMs), [
                [testLog, 0],
                [testLog, 5],
                ["[SUCCEEDED] Line Number 2 - The import succeeded.", 5],
            ]);
        });
    });

    it("has the first of them only if the job is stopped before its rows", async () => {
        await withEmulator({ clock: new ManualClock() }, async (_emulator, { cognito, logs }) => {
            const poolId = await createPool(cognito);
            const ids = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(1)));
            await cognito.send(new StopUserImportJobCommand(ids));

            assert.deepEqual(
                (await logOf(logs, ids)).map(([text]) => text),
                [testLog],
            );
        });
    });

    it("does not begin with a role that cannot be assumed", async () => {
        const options = { clock: new ManualClock(), unassumableRoles: [roleArn] };
        await withEmulator(options, async (emulator, { cognito, logs }) => {
            const poolId = await createPool(cognito);
            const ids = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(1)));
            await emulator.advance(10);

            assert.equal((await describeJob(cognito, ids)).Status, "Failed");
            await assert.rejects(logOf(logs, ids), { name: "ResourceNotFoundException" });
        });
    });

    it("keeps them over a restart, each once, in a job that continues", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-test-log-"));
        try {
            const first = { dataDir, clock: new ManualClock(), pendingSeconds: 0, rowsPerSecond: 1000 };
            const ids = await withEmulator(first, async (emulator, { cognito }) => {
                const poolId = await createPool(cognito);
                const started = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(1500)));
                await emulator.advance(0.5);
                assert.equal((await describeJob(cognito, started)).Status, "InProgress");
                return started;
            });

            const second = { dataDir, clock: new ManualClock(first.clock.now()) };
            await withEmulator(second, async (emulator, { cognito, logs }) => {
                await emulator.advance(10);

                assert.equal((await describeJob(cognito, ids)).Status, "Succeeded");
                const texts = (await logOf(logs, ids)).map(([text]) => text);
                assert.deepEqual(texts.slice(0, 2), [testLog, testLog]);
                assert.equal(texts.filter((text) => text === testLog).length, 2);
                assert.equal(texts.length, 1502);
            });
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });
});
