import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { create } from "../../../provider/src/lifecycle/create";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { update } from "../../../provider/src/lifecycle/update";
import { preconditionNotMet } from "../../support/aws/awsErrors";
import { type FakeJob, fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { useCreate } from "../../support/lifecycle/uploadFixture";

const ours = "seed-0123456789ab-00000000";
const theirs = "users-0123456789ab-11111111";
const unrelated = "users-ba9876543210-11111111";

const busy = (): Error => preconditionNotMet("Another import job is active.");

describe("a job of the same content that somebody else has made", () => {
    const { fixture, run, failure } = useCreate();
    const jobName = ours;

    async function running(name: string, end: Partial<FakeJob> = {}): Promise<FakeJob> {
        const job = fixture.api.addJob({ jobName: name });
        fixture.api.life = { ...fixture.api.life, end: { ...fixture.api.life.end, ...end } };
        await fixture.api.startJob(fakePoolId, job.jobId);
        return job;
    }

    const made = (): number => fixture.api.count("createJob");

    it("is taken over where it has succeeded, and the users are not uploaded again", async () => {
        const job = fixture.api.addJob({ jobName: theirs, status: "Succeeded", importedUsers: 3 });

        const { id, outs } = await run({ jobName });

        assert.equal(id, `${fakePoolId}/${job.jobId}`);
        assert.equal(outs.importedUsers, 3);
        assert.equal(made(), 0);
        assert.match(fixture.progress.infos.join(), /import-Fake1 already imported this content, for another resource/);
    });

    it("is waited for where it runs, then taken over", async () => {
        const job = await running(theirs);

        const { outs } = await run({ jobName });

        assert.deepEqual([outs.jobId, outs.status, made()], [job.jobId, "Succeeded", 0]);
        assert.match(
            fixture.progress.infos.join(),
            /Continuing import job import-Fake1 \(Pending\), which imports the same/,
        );
    });

    for (const status of ["Stopped", "Failed"]) {
        it(`is followed by a job of our own where it ends as ${status}`, async () => {
            const job = await running(theirs, { status, importedUsers: 0 });
            fixture.api.script("createJob", async (act) => {
                fixture.api.life = { pendingSeconds: 1, runSeconds: 5, end: { status: "Succeeded", importedUsers: 3 } };
                return await act();
            });

            const { outs } = await run({ jobName });

            assert.notEqual(outs.jobId, job.jobId);
            assert.equal(outs.status, "Succeeded");
        });
    }

    it("is recorded at once where nobody waits, and never stopped by us", async () => {
        const job = await running(theirs);
        const { id, outs } = await run({ jobName, waitForCompletion: false });
        assert.equal(outs.isAdopted, true);

        await deleteJob(fixture.deps, "eu-west-1_FakePool1/import-Fake9", outs);
        // Another run.
        fixture.deps.memory.jobs.replace(id);
        await deleteJob(fixture.deps, id, outs);

        assert.equal(fixture.api.count("stopJob"), 0);
        assert.equal(job.status, "Pending");
        assert.match(
            fixture.progress.infos.at(-1) ?? "",
            /import-Fake1 continues \(Pending\)\. This stack did not create the job.*stop-user-import-job --user-pool-id eu-west-1_FakePool1/,
        );
    });

    it("stays one that is not ours to stop through updates", async () => {
        await running(theirs);
        const { id, outs } = await run({ jobName, waitForCompletion: false });

        const updated = await update(fixture.deps, id, outs, checkedInputs({ jobName, waitForCompletion: false }));

        assert.equal(updated.outs.isAdopted, true);
    });

    it("is waited for where it is what keeps ours from starting, and ours is left to expire", async () => {
        fixture.api.script("startJob", async () => {
            // It was made while ours was uploaded to.
            await running(theirs);
            throw busy();
        });

        const { outs } = await run({ jobName });

        assert.equal(outs.jobId, "import-Fake2");
        assert.deepEqual(
            fixture.api.jobs.map(({ status }) => status),
            ["Succeeded", "Created"],
        );
        assert.match(fixture.progress.infos.join("\n"), /import-Fake1 is not started\. The old job expires/);
    });

    it("makes an update of ours leave it to the next run to take that job over", async () => {
        const job = fixture.api.addJob({ jobName });
        const inputs = checkedInputs({ jobName });
        fixture.api.script("startJob", async () => {
            await running(theirs);
            throw busy();
        });

        await assert.rejects(
            update(fixture.deps, `${fakePoolId}/${job.jobId}`, { ...inputs, ...job, failures: [] } as never, inputs),
            (error: Error & { properties?: { isUploadExpired?: boolean } }) =>
                /import-Fake1 .* was not started, because import job import-Fake2 has imported the same/.test(
                    error.message,
                ) && error.properties?.isUploadExpired === true,
        );
    });

    it("is looked for again where much has passed since, so that ours is not started after it", async () => {
        fixture.api.script("createJob", async (act) => {
            fixture.api.addJob({ jobName: theirs, status: "Succeeded", importedUsers: 3 });
            fixture.clock.advance(60);
            return await act();
        });

        const { outs } = await run({ jobName });

        assert.equal(outs.jobId, "import-Fake1");
        assert.equal(fixture.api.count("startJob"), 0);
    });

    it("keeps an update from starting ours that was created before it", async () => {
        const job = fixture.api.addJob({ jobName });
        fixture.api.addJob({ jobName: theirs, status: "Succeeded", importedUsers: 3 });
        const inputs = checkedInputs({ jobName });

        await assert.rejects(
            update(fixture.deps, `${fakePoolId}/${job.jobId}`, { ...inputs, ...job, failures: [] } as never, inputs),
            /import-Fake1 .* was not started, because import job import-Fake2 has imported the same/,
        );
        assert.equal(fixture.api.count("startJob"), 0);
    });

    it("leaves a stack that found it free to be destroyed, whatever its status", async () => {
        for (const status of ["Pending", "InProgress", "Stopping", "Archived"]) {
            const job = fixture.api.addJob({ jobName: theirs, status });
            const outs = { ...checkedInputs({ jobName }), ...job, failures: [], isAdopted: true as const };

            await deleteJob(fixture.deps, `${fakePoolId}/${job.jobId}`, outs as never);

            assert.match(fixture.progress.infos.at(-1) ?? "", new RegExp(`${job.jobId} continues \\(${status}\\)`));
        }
        assert.equal(fixture.api.count("stopJob"), 0);
    });

    it("that is unrelated is waited for by name, and ours started then", async () => {
        fixture.api.script("startJob", async () => {
            await running(unrelated);
            throw busy();
        });

        const { outs } = await run({ jobName });

        assert.equal(outs.jobId, "import-Fake1");
        assert.equal(outs.status, "Succeeded");
        assert.match(
            fixture.progress.statuses.join("\n"),
            /waiting for another import: 0 imported, Pending \(import-Fake2\)/,
        );
    });

    it("that is unrelated and outlives the timeout is named in the error, which keeps ours", async () => {
        fixture.api.script("startJob", async () => {
            fixture.api.life = { ...fixture.api.life, runSeconds: 3600 };
            await running(unrelated);
            throw busy();
        });

        const { id, message } = await failure({ jobName, timeout: "90s" });

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.match(message, /could not be started before the timeout: import job import-Fake2 of this pool/);
    });

    it("of our own name, found by an earlier run's crash, is not known to be ours either", async () => {
        await running(ours);

        const { outs } = await run({ jobName, waitForCompletion: false });

        assert.equal(outs.isAdopted, true);
    });

    it("is ours where the state says so: a replacement that the engine makes by itself keeps it", async () => {
        const job = await running(ours);
        fixture.deps.memory.jobs.own(`${fakePoolId}/${job.jobId}`);

        const { outs } = await run({ jobName, waitForCompletion: false });

        assert.equal(outs.isAdopted, undefined);
    });
});

describe("resources of one run", () => {
    const { fixture } = useCreate();

    /** With a clock that does not come to the deadline of who waits for a turn. */
    const patient = (): LifecycleDependencies => ({
        ...fixture.deps,
        clock: {
            ...fixture.clock,
            sleep: async (seconds, signal) =>
                seconds > 3600
                    ? await new Promise((_resolve, reject) =>
                          signal?.addEventListener("abort", () => reject(signal.reason)),
                      )
                    : await fixture.clock.sleep(seconds, signal),
        },
    });

    it("with the same content make one job for all of them", async () => {
        const deps = patient();
        const names = [ours, theirs, "again-0123456789ab-22222222"];

        const created = await Promise.all(names.map(async (jobName) => await create(deps, checkedInputs({ jobName }))));

        assert.equal(fixture.api.count("createJob"), 1);
        assert.deepEqual(new Set(created.map(({ outs }) => outs.jobId)), new Set(["import-Fake1"]));
        assert.deepEqual(created.map(({ outs }) => outs.isAdopted).sort(), [true, true, undefined]);
    });

    it("make their jobs one after another, so that none waits in AWS for its turn", async () => {
        const deps = patient();
        const created = await Promise.all(
            [ours, unrelated].map(async (jobName) => await create(deps, checkedInputs({ jobName }))),
        );

        assert.deepEqual(
            created.map(({ outs }) => outs.status),
            ["Succeeded", "Succeeded"],
        );
        const steps = fixture.api.requests
            .map(({ operation }) => operation)
            .filter((name) => /^(create|start)/.test(name));
        assert.deepEqual(steps, ["createJob", "startJob", "createJob", "startJob"]);
        assert.match(fixture.progress.statuses.join("\n"), /waiting for another import of this run/);
    });

    it("say so where their turn does not come in time, with no job made", async () => {
        fixture.api.life = { ...fixture.api.life, runSeconds: 3600 };
        const first = create(fixture.deps, checkedInputs({ jobName: ours }));
        const second = create(fixture.deps, checkedInputs({ jobName: unrelated, timeout: "60s" }));

        await assert.rejects(second, {
            name: "UserImportError",
            code: "timeout",
            message: /No import job was created/,
        });
        await first;
        assert.equal(fixture.api.count("createJob"), 1);
    });
});
