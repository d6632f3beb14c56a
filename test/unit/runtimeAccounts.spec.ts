import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ConfigureRequest } from "@pulumi/pulumi/dynamic";
import { getCsvHeaderOutput, getUserImportJobs } from "../../provider/src";
import { toOutputs } from "../../provider/src/resource/outputs";
import type { CheckedInputs, UserImportJobOutputs } from "../../provider/src/resource/properties";
import { fakeImportApi, fakePoolId } from "../support/aws/fakeImportApi";
import { checkedInputs } from "../support/lifecycle/lifecycleFixture";
import { manualClock } from "../support/process/manualClock";
import { withServer } from "../support/web/withServer";

type Runtime = typeof import("../../provider/src/runtime")["provider"];

/** Runs a test with the runtime of a stack whose keys are CONFIG, and tells whose keys signed the calls of Cognito. */
async function withRuntime(
    answer: unknown,
    test: (runtime: Runtime, keys: string[], config: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
    const keys: string[] = [];
    await withServer(
        (request, response) => {
            keys.push(/Credential=(\w+)/.exec(request.headers.authorization ?? "")?.[1] ?? "");
            response.end(JSON.stringify(answer));
        },
        async (url) => {
            const config: Readonly<Record<string, string>> = {
                "aws:endpoints": JSON.stringify([{ cognitoidp: url, logs: url }]),
                "aws:accessKey": "CONFIG",
                "aws:secretKey": "any",
                "aws:token": "any",
                "aws:maxRetries": "0",
            };
            const path = require.resolve("../../provider/src/runtime");
            delete require.cache[path];
            const { provider } = require(path) as { provider: Runtime };
            await provider.configure({ config: { get: (key: string) => config[key] } } as ConfigureRequest);
            await test(provider, keys, config);
        },
    );
}

const aws = (accessKey: string): { accessKey: string; secretKey: string } => ({ accessKey, secretKey: "any" });

/** DescribeUserImportJob's answer about a job that has ended. */
const described = {
    UserImportJob: { JobId: "import-1", JobName: "seed-0123", UserPoolId: fakePoolId, Status: "Succeeded" },
};

describe("the runtime's accounts", () => {
    const id = `${fakePoolId}/import-1`;
    const job = fakeImportApi(manualClock()).addJob({ jobId: "import-1", jobName: "seed-0123", status: "Succeeded" });
    const state = (inputs: Partial<CheckedInputs>): UserImportJobOutputs => toOutputs(checkedInputs(inputs), job);

    it("are those of each resource: its argument's, the state's, or the config's", async () => {
        await withRuntime(described, async (runtime, keys) => {
            await runtime.read(id, state({ aws: aws("STATE") }));
            await runtime.read(id, state({}));
            await runtime.update(id, state({ aws: aws("STATE") }), checkedInputs({ aws: aws("NEW") }));
            await runtime.delete(id, state({ aws: aws("STATE") }));

            assert.deepEqual(keys, ["STATE", "CONFIG", "NEW", "STATE"]);
        });
    });

    it("follow new credentials in the deletion of a job that this run replaces", async () => {
        await withRuntime(described, async (runtime, keys) => {
            const news = checkedInputs({ aws: aws("NEW"), triggers: ["again"] });

            const { replaces } = await runtime.diff(id, state({ aws: aws("EXPIRED") }), news);
            await runtime.delete(id, state({ aws: aws("EXPIRED") }));

            assert.deepEqual(replaces, ["triggers"]);
            assert.deepEqual(keys, ["NEW"]);
        });
    });

    it("say what is wrong with an argument, and not its value, where there was no check", async () => {
        await withRuntime(described, async (runtime, keys) => {
            await assert.rejects(runtime.read(id, state({ aws: { secretKey: "the-canary" } })), (error: Error) => {
                assert.match(error.message, /^Argument aws\.secretKey cannot be used: /);
                assert.doesNotMatch(error.message, /the-canary/);
                return true;
            });
            assert.deepEqual(keys, []);
        });
    });

    it("are those of a look-up's argument too, whose secrets make none of the answer", async () => {
        const answer = { CSVHeader: ["cognito:username"], UserPoolId: fakePoolId, UserImportJobs: [] };
        await withRuntime(answer, async (_, keys, config) => {
            pulumi.runtime.setAllConfig({ ...config });
            try {
                await getUserImportJobs({ userPoolId: fakePoolId, aws: aws("LOOKUP") });
                await getUserImportJobs({ userPoolId: fakePoolId });
                const secret = { accessKey: pulumi.secret("SECRET"), secretKey: pulumi.secret("any") };
                const header = getCsvHeaderOutput({ userPoolId: pulumi.output(fakePoolId), aws: secret });
                const columns = await new Promise((resolve) => header.apply(({ columns: found }) => resolve(found)));

                assert.deepEqual(columns, ["cognito:username"]);
                assert.equal(await pulumi.isSecret(header), false);
                const ofSecret = getCsvHeaderOutput({ userPoolId: pulumi.secret(fakePoolId) });
                assert.equal(await pulumi.isSecret(ofSecret), true);
                assert.deepEqual(keys, ["LOOKUP", "CONFIG", "SECRET", "CONFIG"]);
            } finally {
                pulumi.runtime.setAllConfig({});
            }
        });
    });
});
