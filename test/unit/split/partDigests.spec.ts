import assert from "node:assert/strict";
import fc from "fast-check";
import { ContentDigest } from "../../../provider/src/csv/contentDigest";
import { PartDigests } from "../../../provider/src/split/partDigests";
import { PartPlanner } from "../../../provider/src/split/partPlan";

const lineEnds = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r");
const lines = fc.array(fc.tuple(fc.string({ maxLength: 12 }), lineEnds), { maxLength: 60 });
const csvs = fc.tuple(lines, fc.string({ maxLength: 5 })).map(([all, last]) => all.flat().join("") + last);

function digestOf(...pieces: Buffer[]): string {
    const digest = new ContentDigest();
    for (const piece of pieces) {
        digest.update(piece);
    }
    return digest.finish();
}

describe("PartDigests", () => {
    it("gives each part the digest of its header and lines, wherever chunks end", () => {
        const limits = { maxRows: fc.integer({ min: 1, max: 30 }), maxBytes: fc.integer({ min: 10, max: 400 }) };
        fc.assert(
            fc.property(csvs, fc.record(limits), fc.integer({ min: 1, max: 100 }), (text, limits, chunkBytes) => {
                const bytes = Buffer.from(text);
                const planner = new PartPlanner(limits, new PartDigests());
                for (let at = 0; at < bytes.length; at += chunkBytes) {
                    // A reader may use the memory of a chunk again.
                    const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes));
                    planner.push(chunk);
                    chunk.fill(0);
                }
                const { headerBytes, parts } = planner.finish();

                for (const { fromByte, toByte, digest } of parts) {
                    const expected = digestOf(bytes.subarray(0, headerBytes), bytes.subarray(fromByte, toByte));
                    assert.equal(digest, expected);
                }
            }),
            { numRuns: 2000 },
        );
    });
});
