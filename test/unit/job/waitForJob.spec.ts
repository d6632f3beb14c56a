import assert from "node:assert/strict";
import { UserImportError } from "../../../provider/src/errors/errors";
import { type JobWait, waitForJob } from "../../../provider/src/job/waitForJob";
import type { ImportJob } from "../../../provider/src/types";
import { accessDenied, networkError, serverError, throttled } from "../../support/aws/awsErrors";
import { type FakeImportApi, fakeImportApi, fakePoolId } from "../../support/aws/fakeImportApi";
import { manualClock, type ProviderClock } from "../../support/process/manualClock";

describe("waitForJob", () => {
    let clock: ProviderClock;
    let api: FakeImportApi;
    let looks: ImportJob[];
    beforeEach(() => {
        clock = manualClock();
        api = fakeImportApi(clock);
        looks = [];
    });

    async function wait(runSeconds: number, overrides: Partial<JobWait> = {}): Promise<ImportJob> {
        api.life = { ...api.life, runSeconds };
        const { jobId } = api.addJob();
        await api.startJob(fakePoolId, jobId);
        return await waitForJob({
            api,
            clock,
            userPoolId: fakePoolId,
            jobId,
            until: ["succeeded", "unsuccessful"],
            deadlineMs: clock.now() + 7200 * 1000,
            onPoll: (job) => looks.push(job),
            ...overrides,
        });
    }

    it("looks every second at first and tells of every look", async () => {
        const job = await wait(3);

        assert.equal(job.status, "Succeeded");
        assert.deepEqual(clock.sleeps, [1, 1, 1]);
        assert.deepEqual(
            looks.map(({ status }) => status),
            ["Pending", "InProgress", "InProgress", "Succeeded"],
        );
    });

    it("waits 10 % of the time waited so far while nothing announces the end, at most 10 s", async () => {
        await wait(300);

        let waitedSeconds = 0;
        for (const seconds of clock.sleeps) {
            const expectedSeconds = Math.min(Math.max(waitedSeconds * 0.1, 1), 10);
            assert.ok(Math.abs(seconds - expectedSeconds) < 1e-6, `${seconds} s after ${waitedSeconds} s`);
            waitedSeconds += seconds;
        }
        assert.equal(Math.max(...clock.sleeps), 10);
    });

    it("shortens each pause by up to a twentieth at random", async () => {
        clock.chance = 0.5;

        await wait(2);

        assert.deepEqual(clock.sleeps, [0.975, 0.975, 0.975]);
    });

    it("gives up at the deadline, after one last look, naming the last status", async () => {
        const deadlineMs = clock.now() + 30_500;

        await assert.rejects(wait(3600, { deadlineMs }), {
            code: "timeout",
            jobId: "import-Fake1",
            status: "InProgress",
            message: /still InProgress at the timeout.*`pulumi up` again/,
        });
        assert.equal(clock.now(), deadlineMs);
    });

    it("names the last status also where the last look has no answer in time", async () => {
        const cutOff = new UserImportError("timeout", "Timed out after 2h while waiting for AWS to answer.");
        api.script("describeJob", (act) => act(), cutOff);

        await assert.rejects(wait(3600), {
            code: "timeout",
            status: "Pending",
            message: /still Pending at the timeout/,
        });
    });

    it("does not say of a job that is being stopped, as in a destroy, that it goes on", async () => {
        const { jobId } = api.addJob({ status: "Stopping" });

        await assert.rejects(wait(3600, { jobId, deadlineMs: clock.now() + 1000 }), (error: Error) => {
            assert.match(
                error.message,
                /still Stopping at the timeout\. AWS is still stopping it\. Run again to keep waiting/,
            );
            assert.doesNotMatch(error.message, /job continues|pulumi up/);
            return true;
        });
    });

    it("sees a job that ended between the last two looks before the deadline", async () => {
        const job = await wait(30.2, { deadlineMs: clock.now() + 30_500 });

        assert.equal(job.status, "Succeeded");
    });

    it("tolerates five failed looks in a row, and counts anew after one that worked", async () => {
        const five = [throttled(), serverError(), networkError("ECONNRESET"), throttled(), throttled()];
        api.script("describeJob", ...five, (act) => act(), ...five);

        const job = await wait(20);

        assert.equal(job.status, "Succeeded");
    });

    it("gives up at the sixth failed look in a row with AWS's own word", async () => {
        api.script("describeJob", ...Array.from({ length: 6 }, throttled));

        await assert.rejects(wait(60), { code: "aws-error", message: /DescribeUserImportJob.*Rate exceeded/ });
        assert.equal(api.count("describeJob"), 6);
    });

    it("does not tolerate a refusal", async () => {
        api.script("describeJob", accessDenied());

        await assert.rejects(wait(60), { code: "access-denied", jobId: "import-Fake1" });
        assert.equal(api.count("describeJob"), 1);
    });

    it("throws for a status that it does not know, having told of the look", async () => {
        api.life = { ...api.life, end: { status: "Archived" } };

        await assert.rejects(wait(2), { code: "unknown-status", status: "Archived" });
        assert.equal(looks.at(-1)?.status, "Archived");
    });

    it("ends with the signal's reason when it is aborted", async () => {
        const controller = new AbortController();
        const onPoll = (): void => controller.abort(new Error("interrupted"));

        await assert.rejects(wait(60, { signal: controller.signal, onPoll }), /interrupted/);
    });
});
