import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Services } from "../services/services";
import type { CallLog } from "./callRecord";
import { handleApiCall } from "./handleApiCall";
import { handleUpload, isUploadPath } from "./handleUpload";
import { respondError, respondJson } from "./respond";

/** The HTTP server over one set of services. */
export function createHttpServer(services: Services, calls: CallLog): Server {
    const server = createServer((request, response) => {
        handle(services, calls, request, response).catch((error: unknown) => {
            if (!response.headersSent && !response.destroyed) {
                respondError(response, error);
            }
        });
    });
    // Longer than clients keep idle connections: else one closes just as the next request is sent.
    server.keepAliveTimeout = 75_000;
    return server;
}

async function handle(
    services: Services,
    calls: CallLog,
    request: IncomingMessage,
    response: ServerResponse,
): Promise<void> {
    const target = request.url ?? "/";
    const url = URL.canParse(target, "http://emulator") ? new URL(target, "http://emulator") : undefined;
    if (url !== undefined && isUploadPath(url.pathname)) {
        await handleUpload(services, calls, request, response, url);
    } else if (request.method === "GET" && url?.pathname === "/health") {
        respondJson(response, 200, { status: "ok" });
    } else if (request.method === "POST") {
        await handleApiCall(services, calls, request, response);
    } else {
        request.resume();
        respondJson(response, 404, { __type: "UnknownOperationException", message: "There is nothing here." });
    }
}

/**
 * Starts listening.
 * @returns the port in use.
 * @throws Error whose message says what to do when the address cannot be had.
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
