import assert from "node:assert/strict";
import { readGroups } from "../../provider/src/groups/readGroups";
import { memorySource } from "../support/lifecycle/lifecycleFixture";
import { resourcesMadeBy, typeErrorsOf } from "../support/pulumi/sampleRun";
import { codeBlocks } from "../support/repository/documents";

const samples = codeBlocks("docs/groups.md", "ts");
const [file = ""] = codeBlocks("docs/groups.md", "csv");

describe("docs/groups.md", () => {
    it("has examples whose types are right", async () => {
        assert.equal(samples.length, 2);
        assert.equal(await typeErrorsOf(samples), "");
    });

    it("has examples that make their resources, the record first", async () => {
        const made = await resourcesMadeBy(samples);

        const dynamic = "pulumi-nodejs:dynamic/cognito-user-import:";
        for (const types of made) {
            assert.deepEqual(types.slice(-2), [`${dynamic}UserImportGroupsRecord`, `${dynamic}UserImportGroupMembers`]);
        }
        assert.equal(made.length, 2);
    });

    it("has a groups file that can be read", async () => {
        const { memberships, groupNames } = await readGroups(memorySource("groups.csv", file), false);

        assert.deepEqual([memberships.length, groupNames], [3, ["staff", "buyers"]]);
    });
});
