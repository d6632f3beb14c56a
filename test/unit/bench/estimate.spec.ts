import assert from "node:assert/strict";
import { callsFor, estimate } from "../../../bench/estimate";

describe("estimate", () => {
    it("is one job for what one job takes, and counts fuller and emptier parts beyond", () => {
        assert.deepEqual(
            [1, 500_000, 500_001, 1_000_000, 50_000_000].map((users) => estimate(users).jobs),
            // 50,000,000 ÷ 475,000 = 105.3
            [1, 1, 2, 3, 106],
        );
    });

    it("has what one thousand users take", () => {
        const { megabytes, pools, previewCalls, upCalls, imports, activeDollars } = estimate(1000);
        assert.deepEqual(
            { megabytes, pools, previewCalls, upCalls, activeDollars },
            { megabytes: 0.2, pools: 1, previewCalls: 2, upCalls: 8, activeDollars: 0 },
        );
        assert.deepEqual(imports, [
            { rowsPerSecond: 500, seconds: 2, jobSeconds: 2, polls: 30 },
            { rowsPerSecond: 50, seconds: 20, jobSeconds: 20, polls: 31 },
        ]);
    });

    it("has what fifty million users take, who need more than one pool", () => {
        const { megabytes, pools, previewSeconds, uploadSeconds, imports, ...dollars } = estimate(50_000_000);
        assert.deepEqual(
            { megabytes, pools, previewSeconds, uploadSeconds },
            { megabytes: 10_000, pools: 2, previewSeconds: 106 / 5, uploadSeconds: 800 },
        );
        // 106 × 29 polls, and one every 10 s of 100,000 s.
        assert.deepEqual(imports[0], { rowsPerSecond: 500, seconds: 100_000, jobSeconds: 1000, polls: 13_074 });
        // 50,000,000 events of 54 + 26 bytes; 30 GB out of AWS; 49,990,000 active users; 50 calls a second.
        assert.equal(dollars.logDollars.toFixed(2), "2.00");
        assert.equal(dollars.s3Dollars.toFixed(2), "2.70");
        assert.equal(dollars.activeDollars, 749_850);
        assert.equal(dollars.singleCallsSeconds, 1_000_000);
    });
});

describe("callsFor", () => {
    it("asks for one page of jobs more for each sixty that are there", () => {
        assert.deepEqual(callsFor(1), { previewCalls: 2, upCalls: 8 });
        assert.deepEqual(callsFor(61), { previewCalls: 122, upCalls: 61 * 8 });
        // The 62nd job finds 61 of them: a second page.
        assert.deepEqual(callsFor(62), { previewCalls: 124, upCalls: 62 * 8 + 1 });
    });
});
