import assert from "node:assert/strict";
import fc from "fast-check";
import { countOf, formatCount } from "../../provider/src/messages";

describe("formatCount", () => {
    it("writes what English writes", () => {
        for (const [count, text] of [
            [0, "0"],
            [999, "999"],
            [1000, "1,000"],
            [123_456, "123,456"],
            [104_857_600, "104,857,600"],
        ] as const) {
            assert.equal(formatCount(count), text);
        }
        fc.assert(fc.property(fc.maxSafeNat(), (count) => formatCount(count) === count.toLocaleString("en-US")));
    });
});

describe("countOf", () => {
    it("has the noun's plural but for one", () => {
        assert.deepEqual(
            [0, 1, 2, 1000].map((count) => countOf(count, "user")),
            ["0 users", "1 user", "2 users", "1,000 users"],
        );
    });
});
