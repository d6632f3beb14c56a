import type { Clock } from "../../provider/src/clock";

/** A clock that only tests move, with chance pinned. */
export interface ManualClock extends Clock {
    /** Every sleep asked for, in seconds, in order. */
    readonly sleeps: readonly number[];
    /** What `random` answers. */
    chance: number;
    advance(seconds: number): void;
}

/** More sleeps than any test needs: a wait that never ends fails instead of hanging. */
const maxSleeps = 20_000;

/** A clock whose `sleep` returns at once and moves the time on by what was asked for. */
export function manualClock(start = "2026-01-02T03:04:05.000Z"): ManualClock {
    const sleeps: number[] = [];
    let now = Date.parse(start);
    return {
        sleeps,
        chance: 0,
        now: () => now,
        async sleep(seconds, signal) {
            signal?.throwIfAborted();
            sleeps.push(seconds);
            if (sleeps.length > maxSleeps) {
                throw new Error(`slept ${maxSleeps} times`);
            }
            now += seconds * 1000;
            await Promise.resolve();
        },
        random() {
            return this.chance;
        },
        advance(seconds) {
            now += seconds * 1000;
        },
    };
}
