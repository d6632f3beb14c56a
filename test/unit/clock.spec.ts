import assert from "node:assert/strict";
import { mock } from "node:test";
import { setImmediate } from "node:timers/promises";
import { systemClock as emulatorClock } from "../../emulator/src/clock/clock";
import { systemClock } from "../../provider/src/clock";

const dayMs = 24 * 3600 * 1000;
const monthMs = 30 * dayMs;

/** A month passes, and the day by which a step of a day may make a timer late. */
async function passMonth(hasCome: () => boolean): Promise<void> {
    for (let day = 0; day < 30; day++) {
        assert.equal(hasCome(), false, `after ${day} days`);
        mock.timers.tick(dayMs);
        await setImmediate();
    }
    mock.timers.tick(dayMs);
}

describe("a timer of a month, which is longer than Node's timers", () => {
    beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
    afterEach(() => mock.timers.reset());

    it("comes after a month by the provider's clock", async () => {
        let isOver = false;
        const sleeping = systemClock.sleep(monthMs / 1000).then(() => {
            isOver = true;
        });

        await passMonth(() => isOver);

        await sleeping;
    });

    it("comes after a month by the emulator's clock", async () => {
        let calls = 0;
        emulatorClock.setTimer(monthMs, () => calls++);

        await passMonth(() => calls > 0);

        assert.equal(calls, 1);
    });

    it("does not come where it was cancelled in the meantime", async () => {
        let calls = 0;
        const controller = new AbortController();
        const cancel = emulatorClock.setTimer(monthMs, () => calls++);
        const sleeping = systemClock.sleep(Number.POSITIVE_INFINITY, controller.signal);
        mock.timers.tick(monthMs - 1);
        await setImmediate();

        cancel();
        controller.abort(new Error("interrupted"));
        mock.timers.tick(monthMs);

        await assert.rejects(sleeping, /interrupted/);
        assert.equal(calls, 0);
    });
});

describe("systemClock", () => {
    it("sleeps for the seconds asked for", async () => {
        const before = systemClock.now();

        await systemClock.sleep(0.02);

        assert.ok(systemClock.now() - before >= 19);
    });

    it("does not take a time for none that is too long for one timer of Node's", async () => {
        const controller = new AbortController();
        const sleeping = [2 ** 31 / 1000, Number.POSITIVE_INFINITY].map(async (seconds) => {
            await systemClock.sleep(seconds, controller.signal);
        });
        const cancel = emulatorClock.setTimer(2 ** 31, () => assert.fail("it came at once"));

        const first = await Promise.race([...sleeping, systemClock.sleep(0.02).then(() => "20 ms")]);

        assert.equal(first, "20 ms");
        cancel();
        controller.abort(new Error("interrupted"));
        await Promise.all(sleeping.map(async (sleep) => await assert.rejects(sleep, /interrupted/)));
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
