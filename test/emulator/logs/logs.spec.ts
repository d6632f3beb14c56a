import assert from "node:assert/strict";
import {
    type CloudWatchLogsClient,
    DescribeLogStreamsCommand,
    GetLogEventsCommand,
    type GetLogEventsCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { type Emulator, ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, type JobIds, person, startImport } from "../../support/emulator/importFixtures";

interface ImportedJob {
    readonly emulator: Emulator;
    readonly logs: CloudWatchLogsClient;
    readonly group: string;
    readonly stream: string;
    readonly ids: JobIds;
}

/** A finished job of `rows` users, one a second, in a pool called "My pool". */
function withImportedJob(rows: number, use: (job: ImportedJob) => Promise<void>): Promise<void> {
    return withEmulator(
        { clock: new ManualClock(), pendingSeconds: 5, rowsPerSecond: 1 },
        async (emulator, { cognito, logs }) => {
            const poolId = await createPool(cognito, { PoolName: "My pool" });
            const people = Array.from({ length: rows }, (_, index) => person(`user${index}`));
            const ids = await startImport(cognito, poolId, await csvFor(cognito, poolId, people));
            await emulator.advance(rows + 10);
            const group = `/aws/cognito/userpools/${poolId}/My_pool`;
            await use({ emulator, logs, group, stream: `${ids.JobId}/customers`, ids });
        },
    );
}

/** One page; a test event counts as line 0. */
async function linesOf(job: ImportedJob, input: Partial<GetLogEventsCommandInput>) {
    const answer = await job.logs.send(
        new GetLogEventsCommand({ logGroupName: job.group, logStreamName: job.stream, ...input }),
    );
    const lines = (answer.events ?? []).map(({ message = "" }) => Number(/Line Number (\d+)/.exec(message)?.[1] ?? 0));
    return { lines, forward: answer.nextForwardToken, backward: answer.nextBackwardToken, events: answer.events ?? [] };
}

describe("GetLogEvents", () => {
    it("reads forward from the head; the token at the end comes back unchanged", async () => {
        await withImportedJob(5, async (job) => {
            const first = await linesOf(job, { startFromHead: true, limit: 4 });
            const second = await linesOf(job, { startFromHead: true, limit: 4, nextToken: first.forward });
            const third = await linesOf(job, { startFromHead: true, limit: 4, nextToken: second.forward });

            assert.deepEqual([first.lines, second.lines, third.lines], [[0, 0, 2, 3], [4, 5, 6], []]);
            assert.equal(third.forward, second.forward);
            assert.match(first.forward ?? "", /^f\/\d{56}$/);
            assert.equal(first.events[2]?.message, "[SUCCEEDED] Line Number 2 - The import succeeded.");
        });
    });

    it("gives the newest events first without startFromHead, and reads backward", async () => {
        await withImportedJob(5, async (job) => {
            const newest = await linesOf(job, { limit: 2 });
            const older = await linesOf(job, { limit: 2, nextToken: newest.backward });

            assert.deepEqual(
                [newest.lines, older.lines],
                [
                    [5, 6],
                    [3, 4],
                ],
            );
        });
    });

    it("reads a span of time, without its end", async () => {
        await withImportedJob(5, async (job) => {
            const { events } = await linesOf(job, { startFromHead: true });
            const [, second, , fourth] = events.slice(2).map(({ timestamp }) => timestamp);

            const some = await linesOf(job, { startFromHead: true, startTime: second, endTime: fourth });

            assert.deepEqual(some.lines, [3, 4]);
        });
    });

    it("takes a group's name or ARN as identifier", async () => {
        await withImportedJob(1, async (job) => {
            for (const prefix of ["", "arn:aws:logs:us-east-1:123456789012:log-group:"]) {
                const input = { logGroupName: undefined, logGroupIdentifier: prefix + job.group };
                assert.deepEqual((await linesOf(job, input)).lines, [0, 0, 2]);
            }
        });
    });

    it("answers ResourceNotFoundException for an unknown group or stream, InvalidParameterException for a bad token", async () => {
        await withImportedJob(1, async (job) => {
            await assert.rejects(linesOf(job, { logGroupName: "/none" }), {
                name: "ResourceNotFoundException",
                message: "The specified log group does not exist.",
            });
            await assert.rejects(linesOf(job, { logStreamName: "none" }), {
                name: "ResourceNotFoundException",
                message: "The specified log stream does not exist.",
            });
            await assert.rejects(linesOf(job, { nextToken: "f/1" }), { name: "InvalidParameterException" });
            await assert.rejects(linesOf(job, { logGroupName: undefined }), { name: "InvalidParameterException" });
        });
    });
});

describe("DescribeLogStreams", () => {
    it("lists the streams of a group by prefix, with the times of their events", async () => {
        await withImportedJob(2, async ({ logs, group, stream, ids }) => {
            const logGroupName = group;
            const found = await logs.send(
                new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: ids.JobId }),
            );
            const none = await logs.send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: "x" }));

            const [only] = found.logStreams ?? [];
            assert.equal(only?.logStreamName, stream);
            assert.equal(only?.arn, `arn:aws:logs:us-east-1:123456789012:log-group:${group}:log-stream:${stream}`);
            // From Start, five seconds before the rows, to the second row.
            assert.equal((only?.lastEventTimestamp ?? 0) - (only?.firstEventTimestamp ?? 0), 6000);
            assert.deepEqual(none.logStreams, []);
        });
    });
});
