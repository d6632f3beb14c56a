import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Agents, requestThrough } from "../aws/connections/agents";

/** What a GET needs. */
export interface HttpGet {
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    /** Ends the connection; the answer and its body then throw its reason. */
    readonly signal: AbortSignal;
    /** Through which proxy, and whose certificates are trusted; `undefined`: as Node has it. */
    readonly agents?: Agents | undefined;
}

/** The head of an answer, and its body. */
export interface HttpAnswer {
    readonly status: number;
    /** By its name in lower case; `undefined`: the answer does not have it. */
    header(name: string): string | undefined;
    /** What the server sent, as it was before it was encoded. */
    body(): AsyncIterable<Uint8Array>;
    /** Ends the connection of an answer whose body is not read. */
    cancel(): void;
}

/** One GET, without redirects. Throws what the connection throws, or the signal's reason. */
export async function httpGet({ url, headers, signal, agents }: HttpGet): Promise<HttpAnswer> {
    signal.throwIfAborted();
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
        requestThrough(agents, url, { headers: { Accept: "*/*", ...headers }, signal })
            .once("response", resolve)
            .on("error", (error) => reject(signal.aborted ? signal.reason : error))
            .end();
    });
    // The connection may break while nobody reads the body; whoever reads it is told.
    response.on("error", () => undefined);
    return {
        status: response.statusCode ?? 0,
        header: (name) => response.headers[name]?.toString(),
        body: () => bodyOf(response, signal),
        cancel: () => response.destroy(),
    };
}

async function* bodyOf(response: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    try {
        yield* decoded(response);
    } catch (error) {
        signal.throwIfAborted();
        throw error;
    }
}

/** Some servers send what they keep compressed, whatever they are asked for. */
function decoded(response: IncomingMessage): Readable {
    const encodings = (response.headers["content-encoding"] ?? "").toLowerCase().split(/\s*,\s*/);
    return encodings.reduceRight<Readable>((stream, encoding) => {
        const decoder = decoders[encoding]?.();
        // The reader of the last stream is told of an error in any of them.
        return decoder === undefined ? stream : pipeline(stream, decoder, () => undefined);
    }, response);
}

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
    gzip: createGunzip,
    "x-gzip": createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
};
