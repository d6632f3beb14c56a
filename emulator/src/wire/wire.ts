import { EmulatorError } from "../errors";

/** A request as it came, over a socket or from within the process. */
export interface WireRequest {
    readonly method: string;
    /** Path and query as sent. */
    readonly target: string;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string | undefined>>;
    /** Throws when the caller breaks off. */
    readonly body: AsyncIterable<Buffer>;
    /** The host and port for upload URLs where the Host header is unusable. */
    readonly fallbackHost: string;
}

/** An answer. `undefined` in its place: the connection is cut, or the caller has gone. */
export interface WireResponse {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer | AsyncIterable<Buffer>;
    /** AWS's code of the error; `undefined` for a success. */
    readonly errorCode: string | undefined;
}

/** The caller broke off its request, so there is no one to answer. */
export class CallerGoneError extends Error {
    override readonly name = "CallerGoneError";
}

/** The body's chunks; a body that breaks off ends in a {@link CallerGoneError}. */
export async function* bodyOf(request: WireRequest): AsyncGenerator<Buffer> {
    try {
        yield* request.body;
    } catch (error) {
        throw new CallerGoneError("the request broke off", { cause: error });
    }
}

/** The host and port by which the caller reached the emulator. */
export function hostOf(request: WireRequest): string {
    const { host } = request.headers;
    return host !== undefined && hostNameOf(host) !== undefined ? host : request.fallbackHost;
}

/** The name or address, in lower case and without its port, of a Host header; `undefined`: it is unusable. */
export function hostNameOf(host: string): string | undefined {
    const [, name, address] =
        /^(?:([A-Za-z0-9._-]{1,253})|\[([0-9A-Fa-f:.]{2,45})\])(?::[0-9]{1,5})?$/.exec(host) ?? [];
    return (address ?? name?.replace(/\.$/, ""))?.toLowerCase();
}

const mostBytes = 1024 * 1024;

/**
 * Reads a request's body of at most 1 MB.
 * @throws EmulatorError RequestEntityTooLargeException, CallerGoneError when the body breaks off.
 */
export async function readBody(request: WireRequest): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of bodyOf(request)) {
        length += chunk.length;
        if (length > mostBytes) {
            throw new EmulatorError("RequestEntityTooLargeException", "The request is larger than 1 MB.", 413);
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
