import assert from "node:assert/strict";
import { startJob } from "../../../provider/src/job/startJob";
import type { ImportJob } from "../../../provider/src/types";
import { accessDenied, awsError, preconditionNotMet, roleNotAssumable, throttled } from "../../support/aws/awsErrors";
import { fakeRoleArn } from "../../support/aws/fakeImportApi";
import {
    refusalsOfTheRole,
    textsOfAnotherJob,
    textsOfLastingCauses,
    textsOfTheCaller,
} from "../../support/aws/roleRefusals";
import { type LifecycleFixture, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

const busy = (): Error => preconditionNotMet("Another import job is in progress in this account.");

/** What AWS may answer while another job is active: it documents neither error nor text. */
const foreseen = [
    busy(),
    preconditionNotMet("There is another CSV import running."),
    preconditionNotMet("Only one import job can be active at a time."),
];
const unforeseen = [
    preconditionNotMet("Import job limit reached for this account"),
    awsError("LimitExceededException", "Exceeded the limit of import jobs."),
    preconditionNotMet("An import job is running in this account."),
    preconditionNotMet("Try again later."),
];

describe("startJob", () => {
    let fixture: LifecycleFixture;
    let jobId: string;
    beforeEach(() => {
        fixture = lifecycleFixture();
        ({ jobId } = fixture.api.addJob());
    });

    const start = async (timeout = "2h"): Promise<ImportJob> => {
        const result = await startJob(fixture.context({ timeout }), jobId);
        assert.ok("started" in result);
        return result.started;
    };

    it("starts a job", async () => {
        assert.equal((await start()).status, "Pending");
        assert.deepEqual(fixture.clock.sleeps, []);
    });

    it("waits for its turn while another job of the account is active, and says so", async () => {
        fixture.api.script("startJob", busy(), busy(), busy());

        assert.equal((await start()).status, "Pending");

        assert.deepEqual(fixture.clock.sleeps, [1, 1.5, 2.25]);
        assert.match(fixture.progress.statuses[0] ?? "", /^waiting: another import job .* is active/);
    });

    for (const refusal of [...foreseen, ...unforeseen]) {
        it(`waits at "${refusal.message}", and shows it on the row`, async () => {
            fixture.api.script("startJob", refusal, refusal);

            assert.equal((await start()).status, "Pending");

            assert.equal(fixture.clock.sleeps.length, 2);
            const [row = ""] = fixture.progress.statuses;
            const why = foreseen.includes(refusal) ? "another import job .* is active" : "AWS does not start it yet";
            assert.match(row, new RegExp(`^waiting: ${why} \\(AWS says: ${refusal.message}`));
        });
    }

    it("names at once the active job of the same pool, which can be looked at", async () => {
        fixture.api.addJob({ status: "Succeeded" });
        const active = fixture.api.addJob({ status: "InProgress" });
        fixture.api.script("startJob", busy());

        const result = await startJob(fixture.context(), jobId);

        assert.deepEqual("active" in result && result.active.jobId, active.jobId);
        assert.deepEqual(fixture.clock.sleeps, []);
    });

    it("says after the timeout what AWS said, and not how many jobs a pool keeps", async () => {
        const refusal = awsError("LimitExceededException", "Exceeded the limit of import jobs.");
        fixture.api.script("startJob", ...Array.from({ length: 100 }, () => refusal));

        await assert.rejects(start("90s"), (error: Error & { code: string }) => {
            assert.equal(error.code, "timeout");
            assert.match(error.message, /AWS says: Exceeded the limit of import jobs\.\)\. Run `pulumi up` again/);
            assert.doesNotMatch(error.message, /1,000/);
            return true;
        });
    });

    for (const refusal of refusalsOfTheRole) {
        it(`gives the role a minute, then shows its policies, at ${refusal.name} "${refusal.message}"`, async () => {
            fixture.api.script("startJob", refusal, refusal);
            assert.equal((await start()).status, "Pending");
            ({ jobId } = fixture.api.addJob());
            const sleptBefore = fixture.clock.sleeps.length;
            fixture.api.script("startJob", ...Array.from({ length: 100 }, () => refusal));

            const message = new RegExp(
                `${fakeRoleArn}.*cognito-idp\\.amazonaws\\.com.*sts:AssumeRole.*logs:PutLogEvents`,
            );
            await assert.rejects(start(), { code: "aws-error", jobId, message });

            assert.deepEqual(fixture.clock.sleeps.slice(sleptBefore), Array(12).fill(5));
            assert.match(fixture.progress.statuses.at(-1) ?? "", /waiting for the new role/);
        });
    }

    it("gives the role no longer than the deadline allows", async () => {
        fixture.api.script("startJob", ...Array.from({ length: 100 }, roleNotAssumable));

        await assert.rejects(start("12s"), { code: "aws-error", message: /trust policy/ });

        assert.deepEqual(fixture.clock.sleeps, [5, 5, 2]);
    });

    for (const text of textsOfAnotherJob) {
        it(`waits for its turn, and not for the role, at "${text}"`, async () => {
            fixture.api.script("startJob", ...Array.from({ length: 100 }, () => preconditionNotMet(text)));

            await assert.rejects(start("5m"), { code: "timeout", message: /another import job .* is active/ });

            assert.equal(
                fixture.clock.sleeps.reduce((sum, seconds) => sum + seconds, 0),
                300,
            );
            assert.doesNotMatch(fixture.progress.allText(), /waiting for the new role/);
        });
    }

    for (const text of textsOfTheCaller) {
        it(`says at once what the caller may not do, at "${text}"`, async () => {
            fixture.api.script("startJob", preconditionNotMet(text));

            await assert.rejects(start(), { code: "access-denied", message: /iam:PassRole|StartUserImportJob on/ });

            assert.deepEqual(fixture.clock.sleeps, []);
        });
    }

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

    it("does not wait for what waiting does not change", async () => {
        const refusals = [
            [preconditionNotMet("No csv file was uploaded"), "aws-error", /No csv file was uploaded/],
            [accessDenied(), "access-denied", /cognito-idp:StartUserImportJob/],
            [throttled(), "aws-error", /throttled/],
            [
                awsError("InvalidParameterException", `Value ${fakeRoleArn} is not valid`),
                "aws-error",
                new RegExp(fakeRoleArn),
            ],
            [awsError("OperationNotEnabledException", "Not enabled"), "aws-error", /Not enabled/],
        ] as const;
        for (const [refusal, code, message] of refusals) {
            fixture.api.script("startJob", refusal);
            await assert.rejects(start(), { code, jobId, message });
        }
        assert.deepEqual(fixture.clock.sleeps, []);
    });

    for (const text of textsOfLastingCauses) {
        it(`says at once "${text}", and nothing of a role`, async () => {
            fixture.api.script("startJob", preconditionNotMet(text));

            await assert.rejects(start(), (error: Error & { code: string }) => {
                assert.equal(error.code, "aws-error");
                assert.match(
                    error.message,
                    /failed\. PreconditionNotMetException: .* Correct what AWS names and run again/,
                );
                assert.ok(error.message.includes(text), error.message);
                return true;
            });

            assert.deepEqual(fixture.clock.sleeps, []);
        });
    }

    it("explains where the job cannot be looked at after a refusal", async () => {
        fixture.api.script("startJob", busy());
        fixture.api.script("describeJob", accessDenied());

        await assert.rejects(start(), { code: "access-denied", message: /DescribeUserImportJob/ });
    });
});
