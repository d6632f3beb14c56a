import assert from "node:assert/strict";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { UserImportGroups } from "pulumi-cognito-user-import";
import { runMocked } from "../support/pulumi/pulumiMocks";

const requireFromString = require("require-from-string") as (text: string) => { handler(): ResourceProvider };

/** What states hold. A released text stays in use, so that a change of it is a decision: see docs/decisions/0006. */
const textOf = (name: string): string =>
    "exports.handler = () => require(require.resolve(" +
    '"pulumi-cognito-user-import/bin/runtime", { paths: [process.cwd(), require.main?.path ?? "."] }' +
    `)).${name};`;

const resources = [
    { type: "UserImportGroupsRecord", text: textOf("groupRecordProvider"), deletes: true },
    { type: "UserImportGroupMembers", text: textOf("groupMembersProvider"), deletes: false },
];

describe("the texts of a UserImportGroups", () => {
    it("are those that they were, and what a program registers", async () => {
        const args = { userPoolId: "us-east-1_AbCdEfGhI", groups: { staff: ["ada"] } };

        const run = await runMocked({}, () => new UserImportGroups("people", args).urn);

        const made = run.resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
        assert.deepEqual(
            made.map(({ type, inputs }) => [type, inputs.__provider]),
            resources.map(({ type, text }) => [`pulumi-nodejs:dynamic/cognito-user-import:${type}`, text]),
        );
    });

    for (const { type, text, deletes } of resources) {
        it(`run the installed package's code: ${type}`, async () => {
            const provider = requireFromString(text).handler();

            const methods = ["configure", "check", "diff", "create", "read", "update", ...(deletes ? ["delete"] : [])];
            assert.deepEqual(Object.keys(provider), methods);
            const given = { userPoolId: "pool", groups: "groups.csv", maxMissingUsers: -1 };
            const { failures = [] } = (await provider.check?.({}, given)) ?? {};
            assert.equal(failures.length > 0, true);
        });
    }
});
