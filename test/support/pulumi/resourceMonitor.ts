import { Server, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
    type RegisterResourceRequest,
    RegisterResourceResponse,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** The engine's answer to a resource: its outputs. */
export type Registers = (request: RegisterResourceRequest) => Promise<Readonly<Record<string, unknown>>>;

/** What is thrown in the place of outputs where the engine ends the run. */
export class RunHasEnded extends Error {}

/** The part of an engine that a component talks to, on this machine. */
export interface ResourceMonitor {
    /** `host:port`, for both services. */
    readonly address: string;
    /** Resources in the order in which they came, by URN. */
    readonly registered: ReadonlyMap<string, RegisterResourceRequest>;
    close(): void;
}

/** Starts one that gives a resource the URN of its type and name. */
export async function startResourceMonitor(registers: Registers): Promise<ResourceMonitor> {
    const registered = new Map<string, RegisterResourceRequest>();
    const server = new Server();
    server.addService(ResourceMonitorService as never, {
        supportsFeature: (_call: unknown, answer: Answer<SupportsFeatureResponse>) => {
            const response = new SupportsFeatureResponse();
            response.setHassupport(true);
            answer(null, response);
        },
        registerResource: ({ request }: Call<RegisterResourceRequest>, answer: Answer<RegisterResourceResponse>) => {
            const urn = `urn:pulumi:dev::people::${request.getType()}::${request.getName()}`;
            registered.set(urn, request);
            registers(request).then(
                (outputs) => {
                    const response = new RegisterResourceResponse();
                    response.setUrn(urn);
                    response.setId(request.getCustom() ? "id" : "");
                    response.setObject(
                        Struct.fromJavaScript({ ...request.getObject()?.toJavaScript(), ...outputs } as never),
                    );
                    answer(null, response);
                },
                (error: Error) => {
                    const code = error instanceof RunHasEnded ? status.UNAVAILABLE : status.UNKNOWN;
                    answer({ code, details: error.message });
                },
            );
        },
        registerResourceOutputs: (_call: unknown, answer: Answer<Empty>) => answer(null, new Empty()),
    });
    server.addService(EngineService as never, {
        log: (_call: unknown, answer: Answer<Empty>) => answer(null, new Empty()),
    });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    return { address: `127.0.0.1:${port}`, registered, close: () => server.forceShutdown() };
}

interface Call<Request> {
    readonly request: Request;
}

type Answer<Response> = (error: Partial<ServiceError> | null, response?: Response) => void;
