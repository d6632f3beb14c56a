import assert from "node:assert/strict";
import { userImportJob } from "../../../plugin/src/resources/userImportJob";
import { diff } from "../../../provider/src/lifecycle/diff";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import type { ImportJob } from "../../../provider/src/types";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

const urn = "urn:pulumi:dev::people::cognito-user-import:index:UserImportJob::seed";
const ended: Partial<ImportJob> = { completionDate: "2026-01-01T00:00:05.000Z", importedUsers: 3 };

/** Jobs as a state has them, whichever door has made it, with the arguments of the program. */
const jobs: readonly {
    readonly what: string;
    readonly job: Partial<ImportJob>;
    readonly args?: Partial<CheckedInputs>;
    /** It was adopted, and nobody knows its content. */
    readonly isAdopted?: true;
    /** What the dynamic door does with it where nothing has changed. */
    readonly does: "nothing" | "update" | "replace";
}[] = [
    { what: "has succeeded", job: { status: "Succeeded", ...ended }, does: "nothing" },
    {
        what: "has succeeded with fewer failures than are allowed",
        job: { status: "Succeeded", ...ended, importedUsers: 2, failedUsers: 1 },
        args: { maxFailedUsers: 1 },
        does: "nothing",
    },
    { what: "was adopted", job: { status: "Created" }, isAdopted: true, does: "nothing" },
    {
        what: "runs, and is not waited for",
        job: { status: "InProgress" },
        args: { waitForCompletion: false },
        does: "nothing",
    },
    {
        what: "is pending, and is not waited for",
        job: { status: "Pending" },
        args: { waitForCompletion: false },
        does: "nothing",
    },
    { what: "runs, after a wait that was interrupted", job: { status: "InProgress" }, does: "update" },
    { what: "stops", job: { status: "Stopping" }, does: "update" },
    { what: "was created, and not started", job: { status: "Created" }, does: "update" },
    { what: "has failed", job: { status: "Failed", ...ended }, does: "replace" },
    { what: "was stopped", job: { status: "Stopped", ...ended }, does: "replace" },
    { what: "has expired", job: { status: "Expired" }, does: "replace" },
];

/** An adopted job has no content. */
function inputsOf({ args, isAdopted }: (typeof jobs)[number]): CheckedInputs {
    const { source, sourceDigest, totalUsers, ...others } = checkedInputs(args);
    return (isAdopted ? others : { ...others, source, sourceDigest, totalUsers }) as CheckedInputs;
}

/** What only the dynamic door keeps. */
function withoutDoor<Given extends Partial<Pick<CheckedInputs, "__provider" | "resourceUrn" | "organization">>>(
    values: Given,
): Given {
    const { __provider: _text, resourceUrn: _urn, organization: _organization, ...others } = values;
    return others as unknown as Given;
}

describe("a job in a state of the other door", () => {
    for (const one of jobs) {
        it(`gets the same from both, if it ${one.what}: ${one.does}`, async () => {
            const { api, deps } = lifecycleFixture();
            const inputs = inputsOf(one);
            const job = api.addJob({ jobName: checkedInputs().jobName, ...one.job });
            const id = `${fakePoolId}/${job.jobId}`;
            const olds = toOutputs({ ...inputs, organization: "organization" }, job, [], one);
            const resource = userImportJob((() => deps) as never, deps as never);

            const dynamic = await diff(deps, id, olds, inputs);
            const news = { ...withoutDoor(inputs) };
            const asked = { urn, id, olds: { ...olds }, news, ignoreChanges: [] };
            const native = await resource.diff(asked);
            const back = await diff(deps, id, withoutDoor(olds), inputs);

            const replaced = Object.entries(native.properties).filter(([, { isReplacing }]) => isReplacing);
            const { hasChanges: changes, deleteBeforeReplace } = native;
            assert.deepEqual({ changes, replaces: replaced.map(([name]) => name), deleteBeforeReplace }, dynamic);
            assert.equal(dynamic.replaces.length > 0 ? "replace" : dynamic.changes ? "update" : "nothing", one.does);
            // The dynamic door has to record its provider.
            assert.deepEqual(back, { ...dynamic, changes: true });
        });
    }
});
