import assert from "node:assert/strict";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const deploy = "arn:aws:iam::123456789012:role/Deploy";
const importer = "arn:aws:iam::123456789012:role/Import";

describe("the aws: config through the real engine", () => {
    before(needsEngine);

    it("is read as a stack's file holds it, and refused with all that is wrong before anything is asked of AWS", async () => {
        await withImportStack({}, async ({ stack, emulator, writeRows }) => {
            await writeRows(people(3));
            const callers = (): unknown[] => emulator.calls.map(({ callerArn }) => callerArn);
            await stack.setConfig({
                "aws:endpoints": [{ cognitoidp: emulator.url, logs: emulator.url, sts: emulator.url }],
                "aws:assumeRoles": [
                    {
                        roleArn: deploy,
                        sessionName: "ci",
                        duration: "30m",
                        tags: { team: "a" },
                        transitiveTagKeys: ["team"],
                    },
                    { roleArn: importer, externalId: 4711 },
                ],
                "aws:maxRetries": 0,
                "aws:useFipsEndpoint": false,
            });
            await stack.preview();

            assert.equal(callers().at(-1), "arn:aws:sts::123456789012:assumed-role/Import/pulumi-cognito-user-import");
            assert.deepEqual(
                emulator.assumedRoles.map((role) => [role.roleArn, role.durationSeconds, role.tags, role.externalId]),
                [
                    [deploy, 1800, { team: "a" }, undefined],
                    [importer, 3600, { team: "a" }, "4711"],
                ],
            );

            const before = callers().length;
            await stack.setConfig({
                "aws:assumeRoles": [{ rolArn: importer }],
                "aws:allowedAccountIds": [22_222_222_222],
                "aws:insecure": "made-up-value",
            });
            const { stdout } = await stack.preview({ expectFailure: true });

            for (const said of [
                "Pulumi config aws:assumeRoles[0] cannot be used: a role needs a roleArn.",
                "Pulumi config aws:assumeRoles[0].rolArn is unknown and does nothing here. Did you mean roleArn?",
                "Pulumi config aws:allowedAccountIds[0] cannot be used: it is not the id of an account: 12 digits, in quotes.",
                "Pulumi config aws:insecure cannot be used: it must be true or false.",
            ]) {
                assert.ok(stdout.includes(said), stdout);
            }
            assert.doesNotMatch(stdout, /made-up-value|22222222222/);
            assert.equal(callers().length, before);
        });
    });
});
