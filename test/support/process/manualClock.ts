import { ManualClock } from "../../../emulator/src/clock/clock";
import type { AlarmClock } from "../../../provider/src/clock";

/** The provider's clock in a test: time passes only by its sleeps and by `advance`, and chance is what the test sets. */
export interface ProviderClock extends AlarmClock {
    /** Every sleep asked for, in seconds, in order. */
    readonly sleeps: readonly number[];
    /** What `random` answers. */
    chance: number;
    advance(seconds: number): void;
}

/** More sleeps than any test needs: a wait that never ends fails instead of hanging. */
const maxSleeps = 20_000;

/** The emulator's {@link ManualClock} with a `sleep` that returns at once and moves the time on by what was asked for. */
export function manualClock(start = "2026-01-02T03:04:05.000Z"): ProviderClock {
    const time = new ManualClock(Date.parse(start));
    const sleeps: number[] = [];
    const advance = (seconds: number): void => time.moveTo(time.now() + seconds * 1000);
    return {
        sleeps,
        chance: 0,
        now: () => time.now(),
        async sleep(seconds, signal) {
            signal?.throwIfAborted();
            sleeps.push(seconds);
            if (sleeps.length > maxSleeps) {
                throw new Error(`slept ${maxSleeps} times`);
            }
            advance(seconds);
            await Promise.resolve();
        },
        alarm: (seconds, ring) => time.setTimer(seconds * 1000, ring),
        random() {
            return this.chance;
        },
        advance,
    };
}
