import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { SendBuffers } from "../../../provider/src/job/sendBuffers";

/** A stream that passes on one write at a time, when it is told to. */
class SlowStream extends Writable {
    readonly passedOn: Buffer[] = [];
    private waiting: (() => void) | undefined;

    override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
        this.waiting = () => {
            // What counts are the bytes at the time when they leave.
            this.passedOn.push(Buffer.from(chunk));
            done();
        };
    }

    async passOn(): Promise<void> {
        const { waiting } = this;
        this.waiting = undefined;
        waiting?.();
        await new Promise((resolve) => setImmediate(resolve));
    }
}

/** Passes on what is sent until that is done. */
async function passedOn(stream: SlowStream, send: () => Promise<void>): Promise<void> {
    let isDone = false;
    const sending = send().finally(() => {
        isDone = true;
    });
    while (!isDone) {
        await stream.passOn();
    }
    await sending;
}

function filled(length: number, value: number): Buffer {
    return Buffer.alloc(length, value);
}

describe("SendBuffers", () => {
    it("sends the bytes as they were when they were handed over, whatever becomes of them, small ones together", async () => {
        const stream = new SlowStream();
        const buffers = new SendBuffers(stream);
        const lent = Buffer.alloc(10_000);
        await passedOn(stream, async () => {
            for (let value = 0; value < 200; value++) {
                await buffers.send(lent.fill(value));
            }
            await buffers.settled();
        });

        const all = Buffer.concat(Array.from({ length: 200 }, (_, value) => filled(10_000, value)));
        assert.ok(Buffer.concat(stream.passedOn).equals(all));
        assert.ok(stream.passedOn.length < 100, "small chunks are sent together");
    });

    it("takes no more than the stream passes on, and cuts what is larger than a buffer", async () => {
        const stream = new SlowStream();
        const buffers = new SendBuffers(stream);
        let isSent = false;
        const sending = buffers.send(filled(3 * 2 ** 20, 7)).then(() => {
            isSent = true;
        });
        for (let turn = 0; turn < 4; turn++) {
            await stream.passOn();
        }

        assert.equal(isSent, false);
        await passedOn(stream, async () => {
            await sending;
            await buffers.settled();
        });
        assert.ok(Buffer.concat(stream.passedOn).equals(filled(3 * 2 ** 20, 7)));
        assert.ok(stream.passedOn.length > 1, "what is large is cut");
    });

    it("throws what the stream fails with, to whoever waits and to whoever comes later", async () => {
        const stream = new SlowStream();
        stream.on("error", () => undefined);
        const buffers = new SendBuffers(stream);
        const waiting = buffers.send(filled(4 * 2 ** 20, 1));
        stream.destroy(new Error("reset"));

        await assert.rejects(waiting, /reset|destroyed/);
        await assert.rejects(buffers.send(filled(1, 1)), /reset|destroyed/);
        await assert.rejects(buffers.settled(), /reset|destroyed/);
    });
});
