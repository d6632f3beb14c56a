import assert from "node:assert/strict";
import { systemClock } from "../../provider/src/clock";

describe("systemClock", () => {
    it("sleeps for the seconds asked for", async () => {
        const before = systemClock.now();

        await systemClock.sleep(0.02);

        assert.ok(systemClock.now() - before >= 19);
    });

    it("rejects with the signal's reason, before and while it sleeps", async () => {
        const reason = new Error("interrupted");
        const controller = new AbortController();

        const sleeping = systemClock.sleep(60, controller.signal);
        controller.abort(reason);

        await assert.rejects(sleeping, reason);
        await assert.rejects(systemClock.sleep(60, controller.signal), reason);
    });

    it("throws dice from 0 to below 1", () => {
        const numbers = Array.from({ length: 100 }, () => systemClock.random());

        assert.ok(numbers.every((number) => number >= 0 && number < 1));
        assert.ok(new Set(numbers).size > 90);
    });
});
