import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { type EngineProcess, withEngineProcess } from "./engineProcess";

/** The engine's protocol, of the installed SDK. */
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { Status } = require("@pulumi/pulumi/proto/status_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

type Properties = Readonly<Record<string, unknown>>;

/** What an engine keeps of a resource whose create or update failed although it exists. */
export interface InitializationFailure {
    readonly message: string;
    readonly id: string;
    readonly properties: Properties;
    readonly reasons: readonly string[];
}

/** A plugin process of the SDK's, as the engine talks to it. */
export interface DynamicPlugin {
    check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: Properties[] }>;
    /** Rejects with gRPC's ServiceError. */
    create(properties: Properties): Promise<{ id: string; properties: Properties }>;
    read(id: string, properties: Properties): Promise<{ id: string; properties: Properties }>;
    /** What the plugin takes for its engine. */
    readonly engine: EngineProcess;
}

/** Runs the SDK's dynamic provider in a program's folder, as an engine with this stack config would. */
export async function withDynamicPlugin<T>(
    folder: string,
    config: Readonly<Record<string, string>>,
    use: (plugin: DynamicPlugin) => Promise<T>,
): Promise<T> {
    return await withEngineProcess(async (engine) => {
        const main = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
        const child = spawn(process.execPath, [main, engine.address], {
            cwd: folder,
            stdio: ["ignore", "pipe", "ignore"],
        });
        const ended = once(child, "exit");
        const client = new ResourceProviderClient(`127.0.0.1:${await portOf(child)}`, credentials.createInsecure());
        const call = caller(client);
        try {
            await call("configure", message("ConfigureRequest", { Args: config }));
            return await use({ ...pluginOf(call), engine });
        } finally {
            client.close();
            child.kill();
            await ended;
        }
    });
}

async function portOf(child: ChildProcess): Promise<number> {
    let printed = "";
    for await (const chunk of child.stdout ?? []) {
        printed += chunk;
        if (printed.includes("\n")) {
            return Number.parseInt(printed, 10);
        }
    }
    throw new Error("the plugin process ended without a port");
}

type Call = (method: string, request: unknown) => Promise<Message>;

interface Message {
    getId(): string;
    getInputs(): { toJavaScript(): Properties };
    getProperties(): { toJavaScript(): Properties };
    getFailuresList(): { toObject(): Properties }[];
}

function caller(client: Record<string, (...args: unknown[]) => void>): Call {
    return async (method, request) =>
        await new Promise((resolve, reject) => {
            // Without a deadline an answer that never comes would be a test that never ends.
            const options = { deadline: Date.now() + 600_000 };
            client[method]?.(request, options, (error: ServiceError | null, answer: Message) =>
                error === null ? resolve(answer) : reject(error),
            );
        });
}

function pluginOf(call: Call): Omit<DynamicPlugin, "engine"> {
    return {
        check: async (olds, news) => {
            const answer = await call("check", message("CheckRequest", { Olds: olds, News: news }));
            const failures = answer.getFailuresList().map((failure) => failure.toObject());
            return { inputs: answer.getInputs().toJavaScript(), failures };
        },
        create: async (properties) => {
            const answer = await call("create", message("CreateRequest", { Properties: properties }));
            return { id: answer.getId(), properties: answer.getProperties().toJavaScript() };
        },
        read: async (id, properties) => {
            const answer = await call("read", message("ReadRequest", { Id: id, Properties: properties }));
            return { id: answer.getId(), properties: answer.getProperties().toJavaScript() };
        },
    };
}

function message(type: string, fields: Readonly<Record<string, string | Properties>>): unknown {
    const request = new messages[type]();
    for (const [name, value] of Object.entries(fields)) {
        request[`set${name}`](typeof value === "string" ? value : Struct.fromJavaScript(value));
    }
    return request;
}

/** What an engine reads out of the error of a create or update; `undefined`: nothing to keep. */
export function initializationFailureOf(error: ServiceError): InitializationFailure | undefined {
    const [details] = error.metadata.get("grpc-status-details-bin");
    if (details === undefined) {
        return undefined;
    }
    const status = Status.deserializeBinary(details);
    const { ErrorResourceInitFailed } = messages;
    const failure = status
        .getDetailsList()[0]
        .unpack(ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
    return {
        message: status.getMessage(),
        id: failure.getId(),
        properties: failure.getProperties().toJavaScript(),
        reasons: failure.getReasonsList(),
    };
}
