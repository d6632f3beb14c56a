import assert from "node:assert/strict";
import type { JobWithUploadUrl } from "../../../provider/src/cognito/importApi";
import { findActiveJob, surveyJobs } from "../../../provider/src/job/surveyJobs";
import { accessDenied, throttled } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, type LifecycleFixture, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

const { jobName } = checkedInputs();

/** Two names of one content, and one of another. */
const ours = "seed-0123456789ab-00000000";
const theirs = "users-0123456789ab-11111111";
const unrelated = "users-ba9876543210-11111111";

describe("surveyJobs", () => {
    let fixture: LifecycleFixture;
    beforeEach(() => {
        fixture = lifecycleFixture();
    });

    const find = async (): Promise<JobWithUploadUrl | undefined> => (await surveyJobs(fixture.context())).best;

    for (const status of ["Created", "Pending", "InProgress"]) {
        it(`finds a job of the name that is ${status}, with its upload address`, async () => {
            fixture.api.addJob({ jobName, status });

            const ticket = await find();

            assert.equal(ticket?.job.jobId, "import-Fake1");
            assert.match(ticket?.uploadUrl ?? "", /^https:/);
        });
    }

    for (const status of ["Stopping", "Stopped", "Failed", "Expired"]) {
        it(`passes over a job that is ${status}`, async () => {
            fixture.api.addJob({ jobName, status });

            assert.equal(await find(), undefined);
        });
    }

    it("prefers a job that runs to one that succeeded, that to a created one, and of equals the newest", async () => {
        fixture.api.addJob({ jobName, status: "Created" });
        assert.equal((await find())?.job.jobId, "import-Fake1");
        fixture.api.addJob({ jobName, status: "Created" });
        assert.equal((await find())?.job.jobId, "import-Fake2");
        fixture.api.addJob({ jobName, status: "Succeeded" });
        fixture.api.addJob({ jobName, status: "Created" });
        assert.equal((await find())?.job.jobId, "import-Fake3");
        fixture.api.addJob({ jobName, status: "Pending" });
        fixture.api.addJob({ jobName, status: "Succeeded" });
        assert.equal((await find())?.job.jobId, "import-Fake5");
    });

    it("finds a job with a status that it does not know, so that it is said and no second one made", async () => {
        fixture.api.addJob({ jobName, status: "Archived" });

        assert.equal((await find())?.job.status, "Archived");
    });

    it("takes no job for its own that is only the newest, or called nearly so", async () => {
        fixture.api.addJob({ jobName: `${jobName}0`, status: "InProgress" });
        fixture.api.addJob({ jobName: jobName.toUpperCase(), status: "InProgress" });

        assert.equal(await find(), undefined);
    });

    it("takes no created job that was made for another role or algorithm", async () => {
        fixture.api.addJob({ jobName, cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/Old" });
        fixture.api.addJob({ jobName, passwordHashingAlgorithm: "BCRYPT" });

        assert.equal(await find(), undefined);
    });

    it("takes no created job that is past its upload by this machine's clock, as diff would replace it", async () => {
        fixture.api.addJob({ jobName });
        fixture.clock.advance(15 * 60);
        assert.equal(await find(), undefined);

        fixture.api.addJob({ jobName });
        assert.equal((await find())?.job.jobId, "import-Fake2");
    });

    it("takes no created job that this run replaces, but one that was started after all", async () => {
        const job = fixture.api.addJob({ jobName });
        fixture.deps.memory.jobs.replace(`${fakePoolId}/${job.jobId}`);
        assert.equal(await find(), undefined);

        job.status = "InProgress";
        assert.equal((await find())?.job.jobId, "import-Fake1");
    });

    it("takes a running job whatever its role, as its users are being imported", async () => {
        const cloudWatchLogsRoleArn = "arn:aws:iam::123456789012:role/Old";
        fixture.api.addJob({ jobName, status: "InProgress", cloudWatchLogsRoleArn });

        assert.equal((await find())?.job.jobId, "import-Fake1");
    });

    it("looks through all pages, and asks for the job itself last", async () => {
        fixture.api.addJob({ jobName });
        for (let others = 0; others < 150; others++) {
            fixture.api.addJob({ jobName: "other" });
        }

        assert.equal((await find())?.job.jobId, "import-Fake1");
        assert.deepEqual(
            fixture.api.requests.map(({ operation, args }) => [operation, ...args.slice(1)]),
            [
                ["listJobs", 60, undefined],
                ["listJobs", 60, "60"],
                ["listJobs", 60, "120"],
                ["describeJob", "import-Fake1"],
            ],
        );
    });

    it("finds a job of which AWS tells on a late page, since each of its pages is short", async () => {
        fixture.api.addJob({ jobName, status: "Succeeded" });
        for (let others = 0; others < 299; others++) {
            fixture.api.addJob({ jobName: "other" });
        }
        const { listJobs } = fixture.api;
        fixture.api.listJobs = async (userPoolId, _maxResults, token) => await listJobs(userPoolId, 10, token);

        assert.equal((await find())?.job.jobId, "import-Fake1");
    });

    it("ends where a server hands out pages for ever", async () => {
        const page = { jobs: [], paginationToken: "again" };
        fixture.api.script("listJobs", ...Array.from({ length: 100 }, () => () => page));

        assert.equal(await find(), undefined);
        assert.ok(fixture.api.count("listJobs") <= 20);
    });

    it("explains what AWS throws", async () => {
        fixture.api.script("listJobs", throttled());

        await assert.rejects(find(), { code: "aws-error", message: /ListUserImportJobs in user pool/ });

        fixture.api.addJob({ jobName });
        fixture.api.script("describeJob", accessDenied());
        await assert.rejects(find(), {
            code: "access-denied",
            message: /^DescribeUserImportJob of import job import-Fake1 .* allow cognito-idp:DescribeUserImportJob on/,
        });
    });

    describe("of other resources, stacks and people", () => {
        const findOurs = async (): Promise<string | undefined> =>
            (await surveyJobs(fixture.context({ jobName: ours }))).best?.job.jobId;

        for (const status of ["Pending", "InProgress", "Succeeded"]) {
            it(`finds a job of the same content that is ${status}`, async () => {
                fixture.api.addJob({ jobName: theirs, status });
                fixture.api.addJob({ jobName: unrelated, status });

                assert.equal(await findOurs(), "import-Fake1");
            });
        }

        for (const status of ["Created", "Stopping", "Stopped", "Failed", "Expired", "Archived"]) {
            it(`passes over a job of the same content that is ${status}`, async () => {
                fixture.api.addJob({ jobName: theirs, status });

                assert.equal(await findOurs(), undefined);
            });
        }

        it("prefers an own job to another's of the same phase, and one that runs to an own one that succeeded", async () => {
            fixture.api.addJob({ jobName: ours, status: "Succeeded" });
            fixture.api.addJob({ jobName: theirs, status: "Succeeded" });
            assert.equal(await findOurs(), "import-Fake1");
            fixture.api.addJob({ jobName: theirs, status: "InProgress" });
            assert.equal(await findOurs(), "import-Fake3");
        });
    });

    it("lists the jobs of the own name that failed, the newest first", async () => {
        fixture.api.addJob({ jobName: ours, status: "Failed" });
        fixture.api.addJob({ jobName: theirs, status: "Failed" });
        fixture.api.addJob({ jobName: ours, status: "Stopped" });
        fixture.api.addJob({ jobName: ours, status: "Failed" });

        const { failed } = await surveyJobs(fixture.context({ jobName: ours }));

        assert.deepEqual(
            failed.map(({ jobId }) => jobId),
            ["import-Fake4", "import-Fake1"],
        );
    });
});

describe("findActiveJob", () => {
    it("finds another job of the pool that runs or is being stopped, with one call", async () => {
        const { api, context } = lifecycleFixture();
        api.addJob({ status: "InProgress" });
        for (const status of ["Created", "Succeeded", "Failed"]) {
            api.addJob({ status });
        }

        assert.equal((await findActiveJob(context(), "import-Fake4"))?.jobId, "import-Fake1");
        assert.equal(await findActiveJob(context(), "import-Fake1"), undefined);
        assert.deepEqual(
            api.requests.map(({ operation }) => operation),
            ["listJobs", "listJobs"],
        );
    });
});
