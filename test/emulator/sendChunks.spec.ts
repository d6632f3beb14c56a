import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { sendChunks } from "../../emulator/src/server/sendChunks";
import { withServer } from "../support/web/withServer";

describe("the sending of lent chunks", () => {
    it("has passed a chunk on before its buffer is filled again", async () => {
        const buffer = Buffer.alloc(300_000);
        async function* fill(): AsyncGenerator<Buffer> {
            for (let number = 0; number < 20; number++) {
                yield buffer.fill(number);
            }
        }
        await withResponse(fill(), async (response) => {
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
        await withResponse(endless(), async (response) => {
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
        await withResponse(broken(), async (response) => {
            await assert.rejects(response.toArray(), { code: "ECONNRESET" });
        });
    });
});

/** Sends the chunks to one caller. */
async function withResponse(
    chunks: AsyncIterable<Buffer>,
    test: (response: IncomingMessage) => Promise<void>,
): Promise<void> {
    await withServer(
        (_, response) => void sendChunks(response, chunks),
        async (url) => {
            const [response] = (await once(get(url), "response")) as [IncomingMessage];
            await test(response);
        },
    );
}
