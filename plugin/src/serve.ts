import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineAddressIn, joinEngine } from "pulumi-cognito-user-import/bin/native";
import { createService } from "./service";

/** What the engine sends in one message, at most, in bytes: as the SDK's own servers have it. */
const maxMessageBytes = 400 * 1024 * 1024;

/** How long operations have to keep what they know once the engine is gone, in milliseconds: nobody takes an answer then. */
const lastMilliseconds = 2_000;

/** The plugin's process: serves the protocol on a free port of this machine, which it prints, until the engine ends it. */
function serve(): void {
    const server = new Server({ "grpc.max_receive_message_length": maxMessageBytes });
    const end = (): void => {
        // Whatever still holds on ends with the process.
        setTimeout(() => process.exit(0), lastMilliseconds).unref();
        server.forceShutdown();
    };
    const engineAddress = engineAddressIn(process.argv.slice(2));
    const service = createService({
        // A process that no engine has started (PULUMI_DEBUG_PROVIDERS) is there for the next run too.
        join: (address) => joinEngine(address, engineAddress === undefined ? undefined : end),
        engineAddress,
    });
    server.addService(ResourceProviderService as never, service);
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) {
            process.stderr.write(`The plugin cognito-user-import cannot listen on 127.0.0.1: ${error.message}\n`);
            process.exit(1);
        }
        process.stdout.write(`${port}\n`);
    });
}

serve();
