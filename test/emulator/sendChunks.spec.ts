import { strict as assert } from "node:assert";
import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { sendChunks } from "../../emulator/src/server/sendChunks";

describe("the sending of lent chunks", () => {
    it("has passed a chunk on before its buffer is filled again", async () => {
        const buffer = Buffer.alloc(300_000);
        async function* fill(): AsyncGenerator<Buffer> {
            for (let number = 0; number < 20; number++) {
                yield buffer.fill(number);
            }
        }
        await withServer(fill(), async (response) => {
            let bytes = 0;
            for await (const chunk of response) {
                for (const byte of chunk as Buffer) {
                    assert.equal(byte, Math.floor(bytes++ / buffer.length));
                }
            }
            assert.equal(bytes, 20 * buffer.length);
        });
    });

    it("stops reading when the caller leaves", async () => {
        let end = (): void => undefined;
        const ended = new Promise<void>((resolve) => {
            end = resolve;
        });
        async function* endless(): AsyncGenerator<Buffer> {
            try {
                for (;;) {
                    yield Buffer.alloc(300_000);
                }
            } finally {
                end();
            }
        }
        await withServer(endless(), async (response) => {
            await once(response, "readable");
            response.destroy();
            await ended;
        });
    });

    it("cuts the connection where a chunk cannot be read", async () => {
        async function* broken(): AsyncGenerator<Buffer> {
            yield Buffer.from("a part");
            throw new Error("the disk is gone");
        }
        await withServer(broken(), async (response) => {
            await assert.rejects(response.toArray(), { code: "ECONNRESET" });
        });
    });
});

/** Answers one request with the chunks. */
async function withServer(
    chunks: AsyncIterable<Buffer>,
    use: (response: IncomingMessage) => Promise<void>,
): Promise<void> {
    const server = createServer((_, response) => void sendChunks(response, chunks)).listen(0, "localhost");
    await once(server, "listening");
    const request = get(`http://localhost:${(server.address() as AddressInfo).port}`);
    try {
        const [response] = (await once(request, "response")) as [IncomingMessage];
        await use(response);
    } finally {
        request.destroy();
        server.close();
        await once(server, "close");
    }
}
