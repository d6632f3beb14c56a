import assert from "node:assert/strict";
import { create } from "../../../provider/src/lifecycle/create";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { diff } from "../../../provider/src/lifecycle/diff";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs, UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { accessDenied, networkError, notFound } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf, useUploadFixture } from "../../support/lifecycle/uploadFixture";

const id = `${fakePoolId}/none`;

describe('existingUsers "omit", where all users of the source are in the pool', () => {
    const fixture = useUploadFixture();
    beforeEach(() => {
        fixture.api.users = ["ada", "grace", "edsger"].map((username) => ({
            username,
            attributes: new Map(),
            createdMs: 0,
        }));
    });

    const inputs = (overrides: Partial<CheckedInputs> = {}): CheckedInputs =>
        checkedInputs({ existingUsers: "omit", ...overrides });
    const created = async () => (await create(fixture.deps, inputs())).outs;

    it("create makes no job, uploads nothing, and says so", async () => {
        const resource = await create(fixture.deps, inputs());

        assert.equal(resource.id, id);
        const { jobId, status, importedUsers, skippedUsers, failedUsers, omittedUsers, totalUsers } = resource.outs;
        assert.deepEqual([jobId, status], ["none", "Succeeded"]);
        assert.deepEqual([importedUsers, skippedUsers, failedUsers, omittedUsers, totalUsers], [0, 0, 0, 3, 3]);
        assert.match(
            fixture.progress.infos.join(),
            /All users of the source are already in user pool .* no import job was created/,
        );
        assert.deepEqual([fixture.api.count("createJob"), fixture.server.puts.length], [0, 0]);
    });

    it("fails where that omits more users than allowed, stays in state, and succeeds once the limit is lifted", async () => {
        const limited = inputs({ maxOmittedUsers: 2 });
        const text =
            `No import job was created in user pool ${fakePoolId}, and 3 users were omitted (they already exist), ` +
            "more than maxOmittedUsers allows (2).\nCorrect the CSV, or raise the limit and run `pulumi up` again.";

        const first = await initializationErrorOf(fixture, create(fixture.deps, limited));
        const olds = first.properties as UserImportJobOutputs;
        const unchanged = await diff(fixture.deps, id, olds, limited);
        const again = await initializationErrorOf(fixture, update(fixture.deps, id, olds, limited));
        const raised = inputs({ maxOmittedUsers: 3 });
        const { changes, replaces } = await diff(fixture.deps, id, olds, raised);
        const { outs } = await update(fixture.deps, id, olds, raised);
        const lifted = await update(fixture.deps, id, olds, inputs());

        assert.deepEqual([first.message, again.message], [text, text]);
        assert.deepEqual([first.id, olds.status, olds.omittedUsers], [id, "Succeeded", 3]);
        assert.deepEqual(again.properties, olds);
        assert.deepEqual([unchanged.changes, unchanged.replaces], [true, []]);
        assert.deepEqual([changes, replaces], [true, []]);
        assert.deepEqual(outs, { ...olds, maxOmittedUsers: 3 });
        assert.deepEqual(lifted.outs, await created());
        assert.equal(fixture.api.count("createJob"), 0);
    });

    it("create leaves the job that a killed run has created, and takes over one that it has ended", async () => {
        const job = fixture.api.addJob({ jobName: inputs().jobName });
        assert.equal((await create(fixture.deps, inputs())).id, id);
        assert.equal(fixture.api.count("startJob"), 0);

        Object.assign(job, { status: "Succeeded", importedUsers: 3 });
        const taken = await create(fixture.deps, inputs());

        assert.deepEqual([taken.outs.jobId, taken.outs.importedUsers, taken.outs.omittedUsers], [job.jobId, 3, 0]);
    });

    it("update records changed arguments, keeps what was omitted and asks AWS nothing", async () => {
        const olds = await created();
        const before = fixture.api.requests.length;

        const { outs } = await update(fixture.deps, id, olds, inputs({ timeout: "5m", existingUsers: "skip" }));

        assert.deepEqual(outs, { ...olds, timeout: "5m", existingUsers: "skip" });
        assert.equal(fixture.api.requests.length, before);
    });

    it("update fails a job that waits for its CSV, keeps it, and the next runs put no job in its place", async () => {
        const job = fixture.api.addJob({ jobName: inputs().jobName });
        const olds = toOutputs(inputs(), job);
        const jobId = `${fakePoolId}/${job.jobId}`;

        const error = await initializationErrorOf(fixture, update(fixture.deps, jobId, olds, inputs()));

        assert.equal((error.cause as { code?: string }).code, "job-not-started");
        assert.equal(
            error.message,
            `Import job ${job.jobId} in user pool ${fakePoolId} was not started, because all users of the source are now in ` +
                "the pool. The job expires by itself. Run `pulumi up` again in 15 minutes to remove it from the state.",
        );
        assert.deepEqual([error.id, error.properties.status], [jobId, "Created"]);
        assert.deepEqual([fixture.server.puts.length, fixture.api.count("startJob")], [0, 0]);

        fixture.clock.advance(15 * 60);
        const { replaces } = await diff(fixture.deps, jobId, error.properties, inputs());
        assert.deepEqual(replaces, ["status"]);
        assert.equal((await create(fixture.deps, inputs())).id, id);
        await deleteJob(fixture.deps, jobId, error.properties);
        assert.deepEqual([fixture.api.count("createJob"), fixture.api.count("stopJob")], [0, 0]);
        assert.match(fixture.progress.infos.join(), /was never started\. It expires by itself within two days/);
    });

    it("diff finds no change, and replaces it for other content", async () => {
        const olds = await created();

        assert.equal((await diff(fixture.deps, id, olds, inputs())).changes, false);
        const grown = inputs({ sourceDigest: "sha256:other", jobName: "seed-other" });
        const { replaces, deleteBeforeReplace } = await diff(fixture.deps, id, olds, grown);
        assert.deepEqual([replaces, deleteBeforeReplace], [["jobName", "sourceDigest"], false]);
    });

    it("refresh keeps it as long as the pool is there, and loses it for nothing but a pool that is gone", async () => {
        const olds = await created();
        assert.deepEqual(await read(fixture.deps, id, olds), { id, props: olds });

        for (const [error, message] of [
            [accessDenied(), /^GetCSVHeader .*AccessDenied.*cognito-idp:GetCSVHeader/s],
            [networkError("ECONNREFUSED"), /^GetCSVHeader .*ECONNREFUSED/s],
        ] as const) {
            fixture.api.script("getCsvHeader", error);
            await assert.rejects(read(fixture.deps, id, olds), { name: "UserImportError", message });
        }
        fixture.api.script("getCsvHeader", notFound());
        assert.deepEqual(await read(fixture.deps, id, olds), { id: "", props: {} });
        assert.equal(fixture.api.count("describeJob"), 0);
    });

    it("destroy has nothing to stop", async () => {
        const olds = await created();
        const before = fixture.api.requests.length;

        await deleteJob(fixture.deps, id, olds);

        assert.equal(fixture.api.requests.length, before);
    });
});
