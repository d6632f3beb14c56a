import assert from "node:assert/strict";
import { UserImportError } from "../../../provider/src/errors/errors";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import { accessDenied, notFound, preconditionNotMet } from "../../support/aws/awsErrors";
import { type FakeJob, fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, type LifecycleFixture, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

describe("deleteJob", () => {
    let fixture: LifecycleFixture;
    let job: FakeJob;
    beforeEach(() => {
        fixture = lifecycleFixture();
        job = fixture.api.addJob({ jobName: "seed-0123" });
    });

    const run = async (inputs: Partial<CheckedInputs> = {}): Promise<void> =>
        await deleteJob(fixture.deps, `${fakePoolId}/${job.jobId}`, toOutputs(checkedInputs(inputs), job));

    async function startedJob(): Promise<void> {
        fixture.api.life = { ...fixture.api.life, runSeconds: 600 };
        await fixture.api.startJob(fakePoolId, job.jobId);
    }

    for (const waitedSeconds of [0, 5]) {
        it(`stops a job that was started ${waitedSeconds} s ago, and waits until it has stopped`, async () => {
            await startedJob();
            fixture.clock.advance(waitedSeconds);

            await run();

            assert.equal(job.status, "Stopped");
            assert.equal(fixture.api.count("stopJob"), 1);
            assert.match(fixture.progress.statuses.join("\n"), /stopping import-Fake1\n.* imported, Stopping/);
        });
    }

    for (const status of ["Succeeded", "Failed", "Stopped", "Expired"]) {
        it(`leaves a job alone that is ${status}`, async () => {
            job.status = status;

            await run();

            assert.deepEqual(
                fixture.api.requests.map(({ operation }) => operation),
                ["describeJob"],
            );
        });
    }

    it("needs no AWS for a job that has ended: a file that its argument names may be gone", async () => {
        const gone = new UserImportError("config-invalid", "the file ca.pem cannot be read (ENOENT).");
        const deps = {
            ...fixture.deps,
            connect: () => {
                throw gone;
            },
        };
        const id = `${fakePoolId}/${job.jobId}`;

        await deleteJob(deps, id, toOutputs(checkedInputs(), { ...job, status: "Succeeded" }));
        await assert.rejects(deleteJob(deps, id, toOutputs(checkedInputs(), { ...job, status: "InProgress" })), gone);
    });

    it("leaves a created job to expire, and says so", async () => {
        await run();

        assert.equal(fixture.api.count("stopJob"), 0);
        assert.match(fixture.progress.infos[0] ?? "", /import-Fake1 was never started\. It expires/);
    });

    it("says that imported users stay", async () => {
        Object.assign(job, { status: "Succeeded", importedUsers: 1234 });

        await run();

        assert.match(fixture.progress.infos[0] ?? "", /^1,234 users .* stay in user pool/);
    });

    it("waits for a job that is being stopped already", async () => {
        await startedJob();
        await fixture.api.stopJob(fakePoolId, job.jobId);

        await run();

        assert.equal(job.status, "Stopped");
        assert.equal(fixture.api.count("stopJob"), 1);
    });

    it("is done where the job, or the pool, is gone, at whatever moment", async () => {
        for (const operation of ["describeJob", "stopJob"] as const) {
            Object.assign(job, { status: "InProgress" });
            fixture.api.script(operation, notFound());
            await run();
        }
        await startedJobGoneWhileStopping();
    });

    async function startedJobGoneWhileStopping(): Promise<void> {
        job.status = "Created";
        await startedJob();
        fixture.api.script("describeJob", (act) => act(), notFound());
        await run();
    }

    it("is done where the job ends while it is being stopped", async () => {
        await startedJob();
        fixture.api.script("stopJob", () => {
            Object.assign(job, { status: "Succeeded", importedUsers: 3, startedAt: undefined });
            throw preconditionNotMet("The job is not running.");
        });

        await run();

        assert.match(fixture.progress.infos[0] ?? "", /3 users that import job import-Fake1 imported stay/);
    });

    it("stops once, and waits, also where Stop's answer still calls the job running", async () => {
        await startedJob();
        fixture.api.script("stopJob", async (act) => ({ ...((await act()) as object), status: "InProgress" }));

        await run();

        assert.equal(fixture.api.count("stopJob"), 1);
        assert.equal(job.status, "Stopped");
    });

    it("tries again where AWS refuses to stop a job between two statuses, for as long as that takes", async () => {
        await startedJob();
        fixture.api.script("stopJob", ...Array.from({ length: 20 }, () => preconditionNotMet("not yet")));

        await run();

        assert.equal(job.status, "Stopped");
        assert.match(fixture.progress.statuses.join("\n"), /waiting to stop import-Fake1 \(InProgress\)/);
        assert.ok(Math.max(...fixture.clock.sleeps) <= 10, `${fixture.clock.sleeps}`);
    });

    it("is done where AWS refuses to stop a job until that has ended by itself", async () => {
        await startedJob();
        fixture.api.script("stopJob", ...Array.from({ length: 500 }, () => preconditionNotMet("never")));

        await run();

        assert.equal(job.status, "Succeeded");
    });

    it("gives up when AWS refuses to stop a job until the timeout is over", async () => {
        await startedJob();
        fixture.api.script("stopJob", ...Array.from({ length: 500 }, () => preconditionNotMet("never")));
        const beganAt = fixture.clock.now();

        await assert.rejects(run({ timeout: "5m" }), {
            code: "timeout",
            jobId: job.jobId,
            message: /import-Fake1 .* could not be stopped before the timeout\. Its status was InProgress.*\(never\)/,
        });
        assert.equal(fixture.clock.now() - beganAt, 5 * 60_000);
    });

    it("leaves the job alone that this run has taken on, or left in the state, as the resource itself", async () => {
        await startedJob();
        const id = `${fakePoolId}/${job.jobId}`;
        fixture.deps.memory.jobs.keep(id);

        await run();

        assert.equal(job.status, "Pending");
        assert.deepEqual(fixture.progress.infos, [
            "Import job import-Fake1 is not stopped: the resource still uses it.",
        ]);
        fixture.deps.memory.jobs.replace(id);
        await run();
        assert.equal(job.status, "Stopped");
    });

    it("fails, with what was tried, where AWS cannot be asked or refuses", async () => {
        fixture.api.script("describeJob", accessDenied());
        await assert.rejects(run(), { code: "access-denied", message: /cognito-idp:DescribeUserImportJob/ });

        await startedJob();
        fixture.api.script("stopJob", accessDenied());
        await assert.rejects(run(), { code: "access-denied", message: /cognito-idp:StopUserImportJob/ });
    });

    it("gives up waiting when the timeout is over", async () => {
        await startedJob();
        fixture.api.script("stopJob", () => Object.assign(job, { status: "Stopping" }));

        await assert.rejects(run({ timeout: "30s" }), { code: "timeout", status: "Stopping" });
    });

    it("fails for a status that it does not know, since the job may run", async () => {
        job.status = "Archived";

        await assert.rejects(run(), { code: "unknown-status" });
    });

    it("needs nothing of the state but the id", async () => {
        await startedJob();

        await deleteJob(fixture.deps, `${fakePoolId}/${job.jobId}`, {} as ReturnType<typeof toOutputs>);

        assert.equal(job.status, "Stopped");
    });
});
