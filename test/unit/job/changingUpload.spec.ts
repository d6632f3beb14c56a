import assert from "node:assert/strict";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { readAwsSettings } from "../../../provider/src/aws/settings/config";
import { systemClock } from "../../../provider/src/clock";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { create } from "../../../provider/src/lifecycle/create";
import { readPoolRules } from "../../../provider/src/lifecycle/poolRules";
import { update } from "../../../provider/src/lifecycle/update";
import { validationKey } from "../../../provider/src/resource/inspectSource";
import { withEmulator } from "../../support/aws/withEmulator";
import { countsOf, createPool, csvFor, describeJob, person, roleArn } from "../../support/emulator/importFixtures";
import { checkedInputs, digestOf, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf } from "../../support/lifecycle/uploadFixture";
import { changingSources, interrupted } from "../../support/sources/changingSource";

const users = Array.from({ length: 400 }, (_, index) => person(`user${index}`, { address: "Nowhere ".repeat(250) }));

/** Over HTTP to the emulator's S3, which keeps no body that is shorter than its Content-Length. */
describe("an upload of a file that changes meanwhile", () => {
    for (const [what, cut] of [
        ["truncated", (csv: string) => csv.slice(0, csv.length / 2)],
        ["appended to", (csv: string) => `${csv}more`],
        ["rewritten at the same length", (csv: string) => csv.replaceAll("Nowhere", "Nowhare")],
    ] as const) {
        it(`starts nothing of one that is ${what}, and imports everybody once by the same job later`, async () => {
            const file = await changingSources["a file"]();
            await withEmulator({ rowsPerSecond: 100_000 }, async ({ url, calls }, { cognito }) => {
                const userPoolId = await createPool(cognito);
                const csv = await csvFor(cognito, userPoolId, users);
                await file.write(csv);
                const changes = [cut(csv)];
                const config: Record<string, string> = {
                    "aws:endpoints": JSON.stringify([{ cognitoidp: url, logs: url }]),
                    "aws:accessKey": "emulator",
                    "aws:secretKey": "emulator",
                };
                const settings = readAwsSettings((key) => config[key]);
                const fixture = lifecycleFixture({
                    clock: systemClock,
                    connect: () => createSdkImportApi(clientSettings(settings, userPoolId)),
                    openSource: async () =>
                        interrupted(await file.open(), "begun", async () => {
                            const changed = changes.pop();
                            if (changed !== undefined) {
                                await file.write(changed);
                            }
                        }),
                });
                const inputs = checkedInputs({
                    userPoolId,
                    cloudWatchLogsRoleArn: roleArn,
                    sourceDigest: digestOf(csv),
                    totalUsers: users.length,
                });
                const rules = await readPoolRules(fixture.deps.connect(userPoolId), inputs, assert.fail);
                fixture.deps.memory.validContent.add(validationKey(inputs, rules));

                const { id, properties, cause } = await initializationErrorOf(fixture, create(fixture.deps, inputs));

                const job = { UserPoolId: userPoolId, JobId: properties.jobId };
                assert.equal((cause as { code?: string }).code, "source-changed");
                assert.equal((await describeJob(cognito, job)).Status, "Created");
                const operations = (): (string | undefined)[] => calls.map(({ operation }) => operation);
                assert.ok(!operations().includes("StartUserImportJob"));

                await file.write(csv);
                await update(fixture.deps, id, properties, inputs);
                assert.deepEqual(countsOf(await describeJob(cognito, job)), [users.length, 0, 0]);
                assert.equal(operations().filter((name) => name === "CreateUserImportJob").length, 1);
            }).finally(file.close);
        });
    }
});
