import assert from "node:assert/strict";
import { once } from "node:events";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, ConstructRequest, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import execa from "execa";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { jobLimits } from "../../../provider/src/split/part";
import { putObjects } from "../../support/aws/putObjects";
import { withEmulator } from "../../support/aws/withEmulator";
import { until } from "../../support/process/until";
import {
    defaultProviderUrn,
    jobType,
    methodsOf,
    type PluginMethods,
    type Sent,
    secret,
} from "../../support/pulumi/pluginMethods";
import {
    type Registers,
    type ResourceMonitor,
    RunHasEnded,
    startResourceMonitor,
} from "../../support/pulumi/resourceMonitor";

const program = path.resolve(__dirname, "../../../plugin/bin/main.js");
const importType = "cognito-user-import:index:UserImport";
const given = { userPoolId: "us-east-1_AbCdEfGhI", cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/any" };
const succeeded = {
    status: "Succeeded",
    importedUsers: 2,
    skippedUsers: 0,
    failedUsers: 0,
    omittedUsers: 0,
    totalUsers: 2,
    failures: [],
};

interface Context {
    readonly plugin: PluginMethods;
    readonly monitor: ResourceMonitor;
    /** Whether the plugin's process has ended. */
    isGone(): boolean;
    construct(name: string, inputs: Sent, isPreview?: boolean): Promise<Sent>;
}

/** The plugin's process and an engine, whose default provider it is. */
async function withPlugin(
    registers: Registers,
    test: (context: Context) => Promise<void>,
    settings: Sent = { region: "us-east-1" },
): Promise<void> {
    const monitor = await startResourceMonitor(registers);
    const child = execa(process.execPath, [program, monitor.address], { reject: false });
    try {
        const [printed] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
        const plugin = methodsOf(
            new ResourceProviderClient(`127.0.0.1:${String(printed).trim()}`, credentials.createInsecure()),
        );
        const configuration = new ConfigureRequest();
        configuration.setArgs(Struct.fromJavaScript(settings as never));
        configuration.setUrn(defaultProviderUrn);
        configuration.setId("provider-id");
        await plugin.call("configure", configuration);
        const construct: Context["construct"] = async (name, inputs, isPreview = false) => {
            const request = new ConstructRequest();
            request.setProject("people");
            request.setStack("dev");
            request.setMonitorendpoint(monitor.address);
            request.setType(importType);
            request.setName(name);
            request.setDryrun(isPreview);
            request.setInputs(Struct.fromJavaScript(inputs as never));
            const response = await plugin.call<ConstructResponse>("construct", request);
            return (response.getState()?.toJavaScript() ?? {}) as Sent;
        };
        await test({ plugin, monitor, construct, isGone: () => child.exitCode !== null });
    } finally {
        child.kill("SIGKILL");
        await child;
        monitor.close();
    }
}

async function withCsv(test: (file: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "construct-"));
    try {
        const file = path.join(folder, "users.csv");
        await writeFile(file, "cognito:username,email\nada,ada@example.com\n");
        await test(file);
    } finally {
        await rm(folder, { recursive: true });
    }
}

describe("Construct through the protocol", () => {
    it("goes on with a component where another one of the run has failed, and with the plugin's process", async () => {
        let goOn: () => void = () => undefined;
        const held = new Promise<void>((resolve) => {
            goOn = resolve;
        });
        const registers: Registers = async (request) => {
            if (request.getName() === "bad-1") throw new Error("refused");
            if (request.getName() === "good-1") await held;
            return request.getType() === jobType ? succeeded : {};
        };
        await withCsv(async (source) => {
            await withPlugin(registers, async ({ construct, monitor, isGone, plugin }) => {
                const good = construct("good", { ...given, source });
                await until(
                    () => monitor.registered.has(`urn:pulumi:dev::people::${jobType}::good-1`),
                    () => "the job of good",
                );

                await assert.rejects(construct("bad", { ...given, source }), /refused/);
                goOn();

                assert.deepEqual(await good, succeeded);
                assert.equal(isGone(), false);
                assert.match(await plugin.version(), /^\d/);
            });
        });
    });

    it("makes children of the provider that was asked, with their secrets, below the component", async () => {
        const registers: Registers = async (request) => (request.getType() === jobType ? succeeded : {});
        await withPlugin(registers, async ({ construct, monitor }) => {
            await construct("users", { ...given, users: secret([{ username: "ada", email: "ada@example.com" }]) });

            const job = monitor.registered.get(`urn:pulumi:dev::people::${jobType}::users-1`);
            assert.equal(job?.getProvider(), `${defaultProviderUrn}::provider-id`);
            assert.equal(job?.getParent(), `urn:pulumi:dev::people::${importType}::users`);
            const { users, ...others } = (job?.getObject()?.toJavaScript() ?? {}) as Sent;
            assert.match(JSON.stringify(users), new RegExp(JSON.stringify(secret("")).slice(2, 70)));
            assert.doesNotMatch(JSON.stringify([users, others]), /ada/);
            assert.deepEqual(others, given);
        });
    });

    it("finds a file where an inline program has said that its paths start", async () => {
        const registers: Registers = async (request) => (request.getType() === jobType ? succeeded : {});
        await withCsv(async (file) => {
            await withPlugin(registers, async ({ construct, monitor }) => {
                const folder = path.dirname(file);
                await construct("users", { ...given, source: "users.csv", sourceFolder: folder });

                const job = monitor.registered.get(`urn:pulumi:dev::people::${jobType}::users-1`);
                const { source, sourceFolder } = (job?.getObject()?.toJavaScript() ?? {}) as Sent;
                assert.deepEqual([source, sourceFolder], ["part://1;last/users.csv", folder]);
            });
        });
    });

    it("splits an object in S3, which it reads with the settings of the provider", async () => {
        const registers: Registers = async (request) => (request.getType() === jobType ? succeeded : {});
        await withCsv(async (file) => {
            const rows = Array.from({ length: jobLimits.maxRows }, (_, at) => `user${at},user${at}@example.com\n`);
            await appendFile(file, rows.join(""));
            await withEmulator({}, async (emulator) => {
                await putObjects(emulator.url, { "users.csv": file });
                const endpoints = [{ s3: emulator.url }];
                const keys = { accessKey: "nobody", secretKey: secret("nobody") };
                await withPlugin(
                    registers,
                    async ({ construct, monitor }) => {
                        await construct("users", { ...given, source: "s3://people/users.csv" });

                        const [first, second] = [1, 2].map((part) =>
                            monitor.registered.get(`urn:pulumi:dev::people::${jobType}::users-${part}`),
                        );
                        const sources = [first, second].map((job) => job?.getObject()?.toJavaScript().source);
                        const parts = ["part://1/s3://people/users.csv", "part://2;last/s3://people/users.csv"];
                        assert.deepEqual(sources, parts);
                        assert.deepEqual(second?.getDependenciesList(), [
                            `urn:pulumi:dev::people::${jobType}::users-1`,
                        ]);
                    },
                    { region: "us-east-1", s3UsePathStyle: true, endpoints, ...keys },
                );
            });
        });
    });

    it("knows neither jobs nor outputs in a preview that does not know the source", async () => {
        await withPlugin(
            async () => ({}),
            async ({ construct, monitor }) => {
                const outputs = await construct("users", { ...given, source: unknownValue }, true);

                assert.deepEqual([...monitor.registered.keys()], [`urn:pulumi:dev::people::${importType}::users`]);
                assert.deepEqual(
                    outputs,
                    Object.fromEntries(Object.keys(succeeded).map((name) => [name, unknownValue])),
                );
            },
        );
    });

    it("ends with the run, in words, also where the engine answers no child any more", async () => {
        const registers: Registers = async (request) => {
            if (request.getType() === jobType) throw new RunHasEnded("the run has ended");
            return {};
        };
        await withCsv(async (source) => {
            await withPlugin(registers, async ({ construct, monitor, plugin }) => {
                const ended = assert.rejects(
                    construct("users", { ...given, source }),
                    /The run ended before all of its/,
                );
                await until(
                    () => monitor.registered.size === 2,
                    () => "the job",
                );

                await plugin.cancel();

                await ended;
            });
        });
    });
});
