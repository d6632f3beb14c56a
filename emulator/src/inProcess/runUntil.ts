import { setImmediate } from "node:timers/promises";
import type { ManualClock } from "../clock";
import type { Services } from "../services/services";

/** Turns of the event loop without a sign of life after which everybody is taken to wait for the clock. */
const quietTurns = 3;
/** The same where no timer is set: then only what the clock does not know of can help, such as a file being read. */
const hopelessTurns = 10_000;

/** Moves the clock from timer to timer until `work` is done; see `EmulatorControls.runUntil`. */
export async function runUntil<T>(
    clock: ManualClock,
    services: Pick<Services, "waiter" | "calls">,
    work: Promise<T>,
    mostMs: number,
): Promise<T> {
    const untilMs = clock.now() + mostMs;
    let isDone = false;
    const done = (): void => {
        isDone = true;
    };
    work.then(done, done);
    let quiet = 0;
    for (let seen = ""; !isDone; ) {
        await services.waiter.settled();
        await setImmediate();
        // A call or a timer more than at the last look is a sign of life.
        const sign = `${services.calls.total} ${clock.timersSet}`;
        quiet = sign === seen ? quiet + 1 : 0;
        seen = sign;
        const nextMs = clock.nextTimer();
        if (nextMs !== undefined && quiet >= quietTurns && !isDone) {
            if (nextMs > untilMs) {
                throw new Error(`the work is not done after ${mostMs / 1000} seconds of the clock`);
            }
            clock.moveTo(nextMs);
            quiet = 0;
        } else if (quiet > hopelessTurns) {
            throw new Error("the work is not done, and nothing is left that it could wait for");
        }
    }
    return work;
}
