import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { type JoinedEngine, joinEngine } from "pulumi-cognito-user-import/bin/native";
import type { Emulator, EmulatorOptions } from "../../../emulator/src";
import { createService } from "../../../plugin/src/service";
import { type EmulatorClients, withEmulator } from "../aws/withEmulator";
import { createPool, roleArn } from "../emulator/importFixtures";
import { methodsOf, type PluginMethods, type Sent, secret } from "./pluginMethods";
import { type RecordedProgress, recordedProgress } from "./recordedProgress";

/** The plugin's service behind a real connection, with an emulator that its config names. */
export interface PluginService extends PluginMethods {
    readonly emulator: Emulator;
    readonly clients: EmulatorClients;
    readonly poolId: string;
    /** Arguments of a job in the pool. */
    readonly args: Sent;
    /** What was said on any row. */
    readonly said: RecordedProgress;
    /** The addresses of the engines that it was told of. */
    readonly engines: readonly (string | undefined)[];
}

/** Runs a test against the plugin's service in this process, configured for an emulator with one pool. */
export async function withPluginService(
    options: EmulatorOptions,
    test: (service: PluginService) => Promise<void>,
): Promise<void> {
    await withEmulator(options, async (emulator, clients) => {
        const said = recordedProgress();
        const engines: (string | undefined)[] = [];
        const join = (address: string | undefined): JoinedEngine => {
            engines.push(address);
            return { ...joinEngine(undefined), progress: () => said };
        };
        const server = new Server();
        server.addService(ResourceProviderService as never, createService({ join, engineAddress: "engine:1" }));
        const port = await new Promise<number>((resolve, reject) => {
            server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
                error ? reject(error) : resolve(bound),
            );
        });
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
        try {
            const poolId = await createPool(clients.cognito);
            const service = { ...methodsOf(client), emulator, clients, poolId, said, engines, args: argsOf(poolId) };
            await service.configure({
                endpoints: [{ cognitoidp: emulator.url, logs: emulator.url, s3: emulator.url, sts: emulator.url }],
                region: emulator.region,
                accessKey: "AKIDEXAMPLE",
                secretKey: secret("secret-key"),
            });
            await test(service);
        } finally {
            client.close();
            server.forceShutdown();
        }
    });
}

function argsOf(userPoolId: string): Sent {
    return { userPoolId, cloudWatchLogsRoleArn: roleArn };
}
