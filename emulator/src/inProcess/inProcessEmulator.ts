import { type EmulatorOptions, resolveOptions } from "../options";
import { exchange } from "../server/exchange";
import type { WireResponse } from "../server/wire";
import { assemble, closeServices } from "../services/assemble";
import { MemoryUploadStore } from "../services/memoryUploadStore";
import { plantSeed } from "../services/seed";
import { callOperation } from "./callOperation";
import { connectionReset } from "./connectionReset";
import { controlsOf, type EmulatorControls } from "./controls";
import { InProcessHandler } from "./inProcessHandler";

/** Where clients of an emulator without a socket believe it to be; nothing is ever sent there. */
const url = "http://emulator.internal";

/** An emulator without a socket: whole calls take microseconds, and thousands of them live in one process. */
export interface InProcessEmulator extends EmulatorControls {
    /** For `endpoint` of AWS clients, together with {@link requestHandler}. */
    readonly url: string;
    /** For `requestHandler` of AWS SDK clients: their calls then never leave the process. */
    readonly requestHandler: InProcessHandler;
    /**
     * Calls an operation without an SDK: `call("GetCSVHeader", { UserPoolId })`. Dates are epoch seconds.
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

/** A request to an emulator in this process. */
export interface InProcessRequest {
    readonly method: string;
    /** Absolute, or path and query. */
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** A content-length is added where the length is known. */
    readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

/**
 * Makes an emulator without a socket; its uploads stay in memory. `port`, `host` and what is
 * allowed of callers mean nothing to it.
 * @throws RangeError when an option is out of its range, or `dataDir` is given.
 * @example
 * const emulator = createInProcessEmulator({ clock: new ManualClock() });
 * const { endpoint, requestHandler } = { endpoint: emulator.url, requestHandler: emulator.requestHandler };
 * const cognito = new CognitoIdentityProviderClient({ endpoint, requestHandler, region: emulator.region, credentials });
 */
export function createInProcessEmulator(options: EmulatorOptions = {}): InProcessEmulator {
    const settings = resolveOptions(options);
    if (settings.dataDir !== "") {
        throw new RangeError("dataDir is for emulators with a socket: this one forgets everything");
    }
    const services = assemble(settings, new MemoryUploadStore());
    const planted = settings.seed && plantSeed(services, settings.seed);
    // Whoever sends the first request is told what is wrong with the seed.
    planted?.catch(() => {});
    const send = async (request: InProcessRequest): Promise<WireResponse> => {
        await planted;
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
            throw connectionReset();
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

async function* chunksOf(body: Uint8Array | AsyncIterable<Uint8Array> | undefined): AsyncGenerator<Buffer> {
    if (body instanceof Uint8Array) {
        yield Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    } else if (body !== undefined) {
        for await (const chunk of body) {
            yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        }
    }
}
