import assert from "node:assert/strict";
import type { InitializationError } from "../../../provider/src/job/initializationError";
import { update } from "../../../provider/src/lifecycle/update";
import { asSecret } from "../../../provider/src/resource/inputSource";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs, UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { accessDenied, notFound } from "../../support/aws/awsErrors";
import { type FakeJob, fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, digestOf, peopleCsv } from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf, useUploadFixture } from "../../support/lifecycle/uploadFixture";
import { s3Error } from "../../support/web/uploadServer";

describe("update", () => {
    const fixture = useUploadFixture();
    let job: FakeJob;
    beforeEach(() => {
        job = fixture.api.addJob({ jobName: "seed-0123" });
    });

    async function run(news: Partial<CheckedInputs> = {}): Promise<UserImportJobOutputs> {
        const olds = toOutputs(checkedInputs(), job);
        const { outs } = await update(fixture.deps, `${fakePoolId}/${job.jobId}`, olds, checkedInputs({ ...news }));
        return outs;
    }

    const failure = async (news: Partial<CheckedInputs> = {}): Promise<InitializationError> =>
        await initializationErrorOf(fixture, run(news));

    afterEach(() => assert.equal(fixture.api.count("createJob"), 0, "an update never creates a job"));

    it("records changed arguments of a job that has ended, and neither uploads nor starts", async () => {
        Object.assign(job, { status: "Succeeded", importedUsers: 3 });

        const outs = await run({
            source: "moved.csv",
            timeout: "5m",
            maxFailedUsers: 1,
            cloudWatchLogsRoleArn: "arn:n",
        });

        assert.deepEqual(outs, {
            ...toOutputs(checkedInputs(), job),
            source: "moved.csv",
            timeout: "5m",
            maxFailedUsers: 1,
            cloudWatchLogsRoleArn: "arn:n",
        });
        assert.deepEqual(
            fixture.api.requests.map(({ operation }) => operation),
            ["describeJob"],
        );
    });

    it("takes an argument out of state that the program has no more", async () => {
        Object.assign(job, { status: "Succeeded", importedUsers: 3 });
        const id = `${fakePoolId}/${job.jobId}`;
        const olds = toOutputs(checkedInputs({ maxFailedUsers: 1 }), job);

        const { outs } = await update(fixture.deps, id, olds, checkedInputs());

        assert.equal("maxFailedUsers" in outs, false);
    });

    it("takes it out too where the job cannot be looked at, and keeps what is known of the job", async () => {
        fixture.api.script("describeJob", accessDenied());
        const id = `${fakePoolId}/${job.jobId}`;
        const olds = {
            ...toOutputs(checkedInputs({ maxFailedUsers: 1, triggers: ["a"], sourceRevision: "r" }), job),
            isUploadExpired: true as const,
        };

        const { properties } = await initializationErrorOf(
            fixture,
            update(fixture.deps, id, olds, checkedInputs({ timeout: "5m" })),
        );

        assert.deepEqual(properties, {
            ...toOutputs(checkedInputs({ timeout: "5m" }), job),
            isUploadExpired: true,
        });
    });

    it("judges again by changed limits", async () => {
        Object.assign(job, { status: "Succeeded", importedUsers: 1, failedUsers: 2 });
        fixture.api.logs.set(`${job.jobId}/seed-0123`, [["[FAILED] Line Number 2 - Bad row."]]);

        const { message, properties } = await failure({ maxFailedUsers: 1 });
        assert.match(message, /2 users failed, more than maxFailedUsers allows \(1\)/);
        assert.equal(properties.maxFailedUsers, 1);

        const outs = await run({ maxFailedUsers: 2 });
        assert.deepEqual(outs.failures, [{ line: 2, reason: "Bad row." }]);
    });

    it("waits on for a job that an earlier run left running", async () => {
        await fixture.api.startJob(fakePoolId, job.jobId);

        assert.equal((await run()).status, "Succeeded");
        assert.equal(fixture.server.puts.length, 0);
    });

    it("waits now where waitForCompletion became true, and not where it is false", async () => {
        await fixture.api.startJob(fakePoolId, job.jobId);

        assert.equal((await run({ waitForCompletion: false })).status, "Pending");
        assert.equal((await run({ waitForCompletion: true })).status, "Succeeded");
    });

    it("uploads to and starts a job that an earlier run only created", async () => {
        const outs = await run();

        assert.equal(outs.status, "Succeeded");
        assert.equal(outs.jobId, job.jobId);
        assert.equal(fixture.server.puts[0]?.body, peopleCsv);
    });

    it("fails for a job that was stopped by somebody else, and keeps it", async () => {
        Object.assign(job, { status: "Stopped", completionMessage: "The Import Job was stopped by the developer." });

        const { id, message, properties } = await failure();

        assert.equal(id, `${fakePoolId}/${job.jobId}`);
        assert.match(message, /ended as Stopped.*stopped by the developer/);
        assert.equal(properties.status, "Stopped");
    });

    it("keeps a job whose upload address has expired, to be replaced by the next run", async () => {
        fixture.server.script(s3Error(403, "AccessDenied", "Request has expired"));

        const { message, properties } = await failure();

        assert.match(message, /Run `pulumi up` again: it replaces the job with a new one/);
        assert.deepEqual([properties.status, properties.isUploadExpired], ["Created", true]);
    });

    it("waits for a job that was started while its upload was refused as too late", async () => {
        fixture.server.script(s3Error(403, "AccessDenied", "Request has expired"));
        fixture.api.script(
            "describeJob",
            (act) => act(),
            async (act) => {
                await fixture.api.startJob(fakePoolId, job.jobId);
                return await act();
            },
        );

        assert.equal((await run()).status, "Succeeded");
    });

    it("keeps what state records where AWS cannot be asked or knows no such job", async () => {
        for (const [error, text] of [
            [accessDenied(), /cognito-idp:DescribeUserImportJob/],
            [notFound(), /job import-Fake1 in user pool .* no longer exists\. Run `pulumi refresh`/],
        ] as const) {
            fixture.api.script("describeJob", error);
            Object.assign(job, { status: "Pending", importedUsers: 2 });

            const { message, properties } = await failure({ timeout: "1m" });

            assert.match(message, text);
            assert.equal(properties.status, "Pending");
            assert.equal(properties.importedUsers, 2);
            assert.equal(properties.timeout, "1m");
        }
    });

    it("refuses an id that is none", async () => {
        const olds = toOutputs(checkedInputs(), job);

        await assert.rejects(update(fixture.deps, "import-1", olds, checkedInputs()), { code: "validation-failed" });
    });

    it("records of content that is imported once what the job has, not what the source has become", async () => {
        Object.assign(job, { status: "Succeeded", importedUsers: 3 });
        const olds = toOutputs(checkedInputs({ once: true }), { ...job, status: "InProgress" });
        const news = checkedInputs({
            once: true,
            sourceDigest: digestOf("other"),
            totalUsers: 4,
            jobName: "seed-4567",
        });

        const { outs } = await update(fixture.deps, `${fakePoolId}/${job.jobId}`, olds, news);

        assert.deepEqual([outs.status, outs.sourceDigest, outs.totalUsers], ["Succeeded", olds.sourceDigest, 3]);
        assert.deepEqual(fixture.progress.warnings, []);
    });

    it("keeps secret what is imported once of users whom the program held, once it names a file instead", async () => {
        Object.assign(job, { status: "Succeeded", importedUsers: 3 });
        const { source: _source, ...held } = checkedInputs({ once: true });
        const news = checkedInputs({ once: true, sourceDigest: digestOf("other"), timeout: "5m" });
        let olds = toOutputs(held, job);

        for (const timeout of ["5m", "6m"]) {
            const { outs } = await update(fixture.deps, `${fakePoolId}/${job.jobId}`, olds, { ...news, timeout });

            assert.deepEqual(outs.sourceDigest, asSecret(held.sourceDigest));
            assert.deepEqual([outs.source, outs.timeout], [undefined, timeout]);
            olds = { ...outs, sourceDigest: held.sourceDigest };
        }
        fixture.api.script("describeJob", accessDenied());
        const failed = update(fixture.deps, `${fakePoolId}/${job.jobId}`, olds, { ...news, timeout: "7m" });
        const { properties } = await initializationErrorOf(fixture, failed);
        assert.deepEqual([properties.sourceDigest, properties.source], [asSecret(held.sourceDigest), undefined]);
    });
});
