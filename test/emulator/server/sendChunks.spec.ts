import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { sendChunks } from "../../../emulator/src/server/httpServer";
import { withServer } from "../../support/web/withServer";

describe("the sending of chunks", () => {
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
        let fail = (): void => undefined;
        const failed = new Promise<void>((resolve) => {
            fail = resolve;
        });
        async function* broken(): AsyncGenerator<Buffer> {
            yield Buffer.from("a part");
            await failed;
            throw new Error("the disk is gone");
        }
        await withResponse(broken(), async (response) => {
            await once(response, "readable");
            fail();
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
        (_, response) => sendChunks(response, chunks),
        async (url) => {
            const [response] = (await once(get(url), "response")) as [IncomingMessage];
            await test(response);
        },
    );
}
