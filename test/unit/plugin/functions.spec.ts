import assert from "node:assert/strict";
import { InvokeRequest, type InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { createJob } from "../../support/emulator/importFixtures";
import { type PluginService, withPluginService } from "../../support/pulumi/pluginService";

/** What a look-up answers, or the reasons against its arguments. */
async function invoke(
    { call }: Pick<PluginService, "call">,
    name: string,
    args: Parameters<typeof Struct.fromJavaScript>[0],
): Promise<{ result: Record<string, unknown>; failures: [property: string, reason: string][] }> {
    const request = new InvokeRequest();
    request.setTok(`cognito-user-import:index:${name}`);
    request.setArgs(Struct.fromJavaScript(args));
    const response = await call<InvokeResponse>("invoke", request);
    return {
        result: response.getReturn()?.toJavaScript() ?? {},
        failures: response.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()]),
    };
}

describe("the plugin's functions", () => {
    it("look up a pool's jobs, one of them, and its columns, with the settings of the provider", async () => {
        await withPluginService({}, async (service) => {
            const { clients, poolId: userPoolId } = service;
            const { JobId: jobId } = await createJob(clients.cognito, userPoolId, "older");
            await createJob(clients.cognito, userPoolId, "newer");

            const { result } = await invoke(service, "getUserImportJobs", { userPoolId, status: "Created" });
            const newest = await invoke(service, "getUserImportJobs", { userPoolId, limit: 1 });
            const one = await invoke(service, "getUserImportJob", { userPoolId, jobId });
            const header = await invoke(service, "getCsvHeader", { userPoolId });

            const jobs = result.jobs as { jobName: string }[];
            assert.deepEqual(
                jobs.map(({ jobName }) => jobName),
                ["newer", "older"],
            );
            assert.deepEqual(newest.result.jobs, jobs.slice(0, 1));
            assert.deepEqual(one.result, jobs[1]);
            // What is not set is not there, and an upload address is nobody's.
            const names = [
                "completionDate",
                "completionMessage",
                "passwordHashingAlgorithm",
                "preSignedUrl",
                "startDate",
            ];
            assert.deepEqual(
                names.filter((name) => name in one.result),
                [],
            );
            assert.equal((header.result.columns as string[]).join(","), header.result.header);
        });
    });

    it("take the argument aws, which comes before the settings of the provider", async () => {
        await withPluginService({}, async (service) => {
            const { poolId: userPoolId, emulator } = service;
            const aws = { endpoints: { cognitoidp: emulator.url }, accessKey: "AKIDOTHER", secretKey: "other" };
            await service.configure({});

            const { result } = await invoke(service, "getUserImportJobs", { userPoolId, aws });

            assert.deepEqual(result, { jobs: [] });
        });
    });

    it("say all that is wrong with the arguments at once, and no value", async () => {
        await withPluginService({}, async (service) => {
            const wrong = { userpoolid: "canary", status: "canary", limit: 1.5, aws: { regio: "canary" } };

            const { failures } = await invoke(service, "getUserImportJobs", wrong);
            const kinds = await invoke(service, "getUserImportJob", { userPoolId: 7, jobId: null, aws: "canary" });

            const statuses = "Created, Expired, Failed, InProgress, Pending, Stopped, Stopping, Succeeded";
            assert.deepEqual(Object.fromEntries(failures), {
                userPoolId: "it is required",
                userpoolid: "it is unknown; userPoolId may be meant",
                status: `it must be one of ${statuses}`,
                limit: "it must be a whole number",
                "aws.regio": "it is unknown; region may be meant",
            });
            assert.deepEqual(Object.fromEntries(kinds.failures), {
                jobId: "it is required",
                userPoolId: "it must be a text",
                aws: "it must be an object",
            });
        });
    });

    it("find nothing out in a preview that does not know their arguments", async () => {
        await withPluginService({}, async (service) => {
            const { result, failures } = await invoke(service, "getUserImportJobs", {
                userPoolId: unknownValue,
                limit: unknownValue,
            });

            assert.deepEqual([result, failures], [{}, []]);
            assert.deepEqual(
                service.emulator.calls.filter(({ operation }) => operation.startsWith("List")),
                [],
            );
        });
    });

    it("name the key of the plugin's own config where that is wrong, and what AWS refuses", async () => {
        await withPluginService({}, async (service) => {
            const { poolId: userPoolId } = service;

            await assert.rejects(
                invoke(service, "getUserImportJob", { userPoolId, jobId: "import-missing" }),
                /DescribeUserImportJob of import job import-missing .*Check the id/s,
            );
            await assert.rejects(invoke(service, "getUserImportJbos", {}), /has no function .*getUserImportJbos/);
            await service.configure({ maxRetries: "many" });
            await assert.rejects(
                invoke(service, "getCsvHeader", { userPoolId }),
                /Pulumi config cognito-user-import:maxRetries cannot be used/,
            );
        });
    });
});
