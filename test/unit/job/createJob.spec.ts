import assert from "node:assert/strict";
import type { JobWithUploadUrl } from "../../../provider/src/cognito/importApi";
import { type CreatedJob, createJob } from "../../../provider/src/job/importAnew";
import {
    accessDenied,
    actionDenied,
    assumeRoleDenied,
    awsError,
    networkError,
    preconditionNotMet,
    serverError,
    throttled,
} from "../../support/aws/awsErrors";
import { fakePoolId, fakeRoleArn } from "../../support/aws/fakeImportApi";
import { refusalsOfTheRole, textsOfAnotherJob } from "../../support/aws/roleRefusals";
import { type LifecycleFixture, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

describe("createJob", () => {
    let fixture: LifecycleFixture;
    beforeEach(() => {
        fixture = lifecycleFixture();
        fixture.clock.chance = 1;
    });

    const made = async (): Promise<CreatedJob> =>
        await createJob(fixture.context({ passwordHashingAlgorithm: "SCRYPT" }));
    const create = async (): Promise<JobWithUploadUrl> => (await made()).created;

    it("asks for what the inputs say, once", async () => {
        const { created, isFound } = await made();

        assert.equal(created.job.jobId, "import-Fake1");
        assert.equal(isFound, false);
        assert.deepEqual(fixture.api.requests, [
            {
                operation: "createJob",
                args: [
                    {
                        userPoolId: fakePoolId,
                        jobName: "seed-0123",
                        cloudWatchLogsRoleArn: fakeRoleArn,
                        passwordHashingAlgorithm: "SCRYPT",
                    },
                ],
            },
        ]);
    });

    it("makes no second job where the answer was lost", async () => {
        for (const lost of [networkError("ECONNRESET"), serverError(), awsError("TimeoutError", "slow")]) {
            fixture = lifecycleFixture();
            fixture.api.script("createJob", async (act) => {
                await act();
                throw lost;
            });

            const { created, isFound } = await made();

            assert.equal(created.job.jobId, "import-Fake1");
            assert.equal(isFound, true);
            assert.ok(created.uploadUrl);
            assert.equal(fixture.api.jobs.length, 1);
        }
    });

    it("tries again where the call did not act, with growing pauses", async () => {
        fixture.api.script("createJob", networkError("ECONNREFUSED"), serverError(), throttled());

        await create();

        assert.equal(fixture.api.jobs.length, 1);
        assert.deepEqual(fixture.clock.sleeps, [1, 2, 4]);
    });

    it("does not look for a job after throttling, which made none", async () => {
        fixture.api.script("createJob", throttled());

        await create();

        assert.equal(fixture.api.count("listJobs"), 0);
    });

    it("gives up after six tries", async () => {
        fixture.api.script("createJob", ...Array.from({ length: 6 }, serverError));

        await assert.rejects(create(), { code: "aws-error", message: /^CreateUserImportJob in user pool .* failed\./ });
        assert.equal(fixture.api.count("createJob"), 6);
    });

    for (const [refusal, message] of [
        [accessDenied(), /cognito-idp:CreateUserImportJob .* and iam:PassRole/],
        [actionDenied("iam:PassRole", fakeRoleArn), new RegExp(`allow iam:PassRole on ${fakeRoleArn}`)],
        [actionDenied("cognito-idp:CreateUserImportJob", "*"), /allow cognito-idp:CreateUserImportJob/],
        [assumeRoleDenied(), /Allow sts:AssumeRole on arn:aws:iam::123456789012:role\/Deploy/],
        [networkError("SELF_SIGNED_CERT_IN_CHAIN"), /NODE_EXTRA_CA_CERTS/],
    ] as const) {
        it(`tries once, and does not wait for a role, at ${refusal.name} ${message.source}`, async () => {
            fixture.api.script("createJob", refusal);

            await assert.rejects(create(), { message });
            assert.equal(fixture.api.count("createJob"), 1);
            assert.deepEqual(fixture.clock.sleeps, []);
            assert.equal(fixture.progress.allText(), "");
        });
    }

    for (const refusal of refusalsOfTheRole) {
        it(`gives the role a minute, then shows its policies, at ${refusal.name} "${refusal.message}"`, async () => {
            fixture.api.script("createJob", refusal, refusal, refusal);
            assert.equal((await create()).job.status, "Created");
            assert.deepEqual(fixture.clock.sleeps, [5, 5, 5]);

            fixture.api.script("createJob", ...Array.from({ length: 100 }, () => refusal));
            const message = new RegExp(
                `${fakeRoleArn}.*cognito-idp\\.amazonaws\\.com.*sts:AssumeRole.*logs:PutLogEvents`,
            );
            await assert.rejects(create(), { code: "aws-error", message });
            assert.equal(fixture.clock.sleeps.length, 3 + 12);
            assert.equal(fixture.api.jobs.length, 1);
        });
    }

    it("says at once what another PreconditionNotMet names", async () => {
        for (const text of ["The user pool has no auto verified attribute.", ...textsOfAnotherJob]) {
            fixture.api.script("createJob", preconditionNotMet(text));

            await assert.rejects(create(), { code: "aws-error", message: /PreconditionNotMetException/ });
        }
        assert.deepEqual(fixture.clock.sleeps, []);
    });

    it("tries no more where it cannot be known whether there is a job", async () => {
        fixture.api.script("createJob", networkError("ECONNRESET"));
        fixture.api.script("listJobs", accessDenied());

        await assert.rejects(create(), { code: "access-denied", message: /ListUserImportJobs/ });
        assert.equal(fixture.api.count("createJob"), 1);
    });
});
