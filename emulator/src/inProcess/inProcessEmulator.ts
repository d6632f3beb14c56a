import { controlsOf, type EmulatorControls } from "../controls/controls";
import { isLogsOperation } from "../operations";
import { type EmulatorOptions, resolveOptions } from "../options";
import { applySeed } from "../seed";
import { exchange } from "../server/exchange";
import { assemble, closeServices } from "../services";
import { MemoryUploadStore } from "../uploads/uploadStore";
import type { WireResponse } from "../wire/wire";
import { InProcessHandler, type InProcessRequest, type Send } from "./inProcessHandler";

/** The address of an emulator without a socket, for its clients; nothing is ever sent there. */
const url = "http://emulator.internal";

/** An emulator without a socket: whole calls take microseconds, and thousands of them live in one process. */
export interface InProcessEmulator extends EmulatorControls {
    /** For `endpoint` of AWS clients, together with {@link requestHandler}. */
    readonly url: string;
    /** For `requestHandler` of AWS SDK clients: their calls then never leave the process. */
    readonly requestHandler: InProcessHandler;
    /**
     * Calls an operation of Cognito or CloudWatch Logs without an SDK: `call("GetCSVHeader", { UserPoolId })`. Dates are epoch
     * seconds. The caller belongs to the default account.
     * @throws Error with the exception's `name` and `$metadata.httpStatusCode`, as the SDK has them; with `code`
     * ECONNRESET when a fault cuts the connection.
     */
    call(operation: string, input: object): Promise<Record<string, unknown>>;
    /**
     * Sends any HTTP request, such as the PUT of a CSV to a presigned URL.
     * @throws Error with `code` ECONNRESET when a fault cuts the connection.
     */
    send(request: InProcessRequest): Promise<WireResponse>;
    /** Ends its jobs. */
    close(): Promise<void>;
}

/**
 * Makes an emulator without a socket; its uploads stay in memory. It ignores `port`, `host` and the options about callers.
 * @throws RangeError when an option is out of its range, or `dataDir` is given.
 * @example
 * const emulator = createInProcessEmulator({ clock: new ManualClock() });
 * const { endpoint, requestHandler } = { endpoint: emulator.url, requestHandler: emulator.requestHandler };
 * const cognito = new CognitoIdentityProviderClient({ endpoint, requestHandler, region: emulator.region, credentials });
 */
export function createInProcessEmulator(options: EmulatorOptions = {}): InProcessEmulator {
    const settings = resolveOptions(options);
    if (settings.dataDir !== "") {
        throw new RangeError("dataDir is only for emulators with a socket: this one keeps everything in memory");
    }
    const services = assemble(settings, new MemoryUploadStore());
    const seeded = settings.seed && applySeed(services, settings.seed);
    // Every request is answered with what is wrong with the seed.
    seeded?.catch(() => {});
    const send = async (request: InProcessRequest): Promise<WireResponse> => {
        await seeded;
        const { host, pathname, search } = new URL(request.url, url);
        const body = typeof request.body === "string" ? Buffer.from(request.body) : request.body;
        const length = body === undefined ? 0 : body instanceof Uint8Array ? body.length : undefined;
        const response = await exchange(services, {
            method: request.method,
            target: pathname + search,
            headers: {
                host,
                ...(length === undefined ? {} : { "content-length": String(length) }),
                ...request.headers,
            },
            body: chunksOf(body),
            fallbackHost: host,
        });
        if (response === undefined) {
            // The same error as Node's; the SDK treats it as transient.
            throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
        }
        return response;
    };
    return Object.defineProperties(
        {
            url,
            requestHandler: new InProcessHandler(send),
            call: (operation: string, input: object) => callOperation(send, operation, input),
            send,
            close: () => closeServices(services),
        },
        Object.getOwnPropertyDescriptors(controlsOf(services)),
    ) as InProcessEmulator;
}

/** Calls an operation in JSON 1.1; see `InProcessEmulator.call`. */
async function callOperation(send: Send, operation: string, input: object): Promise<Record<string, unknown>> {
    const service = isLogsOperation(operation) ? "Logs_20140328" : "AWSCognitoIdentityProviderService";
    const response = await send({
        method: "POST",
        url: "/",
        headers: { "x-amz-target": `${service}.${operation}`, authorization: "AWS4-HMAC-SHA256 Credential=any" },
        body: JSON.stringify(input),
    });
    const name = response.errorCode;
    const content = parseContent(response.body.toString());
    if (name === undefined) {
        return content;
    }
    const error = new Error(String(content.message ?? name));
    throw Object.assign(error, { name, $metadata: { httpStatusCode: response.statusCode } });
}

function parseContent(text: string): Record<string, unknown> {
    try {
        return JSON.parse(text) as Record<string, unknown>;
    } catch {
        // A load balancer does not answer in JSON.
        return {};
    }
}

async function* chunksOf(body: Uint8Array | AsyncIterable<Uint8Array> | undefined): AsyncGenerator<Buffer> {
    if (body instanceof Uint8Array) {
        yield Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    } else if (body !== undefined) {
        for await (const chunk of body) {
            yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        }
    }
}
