import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import type { ManualClock } from "../clock/clock";
import type { SharedServices } from "../services";

/** After this many turns of the event loop without a call or a new timer, all work counts as waiting for the clock. */
const quietTurns = 3;
/** How long nothing at all may happen, by the machine's clock, where no timer is set. */
const hopelessMs = 1000;
/** How much of one round counts: in the rest of a longer one, this process, and so the work, could not run. */
const longestRoundMs = 10;

/** Moves the clock from timer to timer until `work` is done; see `EmulatorControls.runUntil`. */
export async function runUntil<T>(
    clock: ManualClock,
    services: Pick<SharedServices, "waiter" | "calls">,
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
    let quietMs = 0;
    let lastMs = performance.now();
    for (let seen = ""; !isDone; ) {
        await services.waiter.settled();
        await setImmediate();
        const nowMs = performance.now();
        quietMs += Math.min(nowMs - lastMs, longestRoundMs);
        lastMs = nowMs;
        // A call or a timer more than in the last round is a sign of life.
        const sign = `${services.calls.total} ${clock.timersSet}`;
        if (sign !== seen || isReadingFiles()) {
            [seen, quiet, quietMs] = [sign, 0, 0];
        } else {
            quiet++;
        }
        const nextMs = clock.nextTimer();
        if (nextMs !== undefined && quiet >= quietTurns && !isDone) {
            if (nextMs > untilMs) {
                throw new Error(`the work is not done after ${mostMs / 1000} seconds of the clock`);
            }
            clock.moveTo(nextMs);
            quiet = 0;
        } else if (quietMs > hopelessMs) {
            throw new Error("the work is not done, and nothing is left that it could wait for");
        }
    }
    return work;
}

/** Work that reads or writes a file does not wait for the clock. */
function isReadingFiles(): boolean {
    return process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq") || name === "CloseReq");
}
