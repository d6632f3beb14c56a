import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JoinedEngine, UserImportError } from "pulumi-cognito-user-import/bin/native";
import { checkConfig, diffConfig } from "./checkConfig";
import { type Configuration, configure } from "./configuration";
import { construct, endConstructions } from "./construct/construct";
import { invoke } from "./functions";
import { checkResponse, invokeResponse } from "./protocol/checkResponse";
import { type Compared, diffResponse } from "./protocol/diffResponse";
import { keepingSecrets } from "./protocol/keepingSecrets";
import { unary } from "./protocol/unary";
import { fromStruct, plainOf, secretNamesIn, sentIn, toStruct, withSecretsOf } from "./protocol/values";
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
    let [engine, address] = [join(engineAddress), engineAddress];
    let provider: string | undefined;
    let configuration: Configuration = configure(engine, {});
    const resourceOf = (urn: string): Resource => {
        const type = typeIn(urn);
        const resource = resourcesOf(configuration.of, engine)[type];
        if (resource === undefined) {
            throw new UserImportError(
                "validation-failed",
                `The plugin cognito-user-import ${version} has no resource ${type}.`,
            );
        }
        return resource;
    };
    return {
        attach: unary(async (request: { getAddress(): string }) => {
            address = request.getAddress();
            engine = join(address);
            configuration = configure(engine, {});
            return new Empty();
        }),
        cancel: unary(async () => {
            endConstructions();
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
        checkConfig: unary(async (request: protocol.CheckRequest) =>
            checkResponse(checkConfig(engine, request.getUrn(), fromStruct(request.getNews()))),
        ),
        diffConfig: unary(async (request: protocol.DiffRequest) => {
            const compared = comparedIn(request);
            return diffResponse(diffConfig(compared.oldInputs, compared.news), compared);
        }),
        configure: unary(async (request: protocol.ConfigureRequest) => {
            const args = sentIn(request.getArgs());
            configuration = configure(engine, plainOf(args), secretNamesIn(args));
            const [urn, id] = [request.getUrn(), request.getId()];
            provider = urn === undefined || id === undefined ? undefined : `${urn}::${id}`;
            const response = new protocol.ConfigureResponse();
            response.setSupportspreview(true);
            // The engine gives no components to a plugin that takes no secrets.
            response.setAcceptsecrets(true);
            response.setAcceptoutputs(true);
            return response;
        }),
        invoke: unary(async (request: protocol.InvokeRequest) => {
            const args = fromStruct(request.getArgs());
            return invokeResponse(await invoke(configuration.read, request.getTok(), args));
        }),
        check: unary(async (request: protocol.CheckRequest) => {
            const urn = request.getUrn();
            const given = sentIn(request.getNews());
            const olds = fromStruct(request.getOlds());
            const { inputs, failures } = await resourceOf(urn).check({ urn, olds, news: plainOf(given) });
            return checkResponse({ inputs: withSecretsOf(given, inputs), failures });
        }),
        diff: unary(async (request: protocol.DiffRequest) => {
            const urn = request.getUrn();
            const compared = comparedIn(request);
            const difference = await resourceOf(urn).diff({
                urn,
                id: request.getId(),
                olds: fromStruct(request.getOlds()),
                news: compared.news,
                ignoreChanges: request.getIgnorechangesList(),
            });
            return diffResponse(difference, compared);
        }),
        create: unary(async (request: protocol.CreateRequest) => {
            const urn = request.getUrn();
            const given = sentIn(request.getProperties());
            const creation = resourceOf(urn).create({
                urn,
                news: plainOf(given),
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
            const given = sentIn(request.getProperties());
            const { id, outputs, inputs } = await resourceOf(urn).read({
                urn,
                id: request.getId(),
                olds: plainOf(given),
            });
            const response = new protocol.ReadResponse();
            if (id === "") {
                // Without properties the engine takes a resource for one that does not exist, also where it imports it.
                return response;
            }
            response.setId(id);
            response.setProperties(toStruct(withSecretsOf(given, outputs)));
            response.setInputs(
                inputs === undefined
                    ? request.getInputs()
                    : toStruct(withSecretsOf(sentIn(request.getInputs()), inputs)),
            );
            return response;
        }),
        update: unary(async (request: protocol.UpdateRequest) => {
            const urn = request.getUrn();
            const given = sentIn(request.getNews());
            const update = resourceOf(urn).update({
                urn,
                id: request.getId(),
                olds: fromStruct(request.getOlds()),
                news: plainOf(given),
                ignoreChanges: request.getIgnorechangesList(),
                isPreview: request.getPreview(),
                timeoutSeconds: request.getTimeout(),
            });
            const { outputs } = await keepingSecrets(given, update);
            const response = new protocol.UpdateResponse();
            response.setProperties(toStruct(outputs));
            return response;
        }),
        construct: unary(
            async (request: protocol.ConstructRequest) =>
                await construct(request, { engineAddress: address, provider, configuration }),
        ),
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

/** What is compared: the inputs in state, of which an older engine has only the outputs, and those of the program. */
function comparedIn(request: protocol.DiffRequest): Compared {
    return {
        oldInputs: fromStruct(request.getOldInputs() ?? request.getOlds()),
        news: fromStruct(request.getNews()),
    };
}

/** The type of a resource: the last of the types in its URN, which stand for its parents. */
function typeIn(urn: string): string {
    const types = urn.split("::")[2] ?? "";
    return types.split("$").at(-1) ?? "";
}
