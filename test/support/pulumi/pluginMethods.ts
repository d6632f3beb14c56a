import type { ServiceError } from "@grpc/grpc-js";
import { PluginAttach, type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties as the engine sends them: secrets and assets in their envelopes. */
export type Sent = Readonly<Record<string, unknown>>;

export const jobType = "cognito-user-import:index:UserImportJob";
export const jobUrn = `urn:pulumi:dev::people::${jobType}::seed`;
export const defaultProviderUrn = "urn:pulumi:dev::people::pulumi:providers:cognito-user-import::default_0_1_0";

const signature = "4dabf18193072939515e22adb298388d";

/** A secret as the engine sends it, and takes it. */
export const secret = (value: unknown): object => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });

/** A StringAsset as the engine sends it. */
export const textAsset = (text: string): object => ({ [signature]: "c44067f5952c0a294b673a41bacd8c17", text });

/** A FileAsset as the engine sends it. */
export const fileAsset = (path: string): object => ({ [signature]: "c44067f5952c0a294b673a41bacd8c17", path });

/** An answer, with its properties as they stand in the message. */
interface Resource {
    readonly id: string;
    readonly properties: Sent;
}

/** What the engine may add to a request. */
interface Extra {
    readonly urn?: string;
    readonly preview?: boolean;
    readonly timeoutSeconds?: number;
    readonly ignoreChanges?: readonly string[];
    readonly oldInputs?: Sent;
}

/** What the engine asks of a plugin. */
export interface PluginMethods {
    /** Any method by its name. */
    call<Response>(method: string, request: unknown): Promise<Response>;
    configure(args: Sent): Promise<protocol.ConfigureResponse>;
    checkConfig(args: Sent, urn?: string): Promise<{ inputs: Sent; reasons: string[] }>;
    diffConfig(olds: Sent, news: Sent): Promise<protocol.DiffResponse>;
    check(
        news: Sent,
        olds?: Sent,
        extra?: Extra,
    ): Promise<{ inputs: Sent; failures: protocol.CheckFailure.AsObject[] }>;
    diff(id: string, olds: Sent, news: Sent, extra?: Extra): Promise<protocol.DiffResponse>;
    create(news: Sent, extra?: Extra): Promise<Resource>;
    update(id: string, olds: Sent, news: Sent, extra?: Extra): Promise<Sent>;
    read(id: string, olds?: Sent, inputs?: Sent, extra?: Extra): Promise<Resource & { inputs: Sent | undefined }>;
    delete(id: string, olds: Sent, extra?: Extra): Promise<void>;
    cancel(): Promise<void>;
    attach(address: string): Promise<void>;
    version(): Promise<string>;
}

/** What the engine keeps of a resource whose create or update has failed, and what it says. */
export function keptIn(error: ServiceError): Resource & { readonly message: string } {
    const [details] = error.metadata.get("grpc-status-details-bin");
    const [detail] = Status.deserializeBinary(Buffer.from(details ?? "")).getDetailsList();
    const kept = detail?.unpack(
        (bytes) => protocol.ErrorResourceInitFailed.deserializeBinary(bytes),
        "pulumirpc.ErrorResourceInitFailed",
    );
    return {
        id: kept?.getId() ?? "",
        properties: values(kept?.getProperties()),
        message: kept?.getReasonsList().join("\n") ?? "",
    };
}

/** The methods of a connected plugin. */
export function methodsOf(client: ResourceProviderClient): PluginMethods {
    const call = <Response>(method: string, request: unknown): Promise<Response> =>
        new Promise((resolve, reject) => {
            const methods = client as unknown as Record<
                string,
                (request: unknown, answer: (error: ServiceError | null, response: Response) => void) => void
            >;
            methods[method]?.call(client, request, (error, response) => (error ? reject(error) : resolve(response)));
        });
    return {
        call,
        configure: async (args) => {
            const request = new protocol.ConfigureRequest();
            request.setArgs(struct(args));
            request.setAcceptsecrets(true);
            return await call("configure", request);
        },
        checkConfig: async (args, urn = defaultProviderUrn) => {
            const request = fill(new protocol.CheckRequest(), { urn, news: args });
            const response = await call<protocol.CheckResponse>("checkConfig", request);
            const reasons = response.getFailuresList().map((failure) => failure.getReason());
            return { inputs: values(response.getInputs()), reasons };
        },
        diffConfig: async (olds, news) => {
            const request = new protocol.DiffRequest();
            request.setOldInputs(struct(olds));
            request.setNews(struct(news));
            return await call("diffConfig", request);
        },
        check: async (news, olds = {}, { urn = jobUrn } = {}) => {
            const request = fill(new protocol.CheckRequest(), { urn, news, olds });
            const response = await call<protocol.CheckResponse>("check", request);
            const failures = response.getFailuresList().map((failure) => failure.toObject());
            return { inputs: values(response.getInputs()), failures };
        },
        diff: async (id, olds, news, { urn = jobUrn, ignoreChanges = [], oldInputs = {} } = {}) => {
            const request = fill(new protocol.DiffRequest(), { urn, news, olds });
            request.setOldInputs(struct(oldInputs));
            request.setId(id);
            request.setIgnorechangesList([...ignoreChanges]);
            return await call("diff", request);
        },
        create: async (news, { urn = jobUrn, preview = false, timeoutSeconds = 0 } = {}) => {
            const request = new protocol.CreateRequest();
            request.setUrn(urn);
            request.setProperties(struct(news));
            request.setPreview(preview);
            request.setTimeout(timeoutSeconds);
            const response = await call<protocol.CreateResponse>("create", request);
            return { id: response.getId(), properties: values(response.getProperties()) };
        },
        update: async (
            id,
            olds,
            news,
            { urn = jobUrn, preview = false, timeoutSeconds = 0, ignoreChanges = [] } = {},
        ) => {
            const request = fill(new protocol.UpdateRequest(), { urn, news, olds });
            request.setId(id);
            request.setPreview(preview);
            request.setTimeout(timeoutSeconds);
            request.setIgnorechangesList([...ignoreChanges]);
            return values((await call<protocol.UpdateResponse>("update", request)).getProperties());
        },
        read: async (id, olds, inputs, { urn = jobUrn } = {}) => {
            const request = new protocol.ReadRequest();
            request.setUrn(urn);
            request.setId(id);
            request.setProperties(olds && struct(olds));
            request.setInputs(inputs && struct(inputs));
            const response = await call<protocol.ReadResponse>("read", request);
            const read = response.getInputs();
            return {
                id: response.getId(),
                properties: values(response.getProperties()),
                inputs: read && values(read),
            };
        },
        delete: async (id, olds, { urn = jobUrn, timeoutSeconds = 0 } = {}) => {
            const request = new protocol.DeleteRequest();
            request.setUrn(urn);
            request.setId(id);
            request.setProperties(struct(olds));
            request.setTimeout(timeoutSeconds);
            await call("delete", request);
        },
        cancel: async () => void (await call("cancel", new Empty())),
        attach: async (address) => {
            const request = new PluginAttach();
            request.setAddress(address);
            await call("attach", request);
        },
        version: async () => (await call<PluginInfo>("getPluginInfo", new Empty())).getVersion(),
    };
}

interface Compared {
    setUrn(urn: string): void;
    setOlds(olds: Struct): void;
    setNews(news: Struct): void;
}

function fill<Request extends Compared>(
    request: Request,
    { urn, news, olds = {} }: { urn: string; news: Sent; olds?: Sent },
): Request {
    request.setUrn(urn);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return request;
}

function struct(sent: Sent): Struct {
    return Struct.fromJavaScript(sent as Parameters<typeof Struct.fromJavaScript>[0]);
}

function values(message: Struct | undefined): Sent {
    return (message?.toJavaScript() ?? {}) as Sent;
}
