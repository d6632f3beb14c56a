import type { ServerResponse } from "node:http";

/**
 * Sends a body in chunks that are lent: each is in the kernel's hands before the next one is asked for, which Node's
 * `pipeline` does not promise of small ones. Where one cannot be read the connection is cut, since the head has gone out;
 * where the caller leaves early the reading ends.
 */
export async function sendChunks(response: ServerResponse, chunks: AsyncIterable<Buffer>): Promise<void> {
    // Node does not always call a write back whose connection has gone.
    const closed = new Promise<never>((_, reject) => {
        response.once("close", () => reject(new Error("the caller has gone")));
    });
    closed.catch(() => undefined);
    try {
        for await (const chunk of chunks) {
            const written = new Promise<void>((resolve, reject) => {
                response.write(chunk, (error) => (error ? reject(error) : resolve()));
            });
            await Promise.race([written, closed]);
        }
        response.end();
    } catch {
        response.destroy();
    }
}
