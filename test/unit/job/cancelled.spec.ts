import assert from "node:assert/strict";
import { UserImportError } from "../../../provider/src/errors/errors";
import { create } from "../../../provider/src/lifecycle/create";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { toOutputs } from "../../../provider/src/resource/outputs";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf } from "../../support/lifecycle/uploadFixture";

const reason = new UserImportError("interrupted", "The run was cancelled.");

/** Lets the call act, cancels the run, and hands out the answer that came all the same. */
function cancelling(run: AbortController): (act: () => Promise<unknown>) => Promise<unknown> {
    return async (act) => {
        const answer = await act();
        run.abort(reason);
        return answer;
    };
}

describe("a cancelled run", () => {
    it("creates no job", async () => {
        const run = new AbortController();
        const fixture = lifecycleFixture({ signal: run.signal });
        fixture.api.script("listJobs", cancelling(run));

        await assert.rejects(create(fixture.deps, checkedInputs()), reason);

        assert.equal(fixture.api.count("createJob"), 0);
    });

    it("starts no job, and keeps the one that it has created in state", async () => {
        const run = new AbortController();
        const fixture = lifecycleFixture({
            signal: run.signal,
            put: async () => {
                run.abort(reason);
                return { status: 200, errorCode: "", errorMessage: "" };
            },
        });

        const { properties, cause } = await initializationErrorOf(fixture, create(fixture.deps, checkedInputs()));

        assert.equal(cause, reason);
        assert.deepEqual([properties.jobId, properties.status], ["import-Fake1", "Created"]);
        assert.equal(fixture.api.count("startJob"), 0);
    });

    it("keeps the job in state whose start or look it cut off", async () => {
        for (const operation of ["startJob", "describeJob"] as const) {
            const fixture = lifecycleFixture({ put: async () => ({ status: 200, errorCode: "", errorMessage: "" }) });
            fixture.api.script(operation, reason);

            const { properties, cause } = await initializationErrorOf(fixture, create(fixture.deps, checkedInputs()));

            assert.equal(cause, reason);
            assert.equal(properties.jobId, "import-Fake1");
            assert.equal(fixture.api.count("createJob"), 1);
        }
    });

    it("leaves an update of which it cut off the first look as it was in state", async () => {
        const fixture = lifecycleFixture();
        const olds = toOutputs(checkedInputs(), fixture.api.addJob({ status: "Pending" }));
        fixture.api.script("describeJob", reason);

        const { properties, cause } = await initializationErrorOf(
            fixture,
            update(fixture.deps, `${fakePoolId}/${olds.jobId}`, olds, checkedInputs()),
        );

        assert.equal(cause, reason);
        assert.deepEqual([properties.jobId, properties.status], [olds.jobId, "Pending"]);
    });

    it("says so where it cut off the stop of a destroy or the look of a refresh", async () => {
        const fixture = lifecycleFixture();
        const olds = toOutputs(checkedInputs(), fixture.api.addJob({ status: "Pending" }));
        const id = `${fakePoolId}/${olds.jobId}`;

        fixture.api.script("stopJob", reason);
        await assert.rejects(deleteJob(fixture.deps, id, olds), reason);
        fixture.api.script("describeJob", reason);
        await assert.rejects(read(fixture.deps, id, olds), reason);
    });

    it("judges no job by a log of which it cut off the reading", async () => {
        const fixture = lifecycleFixture();
        const olds = toOutputs(checkedInputs(), fixture.api.addJob({ status: "Succeeded", failedUsers: 1 }));
        fixture.api.script("findLogStreams", reason);

        const { properties, cause } = await initializationErrorOf(
            fixture,
            update(fixture.deps, `${fakePoolId}/${olds.jobId}`, olds, checkedInputs()),
        );

        assert.equal(cause, reason);
        assert.equal(properties.status, "Succeeded");
    });
});
