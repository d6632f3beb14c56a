import assert from "node:assert/strict";
import { accessDenied } from "../../support/aws/awsErrors";
import { inPlace, nothing, replaced, useDiff } from "../../support/lifecycle/diffFixture";

describe("diff, of what must not import again", () => {
    const { fixture, compare } = useDiff();

    it("leaves a job alone that has another name for the same content: a taken over one, or one that is called otherwise now", async () => {
        const ended = { status: "Succeeded", jobName: "users-0123456789ab-11111111" };

        assert.deepEqual(await compare({ jobName: "seed-0123456789ab-00000000" }, ended), nothing);
        assert.deepEqual(await compare({ jobName: "seed-ba9876543210-00000000" }, ended), replaced("jobName"));
    });

    describe("of an import that is to happen once", () => {
        const other = { sourceDigest: `sha256:${"0".repeat(64)}`, jobName: "seed-4567", source: "moved/users.csv" };
        const before = { once: true };

        it("leaves other content alone once a job has succeeded", async () => {
            assert.deepEqual(await compare(other, undefined, undefined, before), nothing);
            const recorded = { status: "InProgress" };
            assert.deepEqual(await compare(other, recorded, { status: "Succeeded" }, before), inPlace);
        });

        it("leaves it to update to find out where AWS cannot say whether one has, waited for or not", async () => {
            for (const waitForCompletion of [true, false]) {
                fixture.api.script("describeJob", accessDenied());
                const running = { status: "InProgress" };
                assert.deepEqual(await compare(other, running, running, { ...before, waitForCompletion }), inPlace);
            }
        });

        it("imports other content where no job has succeeded, or it is to happen once no more", async () => {
            for (const status of ["Failed", "Stopped", "Expired"]) {
                const { replaces } = await compare(other, { status }, { status }, before);
                assert.deepEqual(replaces, ["jobName", "sourceDigest", "status"]);
            }
            const { replaces } = await compare({ ...other, once: false }, undefined, undefined, before);
            assert.deepEqual(replaces, ["jobName", "sourceDigest"]);
        });

        it("imports again for another pool, algorithm or trigger", async () => {
            for (const changed of [
                { userPoolId: "eu-west-1_Another" },
                { passwordHashingAlgorithm: "BCRYPT" },
                { triggers: ["again"] },
            ] as const) {
                const found = await compare({ ...other, ...changed }, undefined, undefined, before);
                assert.deepEqual(found, replaced(...Object.keys(changed)));
            }
        });
    });

    describe("of a job that failed since everybody is in the pool", () => {
        const everybody = { status: "Failed", skippedUsers: 3, importedUsers: 0, failedUsers: 0 };

        it("has update tell so, and makes no other one that would end likewise", async () => {
            assert.deepEqual(await compare({}, everybody), inPlace);
            assert.deepEqual(
                await compare({}, { status: "Pending" }, everybody, { waitForCompletion: false }),
                inPlace,
            );
        });

        it("replaces it where that can help", async () => {
            assert.deepEqual(await compare({ existingUsers: "omit" }, everybody), replaced("status"));
            assert.deepEqual(await compare({ triggers: ["again"] }, everybody), replaced("triggers", "status"));
            for (const counts of [{ skippedUsers: 2 }, { importedUsers: 1 }, { failedUsers: 1 }]) {
                assert.deepEqual(await compare({}, { ...everybody, ...counts }), replaced("status"));
            }
        });
    });

    it("says why a job is replaced whose end nobody has told yet", async () => {
        const end = { status: "Failed", completionMessage: "Too many users have failed." };
        await compare({}, { status: "Pending" }, end, { waitForCompletion: false });
        assert.deepEqual(fixture.progress.warnings, [
            "Import job import-Fake1 ended as Failed and is replaced by a new one. AWS says: Too many users have failed.",
        ]);

        await compare({}, end);
        assert.equal(fixture.progress.warnings.length, 1);
    });
});
