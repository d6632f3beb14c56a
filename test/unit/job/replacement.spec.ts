import assert from "node:assert/strict";
import { create } from "../../../provider/src/lifecycle/create";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { diff } from "../../../provider/src/lifecycle/diff";
import { update } from "../../../provider/src/lifecycle/update";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs, UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { throttled } from "../../support/aws/awsErrors";
import { type FakeJob, fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";

// What the engine calls in one run, in its order: diff, then update or create and delete.
describe("a replacement and the job in the state", () => {
    const fixture = useUploadFixture();
    const inputs = checkedInputs({ waitForCompletion: false });
    let job: FakeJob;
    let id: string;
    let olds: UserImportJobOutputs;
    beforeEach(() => {
        job = fixture.api.addJob({ jobName: inputs.jobName });
        id = `${fakePoolId}/${job.jobId}`;
        olds = toOutputs(inputs, job);
        fixture.api.life = { ...fixture.api.life, runSeconds: 600 };
    });

    async function up(news: CheckedInputs = inputs): Promise<string> {
        const { deps } = fixture;
        const found = await diff(deps, id, olds, news);
        if (found.replaces.length === 0) {
            await update(deps, id, olds, news);
            return id;
        }
        if (found.deleteBeforeReplace) {
            await deleteJob(deps, id, olds);
        }
        const created = await create(deps, news);
        if (!found.deleteBeforeReplace) {
            await deleteJob(deps, id, olds);
        }
        return created.id;
    }

    it("starts another job, and stops none, where the clock says that the address has expired but it has not", async () => {
        fixture.clock.advance(16 * 60);

        assert.equal(await up(), `${fakePoolId}/import-Fake2`);
        assert.deepEqual(
            fixture.api.jobs.map(({ status }) => status),
            ["Pending", "Created"],
        );
        assert.equal(fixture.api.count("stopJob"), 0);
    });

    it("goes on with a job whose Start's answer was lost, also where diff cannot ask", async () => {
        await fixture.api.startJob(fakePoolId, job.jobId);
        fixture.clock.advance(16 * 60);
        job.startedAt = fixture.clock.now();
        fixture.api.script("describeJob", throttled());

        assert.equal(await up(), id);
        assert.equal(fixture.api.count("stopJob"), 0);
        assert.equal(fixture.api.jobs.length, 1);
    });

    it("stops such a job before one with another role imports the same users", async () => {
        await fixture.api.startJob(fakePoolId, job.jobId);
        fixture.api.script("describeJob", throttled());

        assert.equal(await up({ ...inputs, cloudWatchLogsRoleArn: "arn:other" }), `${fakePoolId}/import-Fake2`);
        assert.deepEqual(
            fixture.api.jobs.map(({ status }) => status),
            ["Pending", "Stopped"],
        );
    });

    it("leaves a job alone that the engine replaces by itself, since create takes it over", async () => {
        const { deps } = fixture;
        await fixture.api.startJob(fakePoolId, job.jobId);

        await diff(deps, id, toOutputs(inputs, job), inputs);
        const created = await create(deps, inputs);
        await deleteJob(deps, id, olds);

        assert.equal(created.id, id);
        assert.equal(job.status, "Pending");
    });

    it("leaves a job alone that an earlier run took over before it could delete it, once diff keeps it", async () => {
        const { deps } = fixture;
        await fixture.api.startJob(fakePoolId, job.jobId);

        const found = await diff(deps, id, toOutputs(inputs, job), inputs);
        await deleteJob(deps, id, olds);

        assert.equal(found.changes, false);
        assert.equal(job.status, "Pending");
    });
});
