import { Readable } from "node:stream";
import { type HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { WireResponse } from "../server/wire";
import type { InProcessEmulator } from "./inProcessEmulator";

/** What AWS SDK clients take as `requestHandler`; it hands requests over to an emulator in the same process. */
export class InProcessHandler {
    readonly metadata = { handlerProtocol: "http/1.1" };

    constructor(private readonly send: InProcessEmulator["send"]) {}

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
        return { response: new HttpResponse({ statusCode, headers: { ...headers }, body: streamOf(body) }) };
    }

    /** The SDK asks every handler for these; there is nothing to configure. */
    updateHttpClientConfig(): void {}

    httpHandlerConfigs(): Record<string, never> {
        return {};
    }

    destroy(): void {}
}

/** What the SDK takes: it gives objects of S3 as streams, which read ahead, so that lent chunks are copied. */
function streamOf(body: WireResponse["body"]): Buffer | Readable {
    const copied = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        for await (const chunk of chunks) {
            yield Buffer.from(chunk);
        }
    };
    return Buffer.isBuffer(body) ? body : Readable.from(copied(body));
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
