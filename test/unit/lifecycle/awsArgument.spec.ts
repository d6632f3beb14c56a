import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { withoutAws } from "../../../provider/src/job/withoutAws";
import { check } from "../../../provider/src/lifecycle/check";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { type Difference, diff } from "../../../provider/src/lifecycle/diff";
import { update } from "../../../provider/src/lifecycle/update";
import { awsProblems, refusalOfAws } from "../../../provider/src/resource/awsProblems";
import { asSecret } from "../../../provider/src/resource/inputSource";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs, UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { accessDenied, notFound } from "../../support/aws/awsErrors";
import { type FakeJob, fakePoolId } from "../../support/aws/fakeImportApi";
import { inPlace, nothing, replaced } from "../../support/lifecycle/diffFixture";
import {
    checkedInputs,
    type LifecycleFixture,
    lifecycleFixture,
    programInputs,
} from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf } from "../../support/lifecycle/uploadFixture";

const aws = { accessKey: "AKIDEXAMPLE", secretKey: "the-canary", token: "first" };
const rotated = { ...aws, token: "second" };

describe("the argument aws", () => {
    let fixture: LifecycleFixture;
    let job: FakeJob;
    let id: string;
    beforeEach(() => {
        fixture = lifecycleFixture();
        job = fixture.api.addJob({ jobName: "seed-0123", status: "Succeeded", importedUsers: 3 });
        id = `${fakePoolId}/${job.jobId}`;
    });
    const operations = (): string[] => fixture.api.requests.map(({ operation }) => operation);
    const recorded = (before: Partial<CheckedInputs> = { aws }): UserImportJobOutputs =>
        toOutputs(checkedInputs(before), job);

    /** `diff`, where STS tells one account, or none, of the old and of the new settings. */
    async function compare(
        before: Partial<CheckedInputs>,
        after: Partial<CheckedInputs>,
        [was, is]: readonly [string | undefined, string | undefined],
        regions: readonly (string | undefined)[] = [],
    ): Promise<Difference> {
        const of = (account: string | undefined, region: string | undefined): LifecycleDependencies => ({
            ...fixture.deps,
            account: async () => account,
            region,
        });
        const news = checkedInputs({ ...before, ...after });
        return await diff(of(is, regions[1]), id, recorded(before), news, of(was, regions[0]));
    }

    describe("in diff", () => {
        const [here, there] = ["111111111111", "222222222222"];

        it("changes in place where the credentials are of the same account, or AWS does not say of which", async () => {
            assert.deepEqual(await compare({ aws }, {}, [here, there]), nothing);
            assert.deepEqual(await compare({ aws }, { aws: rotated }, [here, here]), inPlace);
            assert.deepEqual(await compare({ aws }, { aws: rotated }, [undefined, undefined]), inPlace);
            assert.deepEqual(await compare({}, { aws }, [here, here]), inPlace);
            assert.deepEqual(await compare({ aws }, { aws: undefined }, [here, here]), inPlace);
            assert.deepEqual(operations(), []);
        });

        it("changes in place, and asks for no account, where it says nothing of who calls", async () => {
            const settings = { ...aws, maxRetries: 1, endpoints: { logs: "https://logs.example.com" } };

            assert.deepEqual(await compare({ aws }, { aws: settings }, [here, there]), inPlace);
        });

        it("replaces where the account is another one", async () => {
            assert.deepEqual(await compare({ aws }, { aws: rotated }, [here, there]), replaced("aws"));
            assert.deepEqual(await compare({ aws }, { aws: undefined }, [here, there]), replaced("aws"));
        });

        it("takes the account of the job's role where the old credentials have expired", async () => {
            const cloudWatchLogsRoleArn = `arn:aws:iam::${here}:role/Logs`;

            assert.deepEqual(
                await compare({ aws, cloudWatchLogsRoleArn }, { aws: rotated }, [undefined, here]),
                inPlace,
            );
            assert.deepEqual(
                await compare({ aws, cloudWatchLogsRoleArn }, { aws: rotated }, [undefined, there]),
                replaced("aws"),
            );
        });

        it("replaces for another region only where the pool's id names none", async () => {
            const local = { aws: { region: "eu-west-1" }, userPoolId: "local_AbCdEfGhI" };
            const moved = { aws: { region: "us-east-1" } };
            const regions = ["eu-west-1", "us-east-1"] as const;
            Object.assign(job, { userPoolId: local.userPoolId });

            assert.deepEqual(await compare(local, moved, [here, here], regions), replaced("aws"));
            assert.deepEqual(await compare(local, moved, [here, here], [undefined, "us-east-1"]), inPlace);
            const named = { ...local, userPoolId: "eu-west-1_AbCdEfGhI" };
            Object.assign(job, { userPoolId: named.userPoolId });
            assert.deepEqual(await compare(named, moved, [here, here], regions), inPlace);
        });

        it("is a change, but no other job, where a preview does not know it yet", async () => {
            assert.deepEqual(await compare({ aws }, { aws: { ...aws, token: unknownValue } }, [here, there]), inPlace);
        });

        it("tells the deletion of the old job the new credentials, if they are of its account", async () => {
            const access = (): unknown => fixture.deps.memory.jobs.accessTo(id, aws);
            const changed = { sourceDigest: `sha256:${"0".repeat(64)}` };

            await compare({ aws }, { aws: rotated, ...changed }, [here, there]);
            assert.equal(access(), aws);
            await compare({ aws }, { aws: rotated, userPoolId: "eu-west-1_Another" }, [undefined, undefined]);
            assert.equal(access(), aws);
            await compare({ aws }, { aws: rotated, ...changed }, [undefined, undefined]);
            assert.equal(access(), rotated);
            await compare({ aws }, { aws: undefined, userPoolId: "eu-west-1_Another" }, [here, here]);
            assert.equal(access(), undefined);
        });
    });

    describe("in update", () => {
        const run = async (news: Partial<CheckedInputs>): Promise<UserImportJobOutputs> =>
            (await update(fixture.deps, id, recorded(), checkedInputs(news))).outs;

        it("is recorded after one look at the job, also where rows failed", async () => {
            Object.assign(job, { failedUsers: 1, importedUsers: 2 });

            const outs = await run({ aws: rotated, source: "moved.csv" });

            assert.deepEqual(outs, { ...recorded(), aws: rotated, source: "moved.csv" });
            assert.deepEqual(operations(), ["describeJob"]);
        });

        it("is judged with the rest where another argument changed", async () => {
            Object.assign(job, { failedUsers: 1, importedUsers: 2 });

            const error = await initializationErrorOf(fixture, run({ aws: rotated, maxFailedUsers: 0 }));

            assert.match(error.message, /more than maxFailedUsers allows/);
            assert.deepEqual(error.properties.aws, rotated);
        });

        it("stays as it was where the new one does not reach the job", async () => {
            for (const [refusal, text] of [
                [notFound(), /credentials belong to the pool's account/],
                [accessDenied(), /Check the credentials/],
            ] as const) {
                fixture.api.script("describeJob", refusal);

                const error = await initializationErrorOf(fixture, run({ aws: rotated }));

                assert.match(error.message, text);
                assert.doesNotMatch(error.message, /pulumi refresh|the-canary/);
                // The engine no longer knows that it is a secret: the program has another one.
                assert.deepEqual(error.properties.aws, asSecret(aws));
            }
        });
    });

    describe("in delete", () => {
        it("may have expired where the job had ended", async () => {
            fixture.api.script("describeJob", accessDenied());

            await deleteJob(fixture.deps, id, recorded());
        });

        it("may not where the job has to be stopped", async () => {
            fixture.api.script("describeJob", accessDenied());

            await assert.rejects(deleteJob(fixture.deps, id, { ...recorded(), status: "InProgress" }), {
                code: "access-denied",
            });
        });
    });

    describe("in check", () => {
        const run = async (given: unknown, more: Partial<CheckedInputs> = {}) => {
            const refusal = refusalOfAws(given);
            const deps = refusal === undefined ? fixture.deps : withoutAws(fixture.deps, refusal);
            return await check(deps, {}, programInputs({ aws: given, ...more }));
        };

        it("has all its problems said at once, each with its path and without a value", async () => {
            const wrong = {
                secretKey: "the-canary",
                maxRetries: -1,
                assumeRoles: [{ roleArn: "the-canary" }, {}],
                endpoints: { s3: "the-canary" },
            };

            const { failures } = await run(wrong, { source: "nobody.csv" });

            const paths = failures.map(({ reason }) => reason.split(":")[0]);
            for (const path of [
                "aws.secretKey",
                "aws.maxRetries",
                "aws.assumeRoles[0].roleArn",
                "aws.assumeRoles[1]",
                "aws.endpoints.s3",
                "The source nobody.csv cannot be read",
            ]) {
                assert.ok(paths.includes(path), `${path} is not among ${paths.join(", ")}`);
            }
            assert.ok(failures.every(({ property, reason }) => property !== "aws" && !reason.includes("the-canary")));
            assert.equal(fixture.progress.allText(), "");
        });

        it("may not name what nobody knows, and has a warning of what does nothing here", async () => {
            const { failures } = await run({ profil: "people" });
            const { failures: none } = await run({ profile: "people", skipMetadataApiCheck: true });

            assert.match(failures.map(({ reason }) => reason).join(), /^aws\.profil: .*profile/);
            assert.deepEqual(none, []);
            assert.match(fixture.progress.allText(), /aws\.skipMetadataApiCheck/);
        });

        it("must be an object", () => {
            for (const wrong of ["people", 5, ["people"]]) {
                assert.deepEqual(awsProblems(wrong), [{ path: "aws", reason: "it must be an object" }]);
            }
            for (const nothingGiven of [undefined, null, {}, unknownValue]) {
                assert.deepEqual(awsProblems(nothingGiven), []);
            }
        });

        it("lets values pass that are not known yet, and warns of what they left unchecked", async () => {
            for (const later of [
                unknownValue,
                { ...aws, token: unknownValue },
                { assumeRoles: [{ roleArn: unknownValue }] },
                { assumeRoles: unknownValue, endpoints: { s3: unknownValue } },
            ]) {
                fixture = lifecycleFixture();

                const { failures, inputs } = await run(later);

                assert.deepEqual(failures, []);
                assert.deepEqual(inputs.aws, later);
                assert.equal(inputs.totalUsers, 3);
                assert.match(
                    fixture.progress.allText(),
                    /^The CSV was not checked against user pool .* Values of the argument aws are not known yet\.$/,
                );
                assert.deepEqual(operations(), []);
            }
        });

        it("does not open an object in S3 before it is known", async () => {
            for (const source of ["s3://people/users.csv", "part://1;last/S3://people/users.csv"]) {
                const { failures, inputs } = await run({ ...aws, token: unknownValue }, { source });

                assert.deepEqual(failures, []);
                assert.deepEqual([inputs.sourceDigest, inputs.jobName], [unknownValue, unknownValue]);
            }
        });
    });
});
