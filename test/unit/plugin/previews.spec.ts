import assert from "node:assert/strict";
import { userImportJob } from "../../../plugin/src/resources/userImportJob";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { jobOutputs } from "../../../provider/src/resource/jobOutputs";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import type { ImportJob } from "../../../provider/src/types";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

const urn = "urn:pulumi:dev::people::cognito-user-import:index:UserImportJob::seed";

/** Arguments as the native door has them. */
function inputs(overrides: Partial<CheckedInputs> = {}): CheckedInputs {
    const { __provider: _text, resourceUrn: _urn, ...others } = checkedInputs(overrides);
    return others as CheckedInputs;
}

/** The outputs that a preview shows of an update, and those in state. */
async function previewed(
    job: Partial<ImportJob>,
    change: Partial<CheckedInputs>,
    ignoreChanges: readonly string[] = [],
): Promise<{ shown: Readonly<Record<string, unknown>>; olds: Readonly<Record<string, unknown>> }> {
    const { api, deps } = lifecycleFixture();
    const found = api.addJob({ jobName: inputs().jobName, ...job });
    const olds = { ...toOutputs(inputs(), found) };
    const resource = userImportJob((() => deps) as never, deps as never);
    const news = { ...inputs(change) };
    const request = { urn, id: `${fakePoolId}/${found.jobId}`, olds, news, ignoreChanges };
    const { outputs } = await resource.update({ ...request, isPreview: true, timeoutSeconds: 0 });
    assert.equal(api.requests.length, 0);
    return { shown: outputs, olds };
}

describe("outputs in a preview of the native door", () => {
    it("are those in state where a job has ended, also where there was none to run, with the changed argument", async () => {
        for (const completionDate of ["2026-01-01T00:00:05.000Z", undefined]) {
            const { shown, olds } = await previewed({ status: "Succeeded", completionDate }, { timeout: "5m" });

            assert.deepEqual(shown, { ...olds, timeout: "5m" });
        }
    });

    it("are not known where the job may move on, but for what stays", async () => {
        const { shown, olds } = await previewed({ status: "InProgress" }, { waitForCompletion: true });

        const unknown = Object.keys(shown).filter((name) => shown[name] === unknownValue);
        assert.deepEqual(
            new Set(unknown),
            new Set([
                "completionDate",
                "completionMessage",
                "failedUsers",
                "failures",
                "importedUsers",
                "omittedUsers",
                "skippedUsers",
                "startDate",
                "status",
            ]),
        );
        assert.deepEqual([shown.jobId, shown.jobName], [olds.jobId, olds.jobName]);
    });

    it("are not known where the content is not: it may be that of another job", async () => {
        const later = { sourceDigest: unknownValue, totalUsers: unknownValue as never, jobName: unknownValue };
        const { shown, olds } = await previewed({ status: "Succeeded" }, later);

        const known = Object.keys(jobOutputs).filter((name) => name in shown && shown[name] !== unknownValue);
        assert.deepEqual(known, ["userPoolId"]);

        const held = await previewed({ status: "Succeeded" }, { ...later, once: true });
        assert.deepEqual([held.shown.jobId, held.shown.sourceDigest], [held.olds.jobId, olds.sourceDigest]);
    });

    it("are those of the job where other content is not imported: once, or because its changes are ignored", async () => {
        const changed = { sourceDigest: `sha256:${"0".repeat(64)}`, totalUsers: 9 };
        for (const [change, ignoreChanges] of [
            [{ ...changed, once: true }, []],
            [changed, ["source"]],
            [changed, ["users[0].email"]],
        ] as const) {
            const { shown, olds } = await previewed({ status: "Succeeded" }, change, ignoreChanges);

            const content = ["sourceDigest", "totalUsers", "source", "importedUsers", "jobName"];
            assert.deepEqual(
                content.map((name) => shown[name]),
                content.map((name) => olds[name]),
            );
            assert.equal(shown.once, "once" in change ? true : undefined);
        }
    });

    it("are not known of a new job, but for what the program and its source say", async () => {
        const { deps } = lifecycleFixture();
        const resource = userImportJob((() => deps) as never, deps as never);
        const news = { ...inputs() };

        const { outputs } = await resource.create({ urn, news, isPreview: true, timeoutSeconds: 0 });

        const known = Object.keys(jobOutputs).filter((name) => outputs[name] !== unknownValue);
        assert.deepEqual(
            new Set(known),
            new Set(["jobName", "passwordHashingAlgorithm", "sourceDigest", "totalUsers", "userPoolId"]),
        );
        assert.equal(outputs.passwordHashingAlgorithm, undefined);
    });
});
