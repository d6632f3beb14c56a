import assert from "node:assert/strict";
import { type Difference, diff } from "../../../provider/src/lifecycle/diff";
import { toOutputs } from "../../../provider/src/lifecycle/outputs";
import type { CheckedInputs } from "../../../provider/src/lifecycle/properties";
import { unknownValue } from "../../../provider/src/lifecycle/unknown";
import type { ImportJob } from "../../../provider/src/types";
import { accessDenied } from "../../support/awsErrors";
import { type FakeJob, fakePoolId } from "../../support/fakeImportApi";
import { checkedInputs, type LifecycleFixture, lifecycleFixture } from "../../support/lifecycleFixture";

describe("diff", () => {
    let fixture: LifecycleFixture;
    let job: FakeJob;
    beforeEach(() => {
        fixture = lifecycleFixture();
        job = fixture.api.addJob({ jobName: checkedInputs().jobName });
    });

    /** State records `recorded`, AWS knows the job as `now`. */
    async function compare(
        changed: Partial<Record<keyof CheckedInputs, unknown>>,
        recorded: Partial<ImportJob> = { status: "Succeeded" },
        now: Partial<ImportJob> = recorded,
        before: Partial<CheckedInputs> = {},
    ): Promise<Difference> {
        Object.assign(job, now);
        const olds = toOutputs(checkedInputs(before), { ...job, ...recorded });
        const news = { ...checkedInputs(before), ...changed } as CheckedInputs;
        return await diff(fixture.deps, `${fakePoolId}/${job.jobId}`, olds, news);
    }

    const nothing: Difference = { changes: false, replaces: [], deleteBeforeReplace: false };
    const inPlace: Difference = { ...nothing, changes: true };
    const replaced = (...replaces: string[]): Difference => ({ ...nothing, changes: true, replaces });

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

    const updating: readonly (readonly [keyof CheckedInputs, unknown])[] = [
        ["source", "moved/users.csv"],
        ["invalidRows", "warn"],
        ["maxFailedUsers", 0],
        ["maxSkippedUsers", 5],
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

    for (const status of ["Pending", "InProgress", "Stopping", "Succeeded", "Archived"]) {
        it(`leaves a job alone that is ${status}`, async () => {
            assert.deepEqual(await compare({}, { status }), nothing);
        });
    }

    describe("of a job that was created but not started", () => {
        it("leaves it alone while it can take an upload", async () => {
            fixture.clock.advance(14 * 60);

            assert.deepEqual(await compare({}, { status: "Created" }), nothing);
        });

        it("replaces it once its upload address has expired", async () => {
            fixture.clock.advance(15 * 60);

            assert.deepEqual(await compare({}, { status: "Created" }), replaced("status"));
        });

        it("leaves it alone where it was started after all, its answer having been lost", async () => {
            fixture.clock.advance(15 * 60);

            assert.deepEqual(await compare({}, { status: "Created" }, { status: "InProgress" }), nothing);
            assert.deepEqual(await compare({}, { status: "Created" }, { status: "Failed" }), replaced("status"));
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
