import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { UserImportGroups, type UserImportGroupsArgs } from "../../../provider/src";
import { runMocked } from "../../support/pulumi/pulumiMocks";

const userPoolId = "us-east-1_AbCdEfGhI";
const dynamic = "pulumi-nodejs:dynamic/cognito-user-import:";

/** The counts that the engine answers, and both resources as they are registered. */
async function register(args: Partial<UserImportGroupsArgs>, opts: pulumi.ComponentResourceOptions = {}) {
    const outputs = {
        [`${dynamic}UserImportGroupsRecord`]: () => ({ recordedMemberships: 7, existingMemberships: 2 }),
        [`${dynamic}UserImportGroupMembers`]: () => ({ missingUsers: 3, takenOut: 4 }),
    };
    const run = await runMocked({ outputs }, () => {
        const groups = new UserImportGroups("people", { userPoolId, groups: "groups.csv", ...args }, opts);
        return pulumi.all([groups.addedMemberships, groups.existingMemberships, groups.removedMemberships]);
    });
    const [record, members] = run.resources.filter(({ type }) => type.startsWith(dynamic));
    assert.ok(record && members);
    return { record, members, counts: run.result };
}

/** What the engine is sent for a secret. */
const secretOf = (value: unknown) => (value as { readonly value?: unknown }).value;

describe("UserImportGroups", () => {
    it("counts what both of its resources have done", async () => {
        const { counts } = await register({});

        assert.deepEqual(counts, [4, 2, 4]);
    });

    it("sends a path as it is, and a record as a secret text", async () => {
        const path = await register({});
        assert.equal(path.record.inputs.groups, "groups.csv");

        const groups = { "a,b": ["ada"], staff: [pulumi.output("grace"), "x,y"] };
        for (const { inputs } of Object.values(await register({ groups })).filter((made) => "inputs" in made)) {
            const { text } = secretOf(inputs.groups) as { readonly text: string };
            assert.equal(text, "cognito:username,group\nada,a\\,b\ngrace,staff\nx\\,y,staff\n");
            assert.equal(inputs.isRecord, true);
        }
    });

    it("sends an asset with its content as a secret, and credentials too", async () => {
        const groups = new pulumi.asset.StringAsset("cognito:username,group\nada,staff\n");
        const { record, members } = await register({ groups, aws: { accessKey: "AKIAEXAMPLE", region: "eu-west-1" } });

        for (const { inputs } of [record, members]) {
            assert.equal((secretOf(inputs.groups) as { text: string }).text, "cognito:username,group\nada,staff\n");
            const { accessKey, region } = inputs.aws as Record<string, unknown>;
            assert.deepEqual([secretOf(accessKey), region], ["AKIAEXAMPLE", "eu-west-1"]);
        }
    });

    it("gives only the resource that puts users in what the record does not need", async () => {
        const { record, members } = await register({ exclusive: true, maxMissingUsers: 5, callsPerSecond: 10 });

        assert.deepEqual([record.inputs.exclusive, record.inputs.maxMissingUsers], [undefined, undefined]);
        assert.deepEqual([members.inputs.exclusive, members.inputs.maxMissingUsers], [true, 5]);
        assert.deepEqual([record.inputs.callsPerSecond, members.inputs.callsPerSecond], [10, 10]);
    });

    it("refuses a provider", async () => {
        const provider = { provider: new (class extends pulumi.ProviderResource {})("aws", "mine", {}) };

        await assert.rejects(register({}, provider), /UserImportGroups "people" does not support a provider/);
    });
});
