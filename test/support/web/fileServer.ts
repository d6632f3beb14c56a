import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A web server of files in memory, with the errors that a test asks for. */
export interface FileServer {
    readonly url: string;
    /** Content by path. */
    readonly files: Map<string, string>;
    /** The requests so far. */
    readonly requests: { readonly method: string; readonly path: string; readonly range: string | undefined }[];
    /** Answers a request instead of the server, if it returns true. */
    intercept: (request: IncomingMessage, response: ServerResponse) => boolean;
    close(): Promise<void>;
}

export async function fileServer(): Promise<FileServer> {
    const files = new Map<string, string>();
    const requests: FileServer["requests"] = [];
    const server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? "", "http://files");
        requests.push({ method: request.method ?? "", path: pathname, range: request.headers.range });
        if (!served.intercept(request, response)) {
            sendFile(files.get(pathname), request, response);
        }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const served: FileServer = {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        files,
        requests,
        intercept: () => false,
        close: async () => {
            const closed = new Promise((resolve) => server.close(resolve));
            server.closeAllConnections();
            await closed;
        },
    };
    return served;
}

function sendFile(file: string | undefined, request: IncomingMessage, response: ServerResponse): void {
    if (file === undefined) {
        response.writeHead(404).end();
        return;
    }
    const bytes = Buffer.from(file);
    const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (start > 0 && start >= bytes.length) {
        response.writeHead(416).end();
        return;
    }
    response.writeHead(start > 0 ? 206 : 200, { "Content-Length": bytes.length - start });
    response.end(request.method === "HEAD" ? undefined : bytes.subarray(start));
}
