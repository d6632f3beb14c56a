import { setMaxListeners } from "node:events";
import type { Clock, ManualClock } from "./clock";

/**
 * Waits on the emulator's clock, and knows when all work waits for it. Only then can a manual clock be moved without
 * leaving work behind.
 */
export class Waiter {
    private busy = 0;
    private readonly idleListeners: (() => void)[] = [];
    private readonly closing = new AbortController();

    constructor(private readonly clock: Clock) {
        // Any number of calls may be delayed at a time; Node warns about more than ten listeners.
        setMaxListeners(0, this.closing.signal);
    }

    /** Runs `work` and counts it as going on, except while it is in {@link wait}. */
    async run(work: () => Promise<void>): Promise<void> {
        this.busy++;
        try {
            await work();
        } finally {
            this.rest();
        }
    }

    /** Waits `delayMs`, or less when `signal` is aborted; only within {@link run}. */
    wait(delayMs: number, signal: AbortSignal): Promise<void> {
        if (delayMs <= 0 || signal.aborted) {
            return Promise.resolve();
        }
        this.rest();
        return new Promise((resolve) => {
            const wake = (): void => {
                cancel();
                signal.removeEventListener("abort", wake);
                this.busy++;
                resolve();
            };
            const cancel = this.clock.setTimer(delayMs, wake);
            signal.addEventListener("abort", wake, { once: true });
        });
    }

    /** Keeps a call waiting for `delayMs`, or until {@link close}. */
    delay(delayMs: number): Promise<void> {
        return this.run(() => this.wait(delayMs, this.closing.signal));
    }

    /** Aborted when the emulator closes. */
    get closed(): AbortSignal {
        return this.closing.signal;
    }

    /** Ends all waiting that is not for a job. */
    close(): void {
        this.closing.abort();
    }

    /** Resolves when everything that runs waits for the clock. */
    async settled(): Promise<void> {
        while (this.busy > 0) {
            await new Promise<void>((resolve) => this.idleListeners.push(resolve));
        }
    }

    private rest(): void {
        this.busy--;
        if (this.busy === 0) {
            for (const listener of this.idleListeners.splice(0)) {
                listener();
            }
        }
    }
}

/** Lets `byMs` milliseconds pass on a manual clock, with everything that becomes due on the way. */
export async function moveClock(clock: ManualClock, waiter: Waiter, byMs: number): Promise<void> {
    const untilMs = clock.now() + byMs;
    await waiter.settled();
    for (let nextMs = clock.nextTimer(); nextMs !== undefined && nextMs <= untilMs; nextMs = clock.nextTimer()) {
        clock.moveTo(nextMs);
        await waiter.settled();
    }
    clock.moveTo(untilMs);
}
