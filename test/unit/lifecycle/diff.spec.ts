import assert from "node:assert/strict";
import { sha256Hex } from "../../../provider/src/csv/contentDigest";
import { diff } from "../../../provider/src/lifecycle/diff";
import { sourceName } from "../../../provider/src/resource/inputSource";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import { accessDenied } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { inPlace, nothing, replaced, useDiff } from "../../support/lifecycle/diffFixture";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { remoteAsset } from "../../support/sources/remoteAsset";

describe("diff", () => {
    const { fixture, compare } = useDiff();

    it("finds nothing where nothing changed, and asks nothing of AWS", async () => {
        assert.deepEqual(await compare({}), nothing);
        assert.deepEqual(await compare({ resourceUrn: "urn::renamed", totalUsers: 4, __provider: "newer" }), nothing);
        assert.deepEqual(fixture.api.requests, []);
    });

    const replacing: readonly (readonly [keyof CheckedInputs, unknown])[] = [
        ["userPoolId", "eu-west-1_Another"],
        ["jobName", "another"],
        ["passwordHashingAlgorithm", "BCRYPT"],
        ["triggers", ["again"]],
        ["sourceDigest", `sha256:${"0".repeat(64)}`],
    ];
    for (const [name, value] of replacing) {
        it(`replaces where ${name} changed, also of a job that has ended`, async () => {
            assert.deepEqual(await compare({ [name]: value }), replaced(name));
        });
    }

    it("replaces nothing where only what a remote asset is called has changed", async () => {
        const asset = (path: string) => remoteAsset(`https://example.com${path}`) as never;
        const before = { source: asset("/token/users.csv") };
        const recorded = sourceName({ ...checkedInputs(), ...before });
        const moved = { source: asset("/another/users.csv"), sourceNameHash: sha256Hex(String(recorded)) };

        assert.equal(recorded, "https://example.com/…/users.csv");
        assert.deepEqual(await compare(moved, undefined, undefined, before), nothing);
    });

    const updating: readonly (readonly [keyof CheckedInputs, unknown])[] = [
        ["source", "moved/users.csv"],
        ["invalidRows", "warn"],
        ["maxFailedUsers", 0],
        ["maxSkippedUsers", 5],
        ["maxOmittedUsers", 3],
        ["waitForCompletion", false],
        ["timeout", "90m"],
        ["cloudWatchLogsRoleArn", "arn:aws:iam::123456789012:role/Other"],
    ];
    for (const [name, value] of updating) {
        it(`changes in place where ${name} changed and the job has ended`, async () => {
            assert.deepEqual(await compare({ [name]: value }), inPlace);
        });
    }

    for (const status of ["Created", "Pending", "InProgress", "Stopping"]) {
        it(`replaces where the role changed and the job is ${status}`, async () => {
            const { replaces } = await compare({ cloudWatchLogsRoleArn: "arn:other" }, { status });

            assert.deepEqual(replaces, ["cloudWatchLogsRoleArn"]);
        });

        it(`deletes first where the ${status} job still is active`, async () => {
            const { deleteBeforeReplace } = await compare({ triggers: ["again"] }, { status });

            assert.equal(deleteBeforeReplace, status !== "Created");
        });
    }

    it("goes by what AWS says of a job that state knows as running", async () => {
        const running = { status: "InProgress" };
        const ended = { status: "Succeeded" };

        assert.deepEqual(await compare({ cloudWatchLogsRoleArn: "arn:other" }, running, ended), inPlace);
        assert.deepEqual(await compare({ triggers: [1] }, running, ended), replaced("triggers"));
    });

    it("deletes nothing first where the job is gone, and everything recorded as running where AWS cannot be asked", async () => {
        fixture.api.script("describeJob", accessDenied());
        assert.equal((await compare({ triggers: [1] }, { status: "Pending" })).deleteBeforeReplace, true);

        fixture.api.jobs.length = 0;
        assert.equal((await compare({ triggers: [1] }, { status: "Pending" })).deleteBeforeReplace, false);
    });

    it("asks with few tries, since a preview should not hang", async () => {
        await compare({ triggers: [1] }, { status: "Pending" });

        assert.deepEqual(fixture.connections, [2]);
    });

    for (const status of ["Failed", "Stopped", "Expired"]) {
        it(`replaces a job that ended as ${status}`, async () => {
            assert.deepEqual(await compare({}, { status }), replaced("status"));
        });
    }

    // The engine's own record of what is left to do is an error in the state, which a refresh takes out.
    describe("where nothing changed", () => {
        for (const status of ["Pending", "InProgress", "Stopping", "Archived"]) {
            it(`has update wait for a job that is ${status}, unless it is not to be waited for`, async () => {
                assert.deepEqual(await compare({}, { status }), inPlace);
                assert.deepEqual(await compare({}, { status }, { status }, { waitForCompletion: false }), nothing);
            });

            it(`has update tell the end of a job that was ${status} and has succeeded, waited for or not`, async () => {
                const ended = { status: "Succeeded" };

                assert.deepEqual(await compare({}, { status }, ended), inPlace);
                assert.deepEqual(await compare({}, { status }, ended, { waitForCompletion: false }), inPlace);
            });

            it(`replaces a job that was ${status} and has ended otherwise, waited for or not`, async () => {
                for (const end of ["Failed", "Stopped", "Expired"]) {
                    for (const waitForCompletion of [true, false]) {
                        const found = await compare({}, { status }, { status: end }, { waitForCompletion });
                        assert.deepEqual(found, replaced("status"));
                    }
                }
            });

            it(`replaces a job that was ${status} and is gone`, async () => {
                fixture.api.jobs.length = 0;

                assert.deepEqual(await compare({}, { status }), replaced("status"));
            });
        }

        it("goes by the state where AWS cannot be asked, and says nothing", async () => {
            const unwaited = { waitForCompletion: false };
            fixture.api.script("describeJob", ...Array.from({ length: 4 }, () => accessDenied()));

            assert.deepEqual(await compare({}, { status: "Pending" }), inPlace);
            assert.deepEqual(await compare({}, { status: "Pending" }, {}, unwaited), nothing);
            assert.deepEqual(await compare({}, { status: "Stopping" }), inPlace);
            assert.deepEqual(await compare({}, { status: "Created" }, {}, unwaited), inPlace);
            assert.equal(fixture.progress.allText(), "");
        });

        const exceeding = [{ failedUsers: 3 }, { skippedUsers: 2 }, { failedUsers: 3, skippedUsers: 2 }];
        for (const counts of exceeding) {
            it(`has update judge a job again whose counts are over the limits: ${JSON.stringify(counts)}`, async () => {
                const ended = { status: "Succeeded", ...counts };

                assert.deepEqual(await compare({}, ended, ended, { maxFailedUsers: 2, maxSkippedUsers: 1 }), inPlace);
                assert.deepEqual(await compare({}, ended, ended, { maxFailedUsers: 3, maxSkippedUsers: 2 }), nothing);
                assert.deepEqual(await compare({}, ended), nothing);
                assert.deepEqual(fixture.api.requests, []);
            });
        }

        it("has update judge a job again that omitted more users than allowed", async () => {
            const ended = { status: "Succeeded", importedUsers: 1 };
            const omitting = (limit?: number) => ({ existingUsers: "omit" as const, maxOmittedUsers: limit });

            assert.deepEqual(await compare({}, ended, ended, omitting(1)), inPlace);
            assert.deepEqual(await compare({}, ended, ended, omitting(2)), nothing);
            assert.deepEqual(await compare({}, ended, ended, omitting()), nothing);
            assert.deepEqual(fixture.api.requests, []);
        });

        for (const status of ["Created", "Pending", "Stopping", "Failed", "Archived"]) {
            it(`leaves an adopted job alone that is ${status}, and asks nothing of AWS`, async () => {
                const adopted = { sourceDigest: undefined, source: undefined, totalUsers: undefined };

                assert.deepEqual(await compare({}, { status }, { status }, adopted as object), nothing);
                assert.deepEqual(fixture.api.requests, []);
            });
        }
    });

    describe("of a job that was created but not started", () => {
        const created = { status: "Created" };

        it("has update upload to and start it while it can take an upload, waited for or not", async () => {
            fixture.clock.advance(14 * 60);

            assert.deepEqual(await compare({}, created), inPlace);
            assert.deepEqual(await compare({}, created, created, { waitForCompletion: false }), inPlace);
        });

        it("replaces it once its upload address has expired", async () => {
            fixture.clock.advance(15 * 60);

            assert.deepEqual(await compare({}, created), replaced("status"));
        });

        it("replaces it where AWS has said so, however slow this machine's clock is", async () => {
            const olds = { ...toOutputs(checkedInputs(), fixture.job), isUploadExpired: true as const };
            const { creationDate: _unknown, ...undated } = olds;
            fixture.clock.advance(-3600);

            for (const recorded of [olds, undated]) {
                const found = await diff(fixture.deps, `${fakePoolId}/${fixture.job.jobId}`, recorded, checkedInputs());
                assert.deepEqual(found, replaced("status"));
            }
        });

        it("leaves it to update where AWS cannot say whether it was started after all", async () => {
            fixture.clock.advance(15 * 60);
            fixture.api.script("describeJob", accessDenied());

            assert.deepEqual(await compare({}, created, { status: "InProgress" }), inPlace);
        });

        it("has it looked at, and stopped, before another one takes its place, where AWS cannot say that", async () => {
            fixture.api.script("describeJob", accessDenied(), accessDenied());
            const triggered = await compare({ triggers: ["again"] }, created, { status: "InProgress" });
            const otherRole = await compare({ cloudWatchLogsRoleArn: "arn:other" }, created, { status: "InProgress" });

            assert.deepEqual(triggered, { ...replaced("triggers"), deleteBeforeReplace: true });
            assert.deepEqual(otherRole, { ...replaced("cloudWatchLogsRoleArn"), deleteBeforeReplace: true });
        });

        it("has update go on with it where it was started after all, its answer having been lost", async () => {
            fixture.clock.advance(15 * 60);

            assert.deepEqual(await compare({}, created, { status: "InProgress" }), inPlace);
            assert.deepEqual(await compare({}, created, { status: "Failed" }), replaced("status"));
        });
    });

    it("takes null, undefined and a missing value for the same", async () => {
        assert.deepEqual(await compare({ triggers: null, timeout: undefined, maxFailedUsers: null }), nothing);
    });

    it("compares triggers by value and order", async () => {
        const before = { triggers: [1, { a: ["b"] }] };

        assert.deepEqual(await compare({}, undefined, undefined, before), nothing);
        assert.deepEqual(
            await compare({ triggers: [{ a: ["b"] }, 1] }, undefined, undefined, before),
            replaced("triggers"),
        );
    });

    it("in a preview replaces for an unknown pool but not for unknown content", async () => {
        const unknownContent = { source: unknownValue, sourceDigest: unknownValue, jobName: unknownValue };

        assert.deepEqual(await compare({ ...unknownContent, totalUsers: unknownValue }), inPlace);
        assert.deepEqual(await compare({ userPoolId: unknownValue, jobName: unknownValue }), replaced("userPoolId"));
        assert.deepEqual(await compare({ triggers: [unknownValue] }), replaced("triggers"));
    });
});
