import assert from "node:assert/strict";
import { toOutputs } from "../../../provider/src/resource/outputs";
import { fakeImportApi, fakePoolId, fakeRoleArn } from "../../support/aws/fakeImportApi";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { manualClock } from "../../support/process/manualClock";

/** Every key that state records of a job that ended, with an input for each argument. */
const everyKey = [
    "userPoolId cloudWatchLogsRoleArn source jobName passwordHashingAlgorithm invalidRows maxFailedUsers",
    "maxSkippedUsers maxOmittedUsers waitForCompletion timeout triggers sourceDigest totalUsers resourceUrn __provider",
    "jobId status creationDate startDate completionDate importedUsers skippedUsers failedUsers omittedUsers completionMessage failures",
]
    .join(" ")
    .split(" ");

describe("toOutputs", () => {
    const inputs = checkedInputs({
        passwordHashingAlgorithm: "BCRYPT",
        invalidRows: "warn",
        maxFailedUsers: 1,
        maxSkippedUsers: 2,
        maxOmittedUsers: 3,
        waitForCompletion: true,
        timeout: "1h",
        triggers: ["a"],
    });
    const job = fakeImportApi(manualClock()).addJob({
        status: "Succeeded",
        jobName: "seed-0123",
        startDate: "2026-01-02T03:05:00.000Z",
        completionDate: "2026-01-02T03:06:00.000Z",
        importedUsers: 2,
        skippedUsers: 1,
        completionMessage: "Done.",
    });

    it("has every key and AWS's word on the job", () => {
        const failures = [{ line: 2, reason: "The email is missing." }];

        const outputs = toOutputs(inputs, job, failures);

        assert.deepEqual(new Set(Object.keys(outputs)), new Set(everyKey));
        assert.deepEqual(outputs, {
            ...inputs,
            jobId: "import-Fake1",
            status: "Succeeded",
            creationDate: "2026-01-02T03:04:05.000Z",
            startDate: "2026-01-02T03:05:00.000Z",
            completionDate: "2026-01-02T03:06:00.000Z",
            importedUsers: 2,
            skippedUsers: 1,
            failedUsers: 0,
            omittedUsers: 0,
            completionMessage: "Done.",
            failures,
        });
        assert.equal(outputs.userPoolId, fakePoolId);
        assert.equal(outputs.cloudWatchLogsRoleArn, fakeRoleArn);
    });

    it("leaves out what is undefined, keeps zero and false, and forgets an earlier look", () => {
        const earlier = toOutputs({ ...inputs, waitForCompletion: false }, job, [{ line: 2, reason: "x" }]);

        const now = toOutputs(earlier, { ...job, completionMessage: undefined, importedUsers: 0 });

        assert.equal("completionMessage" in now, false);
        assert.equal(now.importedUsers, 0);
        assert.equal(now.waitForCompletion, false);
        assert.deepEqual(now.failures, []);
    });

    it("copies nothing of a failure but line and reason", () => {
        const failure = { line: 2, reason: "x", row: "ada,ada@example.com" };

        assert.deepEqual(toOutputs(inputs, job, [failure]).failures, [{ line: 2, reason: "x" }]);
    });
});
