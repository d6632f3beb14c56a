import assert from "node:assert/strict";
import { type ReadResource, read } from "../../../provider/src/lifecycle/read";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { accessDenied, networkError, notFound, serverError, throttled } from "../../support/aws/awsErrors";
import { type FakeJob, fakePoolId, fakeRoleArn } from "../../support/aws/fakeImportApi";
import {
    checkedInputs,
    type LifecycleFixture,
    lifecycleFixture,
    resourceUrn,
} from "../../support/lifecycle/lifecycleFixture";

describe("read", () => {
    let fixture: LifecycleFixture;
    let job: FakeJob;
    beforeEach(() => {
        fixture = lifecycleFixture();
        job = fixture.api.addJob({ jobName: "seed-0123" });
    });

    const run = async (props: Partial<UserImportJobOutputs> = toOutputs(checkedInputs(), job)): Promise<ReadResource> =>
        await read(fixture.deps, `${fakePoolId}/${job.jobId}`, props);

    it("gives what AWS says now, and the inputs as they were", async () => {
        const recorded = toOutputs(checkedInputs(), job);
        const startDate = "2026-01-02T03:05:00.000Z";
        Object.assign(job, { status: "InProgress", importedUsers: 2, startDate });

        const { id, props } = await run(recorded);

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.deepEqual(props, { ...recorded, status: "InProgress", importedUsers: 2, startDate });
        assert.doesNotMatch(JSON.stringify(props), /presigned/);
    });

    it("does not forget that the upload address has expired", async () => {
        const { props } = await run({ ...toOutputs(checkedInputs(), job), isUploadExpired: true });

        assert.equal(props.isUploadExpired, true);
    });

    it("takes a job, or a pool, that does not exist for gone", async () => {
        fixture.api.jobs.length = 0;

        assert.deepEqual(await run(), { id: "", props: {} });
        fixture.api.script("describeJob", notFound());
        assert.deepEqual(await run(), { id: "", props: {} });
    });

    for (const error of [throttled(), accessDenied(), serverError(), networkError("ECONNREFUSED")]) {
        it(`never takes a job for gone because of ${error.name} ${error.message}`, async () => {
            fixture.api.script("describeJob", error);

            await assert.rejects(run(), { name: "UserImportError", message: /^DescribeUserImportJob of import job/ });
        });
    }

    it("keeps a status that it does not know", async () => {
        job.status = "Archived";

        assert.equal((await run()).props.status, "Archived");
    });

    it("reads the failures of a job that has ended since, and of one whose log was not complete", async () => {
        const recorded = toOutputs(checkedInputs(), job, [{ line: 2, reason: "Bad row." }]);
        Object.assign(job, { status: "Succeeded", importedUsers: 1, failedUsers: 2 });
        const lines = ["[FAILED] Line Number 2 - Bad row.", "[FAILED] Line Number 4 - Bad row."];
        fixture.api.logs.set(`${job.jobId}/seed-0123`, [lines]);

        for (const failures of [[], recorded.failures]) {
            const { props } = await run({ ...recorded, failures });
            assert.deepEqual(
                props.failures?.map(({ line }) => line),
                [2, 4],
            );
        }
    });

    it("does not read the log again for failures that are all there, nor lose them where it cannot", async () => {
        const failures = [{ line: 2, reason: "Bad row." }];
        Object.assign(job, { status: "Succeeded", failedUsers: 1 });
        const recorded = toOutputs(checkedInputs(), job, failures);

        assert.deepEqual((await run(recorded)).props.failures, failures);
        assert.equal(fixture.api.count("readLog"), 0);

        job.failedUsers = 2;
        fixture.api.script("findLogStreams", accessDenied());
        assert.deepEqual((await run(recorded)).props.failures, failures);
    });

    it("says why the failures of a job are not known", async () => {
        Object.assign(job, { status: "Succeeded", failedUsers: 1 });
        fixture.api.script("findLogStreams", accessDenied());

        const { props } = await run();

        assert.deepEqual(props.failures, []);
        assert.match(
            fixture.progress.warnings.join(),
            /The list of failed rows could not be read from CloudWatch Logs/,
        );
    });

    describe("of an adopted job", () => {
        const given = { resourceUrn, __provider: "exports.handler = …" };

        it("gives everything that AWS says, and the counts' sum as the rows", async () => {
            Object.assign(job, {
                status: "Succeeded",
                importedUsers: 5,
                skippedUsers: 1,
                passwordHashingAlgorithm: "BCRYPT",
            });

            const { props } = await run(given);

            assert.deepEqual(props, {
                ...given,
                userPoolId: fakePoolId,
                jobId: "import-Fake1",
                jobName: "seed-0123",
                status: "Succeeded",
                cloudWatchLogsRoleArn: fakeRoleArn,
                passwordHashingAlgorithm: "BCRYPT",
                creationDate: "2026-01-02T03:04:05.000Z",
                importedUsers: 5,
                skippedUsers: 1,
                failedUsers: 0,
                omittedUsers: 0,
                totalUsers: 6,
                failures: [],
            });
        });

        it("reads the log of the pool that the id names, and says nothing where it may not", async () => {
            Object.assign(job, { status: "Succeeded", failedUsers: 1 });
            fixture.api.script("findLogStreams", accessDenied());
            const pools: string[] = [];
            const connect: typeof fixture.deps.connect = (userPoolId, ...others) => {
                pools.push(userPoolId);
                return fixture.deps.connect(userPoolId, ...others);
            };

            await read({ ...fixture.deps, connect }, `${fakePoolId}/${job.jobId}`, given);

            assert.equal(fixture.api.count("findLogStreams"), 1);
            assert.deepEqual(new Set(pools), new Set([fakePoolId]));
            assert.equal(fixture.progress.allText(), "");
        });

        it("counts the rows anew at each look", async () => {
            Object.assign(job, { status: "InProgress", importedUsers: 5 });
            const { props } = await run(given);
            assert.equal(props.totalUsers, 5);

            job.importedUsers = 9;
            assert.equal((await run(props)).props.totalUsers, 9);
        });
    });

    it("refuses an id that is none", async () => {
        await assert.rejects(read(fixture.deps, "seed", {}), { code: "validation-failed" });
    });
});
