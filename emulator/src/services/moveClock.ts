import type { ManualClock } from "../clock";
import type { Waiter } from "./waiter";

/** Lets `byMs` pass on a clock that stands still, with everything that becomes due on the way. */
export async function moveClock(clock: ManualClock, waiter: Waiter, byMs: number): Promise<void> {
    const untilMs = clock.now() + byMs;
    await waiter.settled();
    for (let nextMs = clock.nextTimer(); nextMs !== undefined && nextMs <= untilMs; nextMs = clock.nextTimer()) {
        clock.moveTo(nextMs);
        await waiter.settled();
    }
    clock.moveTo(untilMs);
}
