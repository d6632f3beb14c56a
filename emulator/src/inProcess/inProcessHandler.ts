import { Readable } from "node:stream";
import { type HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { WireResponse } from "../wire/wire";

/** A request to an emulator in this process. */
export interface InProcessRequest {
    readonly method: string;
    /** Absolute, or path and query. */
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** A content-length is added where the length is known. */
    readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

/** Sends a request to the emulator. */
export type Send = (request: InProcessRequest) => Promise<WireResponse>;

/** What AWS SDK clients take as `requestHandler`; it hands requests over to an emulator in the same process. */
export class InProcessHandler {
    readonly metadata = { handlerProtocol: "http/1.1" };

    constructor(private readonly send: Send) {}

    async handle(request: HttpRequest): Promise<{ response: HttpResponse }> {
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(request.query)) {
            for (const one of Array.isArray(value) ? value : [value ?? ""]) {
                query.append(name, one);
            }
        }
        const search = query.size === 0 ? "" : `?${query.toString().replaceAll("+", "%20")}`;
        const { statusCode, headers, body } = await this.send({
            method: request.method,
            url: `${request.path}${search}`,
            headers: lowerCase(request.headers),
            body: request.body as string | Uint8Array | AsyncIterable<Uint8Array> | undefined,
        });
        const stream = Buffer.isBuffer(body) ? body : Readable.from(body);
        return { response: new HttpResponse({ statusCode, headers: { ...headers }, body: stream }) };
    }

    /** The SDK asks every handler for these; there is nothing to configure. */
    updateHttpClientConfig(): void {}

    httpHandlerConfigs(): Record<string, never> {
        return {};
    }

    destroy(): void {}
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
