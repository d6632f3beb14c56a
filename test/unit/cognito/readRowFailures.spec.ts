import assert from "node:assert/strict";
import { noRowFailures, readRowFailures } from "../../../provider/src/cognito/readRowFailures";
import { accessDenied, serverError } from "../../support/aws/awsErrors";
import { type FakeImportApi, type FakeJob, fakeImportApi, fakePoolId } from "../../support/aws/fakeImportApi";
import { manualClock } from "../../support/process/manualClock";

const failed = (line: number): string => `[FAILED] Line Number ${line} - The email is missing.`;

describe("readRowFailures", () => {
    let api: FakeImportApi;
    let job: FakeJob;
    beforeEach(() => {
        api = fakeImportApi(manualClock());
        job = api.addJob({ status: "Succeeded", failedUsers: 2 });
    });

    function log(...pages: readonly (readonly string[])[]): void {
        api.logs.set(`${job.jobId}/${job.jobName}`, pages);
    }

    it("asks nothing where no row failed", async () => {
        job.failedUsers = 0;

        assert.deepEqual(await readRowFailures(api, job), noRowFailures);
        assert.deepEqual(api.requests, []);
    });

    it("reads line and reason of the failed rows in the job's own stream", async () => {
        log(["[SUCCEEDED] Line Number 1 - The import succeeded.", "[SKIPPED] Line Number 2 - Exists.", failed(3)]);
        api.logs.set("import-Other/people", [[failed(9)]]);
        job.failedUsers = 1;

        const { failures, hint } = await readRowFailures(api, job);

        assert.deepEqual(failures, [{ line: 3, reason: "The email is missing." }]);
        assert.equal(hint, undefined);
        assert.deepEqual(api.requests.at(-2)?.args, [`/aws/cognito/userpools/${fakePoolId}/people`, `${job.jobId}/`]);
    });

    it("passes over the test events that stand before the rows, also on a page of their own", async () => {
        const testLog = "Cognito User Pools Import - Test Log";
        log([testLog, testLog], [testLog, failed(2), "[SUCCEEDED] Line Number 3 - The import succeeded.", failed(4)]);

        const { failures, countedUsers, hint } = await readRowFailures(api, job);

        assert.deepEqual(
            failures.map(({ line }) => line),
            [2, 4],
        );
        assert.deepEqual([countedUsers, hint], [2, undefined]);
    });

    it("goes by the test events before the rows, and keeps AWS's reasons however it words them", async () => {
        const reasons = ["to true", "to verified"].map(
            (end) =>
                `The User Record does not set any of the auto verified attributes ${end}. (Example: email_verified to true).`,
        );
        const test = "Cognito User Pools Import - Test Log";
        const succeeded = "[SUCCEEDED] Line Number 2 - The import succeeded.";
        log([test, test, succeeded, ...reasons.map((reason, row) => `[FAILED] Line Number ${row + 3} - ${reason}`)]);

        const { failures } = await readRowFailures(api, job);

        assert.deepEqual(
            failures,
            reasons.map((reason, row) => ({ line: row + 3, reason })),
        );
    });

    it("reads page by page, in any order, until all failures are found", async () => {
        log([failed(7)], [], [failed(2)], [failed(99)]);

        const { failures } = await readRowFailures(api, job);

        assert.deepEqual(
            failures.map(({ line }) => line),
            [2, 7],
        );
        assert.equal(api.count("readLog"), 3);
    });

    it("counts all failed rows by their reason, the most frequent first", async () => {
        job.failedUsers = 252;
        const others = [
            "[FAILED] Line Number 1 - The name is too long.",
            "[FAILED] Line Number 2 - The name is too long.",
        ];
        log(
            others,
            Array.from({ length: 250 }, (_, row) => failed(row + 3)),
        );

        const { reasons } = await readRowFailures(api, job);

        assert.deepEqual(reasons, [
            { reason: "The email is missing.", users: 250 },
            { reason: "The name is too long.", users: 2 },
        ]);
    });

    it("repeats no value of a row in a reason, and no more than 500 characters", async () => {
        log([
            "[FAILED] Line Number 2 - The username ada.lovelace already exists.",
            `[FAILED] Line Number 3 - ${"The user already exists. ".repeat(1000)}`,
        ]);

        const { failures } = await readRowFailures(api, job);

        assert.equal(failures[0]?.reason, "The username [redacted] already exists.");
        assert.equal(failures[1]?.reason.length, 500);
    });

    it("lists the 100 lowest lines at most", async () => {
        const lines = Array.from({ length: 250 }, (_, index) => 250 - index);
        job.failedUsers = 250;
        log(lines.slice(0, 200).map(failed), lines.slice(200).map(failed));

        const { failures } = await readRowFailures(api, job);

        assert.equal(failures.length, 100);
        assert.deepEqual([failures[0]?.line, failures.at(-1)?.line], [1, 100]);
    });

    it("stops after a bounded number of pages", async () => {
        log(...Array.from({ length: 500 }, () => ["[SUCCEEDED] Line Number 1 - The import succeeded."]));

        assert.deepEqual(await readRowFailures(api, job), noRowFailures);
        assert.equal(api.count("readLog"), 120);
    });

    it("gives a hint with the missing permissions where access is denied", async () => {
        const calls = [
            ["describeUserPool", `cognito-idp:DescribeUserPool on .*:userpool/${fakePoolId}`],
            [
                "findLogStreams",
                `logs:DescribeLogStreams on arn:aws:logs:eu-west-1:123456789012:log-group:/.*/${fakePoolId}/`,
            ],
            ["readLog", `logs:GetLogEvents on arn:aws:logs:eu-west-1:123456789012:log-group:/.*/${fakePoolId}/`],
        ] as const;
        for (const [operation, needed] of calls) {
            log([failed(3)]);
            api.script(operation, accessDenied());

            const { failures, hint } = await readRowFailures(api, job);

            assert.deepEqual(failures, []);
            assert.match(hint ?? "", new RegExp(`they allow ${needed}`));
            assert.match(hint ?? "", /logs:DescribeLogStreams and logs:GetLogEvents .* cognito-idp:DescribeUserPool/);
        }
    });

    it("gives a hint where the log has no stream of the job or cannot be read", async () => {
        assert.match((await readRowFailures(api, job)).hint ?? "", /has no log stream of import job import-Fake1/);

        api.script("findLogStreams", serverError());
        assert.match((await readRowFailures(api, job)).hint ?? "", /could not be read.*Something went wrong/);
    });
});
