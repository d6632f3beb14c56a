import assert from "node:assert/strict";
import { reclaimed } from "../../../provider/src/source/reclaimed";

const chunkBytes = 1 << 16;
const chunks = 1_500;

async function* bodyOf(count: number): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < count; index++) {
        yield Buffer.alloc(chunkBytes, index);
    }
}

describe("reclaimed", () => {
    it("hands on every chunk, and lets no more than a few megabytes of them pile up", async () => {
        let index = 0;
        let mostBytes = 0;
        const before = process.memoryUsage().arrayBuffers;
        for await (const chunk of reclaimed(bodyOf(chunks))) {
            assert.equal(chunk[0], index & 255);
            index++;
            mostBytes = Math.max(mostBytes, process.memoryUsage().arrayBuffers - before);
        }

        assert.equal(index, chunks);
        assert.ok(mostBytes < 12 * 2 ** 20, `${mostBytes} bytes piled up`);
    });

    it("leaves the function that it calls to nobody else", () => {
        assert.equal("gc" in globalThis, false);
    });
});
