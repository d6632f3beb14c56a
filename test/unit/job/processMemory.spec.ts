import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { type Clock, systemClock } from "../../../provider/src/clock";
import { type Release, StartQueue, Turns } from "../../../provider/src/job/processMemory";

/** A clock whose sleeps end when the test says so, or when they are aborted. */
function heldClock(): Clock & { wakeAll(): void } {
    const sleepers = new Set<() => void>();
    return {
        now: () => 0,
        random: () => 0,
        sleep: (_seconds, signal) =>
            new Promise((resolve, reject) => {
                sleepers.add(resolve);
                signal?.addEventListener("abort", () => reject(signal.reason));
            }),
        wakeAll: () => {
            for (const wake of sleepers) {
                wake();
            }
        },
    };
}

describe("Turns", () => {
    it("do what concerns one thing one after another, also after a failure, and keep nothing else waiting", async () => {
        const turns = new Turns();
        const done: string[] = [];
        let fail = (_: Error): void => undefined;
        const first = turns.inTurn("users.csv", () => new Promise<void>((_, reject) => (fail = reject)));
        const second = turns.inTurn("users.csv", async () => void done.push("second"));
        const third = turns.inTurn("users.csv", async () => void done.push("third"));

        await turns.inTurn("others.csv", async () => void done.push("other"));
        await setImmediate();
        assert.deepEqual(done, ["other"]);
        fail(new Error("unreadable"));

        await assert.rejects(first, { message: "unreadable" });
        await Promise.all([second, third]);
        assert.deepEqual(done, ["other", "second", "third"]);
    });

    it("give what the work gives", async () => {
        assert.equal(await new Turns().inTurn("users.csv", async () => 7), 7);
    });
});

describe("StartQueue", () => {
    const order: string[] = [];
    let queue: StartQueue;
    let clock: ReturnType<typeof heldClock>;
    beforeEach(() => {
        order.length = 0;
        queue = new StartQueue();
        clock = heldClock();
    });

    async function enter(name: string, key = "endpoint", signal?: AbortSignal): Promise<Release | undefined> {
        const leave = await queue.acquire(key, clock, 1000, () => order.push(`${name} waits`), signal);
        order.push(leave === undefined ? `${name} is late` : `${name} has its turn`);
        return leave;
    }

    it("waits for its turn as long as a timeout of a month allows", async () => {
        const leave = await enter("a");
        const monthSeconds = 30 * 24 * 3600;
        const second = queue.acquire("endpoint", systemClock, systemClock.now() + monthSeconds * 1000, () => undefined);
        await Promise.race([second, systemClock.sleep(0.02)]);

        leave?.();

        assert.notEqual(await second, undefined);
    });

    it("lets one in at a time, first come first served, and tells those who wait", async () => {
        const first = await enter("a");
        const second = enter("b");
        const third = enter("c");
        first?.();
        (await second)?.();
        (await third)?.();

        assert.deepEqual(order, ["a has its turn", "b waits", "c waits", "b has its turn", "c has its turn"]);
        assert.notEqual(await enter("d"), undefined);
        assert.equal(order.at(-1), "d has its turn");
    });

    it("keeps keys apart", async () => {
        await enter("a", "eu-west-1");
        await enter("b", "us-east-1");

        assert.deepEqual(order, ["a has its turn", "b has its turn"]);
    });

    it("gives up at the deadline, and lets the next one in all the same", async () => {
        const first = await enter("a");
        const second = enter("b");
        await setImmediate();
        clock.wakeAll();
        assert.equal(await second, undefined);
        const third = enter("c");
        first?.();

        assert.notEqual(await third, undefined);
    });

    it("ends with the signal's reason, and lets the next one in all the same", async () => {
        const first = await enter("a");
        const run = new AbortController();
        const second = enter("b", "endpoint", run.signal);
        const third = enter("c");
        run.abort(new Error("cancelled"));
        await assert.rejects(second, /cancelled/);
        first?.();

        assert.notEqual(await third, undefined);
    });

    it("ends a turn once, however often it is ended", async () => {
        const first = await enter("a");
        const second = enter("b");
        const third = enter("c");
        first?.();
        first?.();
        await second;
        await setImmediate();

        assert.deepEqual(order.slice(-1), ["b has its turn"]);
        (await second)?.();
        await third;
    });
});
