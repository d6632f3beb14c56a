import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import type { SharedServices } from "../services";
import type { WireRequest, WireResponse } from "../wire/wire";
import { Admission } from "./admission";
import { exchange } from "./exchange";

/** The HTTP server over one set of services. Node bounds headers (16 KB, and 60 s to send them) by itself. */
export function createHttpServer(services: SharedServices): Server {
    const admission = new Admission(services.settings);
    const server = createServer((request, response) => {
        void admission
            .admit(wireRequest(request), (admitted) => exchange(services, admitted))
            .then((answer) => send(request, response, answer));
    });
    // Longer than clients keep idle connections: else one closes just as the next request is sent.
    server.keepAliveTimeout = 75_000;
    return server;
}

function wireRequest(request: IncomingMessage): WireRequest {
    const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
    );
    return {
        method: request.method ?? "",
        target: request.url ?? "/",
        headers,
        // Breaking off the reading must not cut the connection: the caller must see why.
        body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
        fallbackHost: `localhost:${request.socket.localPort}`,
    };
}

function send(request: IncomingMessage, response: ServerResponse, answer: WireResponse | undefined): void {
    if (answer === undefined || response.destroyed) {
        request.socket.resetAndDestroy();
        return;
    }
    if (!request.complete) {
        // Answered before the body was read: read and drop it, so that the caller can read the answer.
        request.resume();
    }
    response.writeHead(answer.statusCode, answer.headers);
    if (Buffer.isBuffer(answer.body)) {
        response.end(answer.body);
    } else {
        sendChunks(response, answer.body);
    }
}

/**
 * Sends a body in chunks. Where a chunk cannot be read, the connection is cut, because the head has been sent; where the caller
 * leaves early, the reading ends.
 */
export function sendChunks(response: ServerResponse, chunks: AsyncIterable<Buffer>): void {
    pipeline(chunks, response, () => {});
}

/**
 * Starts listening.
 * @returns the port in use.
 * @throws Error whose message says what to do when the address cannot be used.
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
            const reason =
                error.code === "EADDRINUSE" ? "the port is in use; choose another, or 0 for any" : error.message;
            reject(new Error(`cannot listen on ${host}:${port}: ${reason}`, { cause: error }));
        });
        server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
    });
}
