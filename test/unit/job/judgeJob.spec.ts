import assert from "node:assert/strict";
import { noRowFailures } from "../../../provider/src/cognito/readRowFailures";
import { type Judgement, judgeJob } from "../../../provider/src/job/judgeJob";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import type { ImportJob } from "../../../provider/src/types";
import { accessDenied } from "../../support/aws/awsErrors";
import { type LifecycleFixture, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

describe("judgeJob", () => {
    let fixture: LifecycleFixture;
    beforeEach(() => {
        fixture = lifecycleFixture();
    });

    async function judge(job: Partial<ImportJob>, inputs: Partial<CheckedInputs> = {}): Promise<Judgement> {
        return await judgeJob(fixture.context(inputs), fixture.api.addJob(job));
    }

    function logFailures(jobId: string, rows: number): void {
        const messages = Array.from({ length: rows }, (_, row) => `[FAILED] Line Number ${row + 2} - Bad row.`);
        fixture.api.logs.set(`${jobId}/people-0123`, [messages]);
    }

    it("is content with a job that imported every row, and says nothing", async () => {
        const { error, rowFailures } = await judge({ status: "Succeeded", importedUsers: 3 });

        assert.equal(error, undefined);
        assert.deepEqual(rowFailures, noRowFailures);
        assert.equal(fixture.progress.allText(), "");
    });

    for (const status of ["Created", "Pending", "InProgress", "Stopping"]) {
        it(`does not judge a job that is ${status}`, async () => {
            const judgement = await judge({ status, failedUsers: 9 }, { maxFailedUsers: 0 });

            assert.equal(judgement.error, undefined);
            assert.deepEqual(fixture.api.requests, []);
        });
    }

    it("reads the log again while it is behind the job's counts, a few times", async () => {
        fixture.api.script("readLog", () => ({ messages: [], nextToken: undefined }));
        logFailures("import-Fake1", 2);
        const settled = await judge({ status: "Succeeded", importedUsers: 1, failedUsers: 2 });
        assert.equal(settled.rowFailures.failures.length, 2);
        assert.deepEqual(fixture.clock.sleeps, [2]);

        const { rowFailures } = await judge({ status: "Succeeded", importedUsers: 1, failedUsers: 9 });
        assert.equal(rowFailures.failures.length, 0);
        assert.equal(fixture.clock.sleeps.length, 1 + 3);
    });

    it("warns of failed rows within the limit, by line and reason", async () => {
        logFailures("import-Fake1", 2);

        const { error, rowFailures } = await judge(
            { status: "Succeeded", importedUsers: 1, failedUsers: 2 },
            { maxFailedUsers: 2 },
        );

        assert.equal(error, undefined);
        assert.equal(rowFailures.failures.length, 2);
        assert.deepEqual(fixture.progress.warnings, ["Users not imported: 2.\n  line 2: Bad row.\n  line 3: Bad row."]);
    });

    for (const [what, job, limit, text] of [
        [
            "failed",
            { failedUsers: 2, importedUsers: 1 },
            { maxFailedUsers: 1 },
            /2 users failed, more than maxFailedUsers/,
        ],
        ["skipped", { skippedUsers: 3 }, { maxSkippedUsers: 2 }, /3 users were skipped .* more than maxSkippedUsers/],
        [
            "omitted",
            { importedUsers: 1 },
            { existingUsers: "omit", maxOmittedUsers: 1 },
            /succeeded, but 2 users were omitted \(they already exist\), more than maxOmittedUsers allows \(1\)\.\nThe other/,
        ],
        ["failed", { failedUsers: 1, importedUsers: 2 }, { maxFailedUsers: 0 }, /maxFailedUsers allows \(0\)/],
    ] as const) {
        it(`is not content with more ${what} users than allowed: ${JSON.stringify(limit)}`, async () => {
            const { error } = await judge({ status: "Succeeded", ...job }, limit);

            assert.equal(error?.code, "limit-exceeded");
            assert.equal(error?.jobId, "import-Fake1");
            assert.match(error?.message ?? "", text);
            assert.deepEqual(fixture.progress.warnings, []);
        });
    }

    it("names both limits where both are exceeded, and counts as many as allowed as fine", async () => {
        const job = { status: "Succeeded", failedUsers: 1, skippedUsers: 1, importedUsers: 1 };

        const both = await judge(job, { maxFailedUsers: 0, maxSkippedUsers: 0 });
        const neither = await judge(job, { maxFailedUsers: 1, maxSkippedUsers: 1 });

        assert.match(both.error?.message ?? "", /maxFailedUsers allows \(0\) and 1 user was skipped/);
        assert.equal(neither.error, undefined);
    });

    it("takes null for a limit that is left out, as the check does", async () => {
        const job = { status: "Succeeded", failedUsers: 1, skippedUsers: 1 };
        const none = { maxFailedUsers: null, maxSkippedUsers: null, maxOmittedUsers: null };

        const { error } = await judge(job, { existingUsers: "omit", ...none } as unknown as Partial<CheckedInputs>);

        assert.equal(error, undefined);
    });

    it("counts nobody as omitted where the job has uploaded everybody", async () => {
        const { error } = await judge({ status: "Succeeded", importedUsers: 1 }, { maxOmittedUsers: 0 });

        assert.equal(error, undefined);
    });

    for (const status of ["Failed", "Stopped", "Expired"]) {
        it(`fails for ${status}, with AWS's word, the counts and what to do`, async () => {
            const { error } = await judge({
                status,
                importedUsers: 1,
                completionMessage: "Too many users have failed.",
            });

            assert.equal(error?.code, "job-failed");
            assert.equal(error?.status, status);
            assert.match(
                error?.message ?? "",
                new RegExp(
                    `^Import job import-Fake1 in user pool .* ended as ${status}: 1 imported, 0 skipped, 0 failed of 3\\. ` +
                        "AWS says: Too many users have failed\\.\\n.*replaces it with a new job",
                ),
            );
        });
    }

    it("shows the first ten failing lines, and how many more there are", async () => {
        logFailures("import-Fake1", 25);

        const { error, rowFailures } = await judge({ status: "Failed", failedUsers: 25 });

        assert.equal(rowFailures.failures.length, 25);
        assert.match(error?.message ?? "", /line 11: Bad row\.\n {2}… and 15 more/);
        assert.doesNotMatch(error?.message ?? "", /line 12/);
    });

    it("counts reasons of what the log has, where that is not all", async () => {
        logFailures("import-Fake1", 150);

        const { error } = await judge(
            { status: "Succeeded", importedUsers: 1, failedUsers: 1000 },
            { maxFailedUsers: 0, totalUsers: 1001 },
        );

        assert.match(error?.message ?? "", /… and 990 more; of 150 in the log so far\n {2}150 × Bad row\./);
    });

    it("says which permission is missing where the log cannot be read", async () => {
        fixture.api.script("findLogStreams", accessDenied());

        const { error, rowFailures } = await judge({ status: "Succeeded", importedUsers: 2, failedUsers: 1 });

        assert.equal(error, undefined);
        assert.deepEqual(rowFailures.failures, []);
        assert.match(
            fixture.progress.warnings[0] ?? "",
            /Users not imported: 1\.\n {2}The list of failed rows.*logs:GetLogEvents/,
        );
    });

    it("warns where AWS's counts are not the rows of the source", async () => {
        await judge({ status: "Succeeded", importedUsers: 2 });
        assert.deepEqual(fixture.progress.warnings, [
            "The source has 3 rows, but AWS counts 2 imported, skipped and failed in job import-Fake1.",
        ]);

        fixture.progress.warnings.length = 0;
        await judge({ status: "Succeeded", importedUsers: 2 }, { totalUsers: undefined });
        assert.deepEqual(fixture.progress.warnings, []);
    });

    it("warns of it also where more failed than allowed", async () => {
        await judge({ status: "Succeeded", importedUsers: 1, failedUsers: 1 }, { maxFailedUsers: 0, totalUsers: 3 });

        assert.match(fixture.progress.allText(), /The source has 3 rows, but AWS counts 2 imported/);
    });

    it("throws for a status that it does not know", async () => {
        await assert.rejects(judge({ status: "Archived" }), { code: "unknown-status" });
    });
});
