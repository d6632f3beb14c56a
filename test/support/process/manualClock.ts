import type { AlarmClock } from "../../../provider/src/clock";

/** A clock that only tests move, with chance pinned. */
export interface ManualClock extends AlarmClock {
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
    const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
    let now = Date.parse(start);
    const moveOn = (seconds: number): void => {
        now += seconds * 1000;
        for (const alarm of [...alarms].filter(({ at }) => at <= now)) {
            alarms.delete(alarm);
            alarm.ring();
        }
    };
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
            moveOn(seconds);
            await Promise.resolve();
        },
        alarm(seconds, ring) {
            const alarm = { at: now + seconds * 1000, ring };
            alarms.add(alarm);
            return () => void alarms.delete(alarm);
        },
        random() {
            return this.chance;
        },
        advance: moveOn,
    };
}
