import assert from "node:assert/strict";
import { startJob } from "../../../provider/src/lifecycle/startJob";
import type { ImportJob } from "../../../provider/src/types";
import { accessDenied, awsError, preconditionNotMet, throttled } from "../../support/awsErrors";
import { fakeRoleArn } from "../../support/fakeImportApi";
import { type LifecycleFixture, lifecycleFixture } from "../../support/lifecycleFixture";

const busy = (): Error => preconditionNotMet("Another import job is in progress in this account.");

describe("startJob", () => {
    let fixture: LifecycleFixture;
    let jobId: string;
    beforeEach(() => {
        fixture = lifecycleFixture();
        ({ jobId } = fixture.api.addJob());
    });

    const start = async (timeout = "2h"): Promise<ImportJob> => await startJob(fixture.context({ timeout }), jobId);

    it("starts a job", async () => {
        assert.equal((await start()).status, "Pending");
        assert.deepEqual(fixture.clock.sleeps, []);
    });

    it("waits for its turn while another job of the account is active, and says so", async () => {
        fixture.api.script("startJob", busy(), busy(), busy());

        assert.equal((await start()).status, "Pending");

        assert.deepEqual(fixture.clock.sleeps, [1, 1.5, 2.25]);
        assert.match(fixture.progress.statuses[0] ?? "", /import-Fake1 waits: another import job .* is active/);
    });

    it("asks every ten seconds at most, up to the deadline, and then names what it waited for", async () => {
        fixture.api.script("startJob", ...Array.from({ length: 100 }, busy));
        const began = fixture.clock.now();

        await assert.rejects(start("90s"), {
            code: "timeout",
            jobId,
            status: "Created",
            message: /could not be started before the timeout.*AWS says: Another import job.*longer `timeout`/,
        });
        assert.equal(fixture.clock.now() - began, 90_000);
        assert.equal(Math.max(...fixture.clock.sleeps), 10);
    });

    it("sees that it was started after all where the answer to Start was lost", async () => {
        fixture.api.script("startJob", async (act) => {
            await act();
            throw preconditionNotMet("The job is already running.");
        });

        assert.equal((await start()).status, "Pending");
        assert.equal(fixture.api.count("startJob"), 1);
    });

    it("does not wait for what no waiting mends", async () => {
        const refusals = [
            [preconditionNotMet("No csv file was uploaded"), "aws-error", /No csv file was uploaded/],
            [accessDenied(), "access-denied", /cognito-idp:StartUserImportJob/],
            [throttled(), "aws-error", /throttled/],
            [awsError("InvalidParameterException", "The role is not valid"), "aws-error", new RegExp(fakeRoleArn)],
        ] as const;
        for (const [refusal, code, message] of refusals) {
            fixture.api.script("startJob", refusal);
            await assert.rejects(start(), { code, jobId, message });
        }
        assert.deepEqual(fixture.clock.sleeps, []);
    });

    it("explains where the job cannot be looked at after a refusal", async () => {
        fixture.api.script("startJob", busy());
        fixture.api.script("describeJob", accessDenied());

        await assert.rejects(start(), { code: "access-denied", message: /DescribeUserImportJob/ });
    });
});
