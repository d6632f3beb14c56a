import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { SendBuffers } from "../../../provider/src/cognito/sendBuffers";

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

function filled(length: number, value: number): Buffer {
    return Buffer.alloc(length, value);
}

describe("SendBuffers", () => {
    it("sends the bytes as they were when they were handed over, whatever becomes of them", async () => {
        const stream = new SlowStream();
        const buffers = new SendBuffers(stream);
        const lent = Buffer.alloc(1000);
        const sending = (async () => {
            for (let value = 0; value < 20; value++) {
                await buffers.send(lent.fill(value));
            }
            await buffers.settled();
        })();
        while (stream.passedOn.length < 20) {
            await stream.passOn();
        }
        await sending;

        assert.deepEqual(
            stream.passedOn,
            Array.from({ length: 20 }, (_, value) => filled(1000, value)),
        );
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
        while (!isSent) {
            await stream.passOn();
        }
        await sending;
        for (let turn = 0; turn < 12; turn++) {
            await stream.passOn();
        }
        await buffers.settled();
        assert.ok(Buffer.concat(stream.passedOn).equals(filled(3 * 2 ** 20, 7)));
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
