import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { InitializationError, type JoinedEngine } from "pulumi-cognito-user-import/bin/native";
import { type Configuration, configure } from "./configuration";
import { answerError } from "./protocol/answerError";
import { diffResponse } from "./protocol/diffResponse";
import { fromStruct, toStruct, withSecretsOf } from "./protocol/values";
import type { Resource } from "./resources/resource";
import { resourcesOf } from "./resources/resources";
import { readSchema, version } from "./schema";

/** What the service works with. */
export interface ServiceOptions {
    /** Joins the engine at an address, `host:port`. */
    readonly join: (engineAddress: string | undefined) => JoinedEngine;
    /** Where the engine is; `undefined`: it says so with Attach. */
    readonly engineAddress: string | undefined;
}

/** `pulumirpc.ResourceProvider`: what the engine asks of the plugin, handed to `resources/` and `functions.ts`. */
export function createService({ join, engineAddress }: ServiceOptions): UntypedServiceImplementation {
    let engine = join(engineAddress);
    let configuration: Configuration = configure(engine, {});
    const resourceOf = (urn: string): Resource => {
        const type = typeIn(urn);
        const resource = resourcesOf(configuration.of, engine)[type];
        if (resource === undefined) {
            throw new Error(`The plugin cognito-user-import ${version} has no resource ${type}.`);
        }
        return resource;
    };
    return {
        attach: unary(async (request: { getAddress(): string }) => {
            engine = join(request.getAddress());
            configuration = configure(engine, {});
            return new Empty();
        }),
        cancel: unary(async () => {
            engine.cancel();
            return new Empty();
        }),
        getPluginInfo: unary(async () => {
            const info = new PluginInfo();
            info.setVersion(version);
            return info;
        }),
        getSchema: unary(async () => {
            const response = new protocol.GetSchemaResponse();
            response.setSchema(readSchema());
            return response;
        }),
        configure: unary(async (request: protocol.ConfigureRequest) => {
            configuration = configure(engine, fromStruct(request.getArgs()));
            const response = new protocol.ConfigureResponse();
            response.setSupportspreview(true);
            // The engine gives no components to a plugin that takes no secrets.
            response.setAcceptsecrets(true);
            response.setAcceptoutputs(true);
            return response;
        }),
        check: unary(async (request: protocol.CheckRequest) => {
            const urn = request.getUrn();
            const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
            const { inputs, failures } = await resourceOf(urn).check({ urn, olds, news });
            const response = new protocol.CheckResponse();
            response.setInputs(toStruct(withSecretsOf(request.getNews(), inputs)));
            response.setFailuresList(failures.map(checkFailure));
            return response;
        }),
        diff: unary(async (request: protocol.DiffRequest) => {
            const urn = request.getUrn();
            const difference = await resourceOf(urn).diff({
                urn,
                id: request.getId(),
                olds: fromStruct(request.getOlds()),
                oldInputs: fromStruct(request.getOldInputs()),
                news: fromStruct(request.getNews()),
                ignoreChanges: request.getIgnorechangesList(),
            });
            return diffResponse(difference);
        }),
        create: unary(async (request: protocol.CreateRequest) => {
            const urn = request.getUrn();
            const given = request.getProperties();
            const creation = resourceOf(urn).create({
                urn,
                news: fromStruct(given),
                isPreview: request.getPreview(),
                timeoutSeconds: request.getTimeout(),
            });
            const { id, outputs } = await keepingSecrets(given, creation);
            const response = new protocol.CreateResponse();
            response.setId(id);
            response.setProperties(toStruct(outputs));
            return response;
        }),
        read: unary(async (request: protocol.ReadRequest) => {
            const urn = request.getUrn();
            const { id, outputs, inputs } = await resourceOf(urn).read({
                urn,
                id: request.getId(),
                olds: fromStruct(request.getProperties()),
                oldInputs: fromStruct(request.getInputs()),
            });
            const response = new protocol.ReadResponse();
            response.setId(id);
            response.setProperties(toStruct(withSecretsOf(request.getProperties(), outputs)));
            response.setInputs(
                inputs === undefined ? request.getInputs() : toStruct(withSecretsOf(request.getInputs(), inputs)),
            );
            return response;
        }),
        update: unary(async (request: protocol.UpdateRequest) => {
            const urn = request.getUrn();
            const given = request.getNews();
            const update = resourceOf(urn).update({
                urn,
                id: request.getId(),
                olds: fromStruct(request.getOlds()),
                oldInputs: fromStruct(request.getOldInputs()),
                news: fromStruct(given),
                ignoreChanges: request.getIgnorechangesList(),
                isPreview: request.getPreview(),
                timeoutSeconds: request.getTimeout(),
            });
            const { outputs } = await keepingSecrets(given, update);
            const response = new protocol.UpdateResponse();
            response.setProperties(toStruct(outputs));
            return response;
        }),
        delete: unary(async (request: protocol.DeleteRequest) => {
            const urn = request.getUrn();
            await resourceOf(urn).delete({
                urn,
                id: request.getId(),
                olds: fromStruct(request.getProperties()),
                timeoutSeconds: request.getTimeout(),
            });
            return new Empty();
        }),
    };
}

/** A method of the protocol: what it throws is the engine's to show. */
function unary<Request, Response>(answer: (request: Request) => Promise<Response>): handleUnaryCall<Request, Response> {
    return (call, callback) => {
        answer(call.request).then(
            (response) => callback(null, response),
            (error: unknown) => callback(answerError(error)),
        );
    };
}

/** What an operation puts out, also where it fails and keeps the resource, with secrets under the names that had one. */
async function keepingSecrets<Made extends { readonly outputs: object }>(
    given: Struct | undefined,
    operation: Promise<Made>,
): Promise<Made> {
    try {
        const made = await operation;
        return { ...made, outputs: withSecretsOf(given, made.outputs) };
    } catch (error) {
        throw error instanceof InitializationError
            ? error.with(withSecretsOf(given, error.properties) as typeof error.properties)
            : error;
    }
}

function checkFailure({ property, reason }: { property: string; reason: string }): protocol.CheckFailure {
    const failure = new protocol.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
}

/** The type of a resource: the last of the types in its URN, which stand for its parents. */
function typeIn(urn: string): string {
    const types = urn.split("::")[2] ?? "";
    return types.split("$").at(-1) ?? "";
}
