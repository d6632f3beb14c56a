import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Runs a test against a web server on this machine, which ends with it. */
export async function withServer(
    answer: RequestListener,
    test: (url: string, server: Server) => Promise<void>,
): Promise<void> {
    const server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
        await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    } finally {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
    }
}
