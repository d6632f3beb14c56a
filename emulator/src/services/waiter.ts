import type { Clock } from "../clock";

/**
 * Waits on the emulator's clock, and knows when everything that is going on waits for it. That is when a manual clock
 * can be moved without leaving work behind.
 */
export class Waiter {
    private busy = 0;
    private readonly idleListeners: (() => void)[] = [];

    constructor(private readonly clock: Clock) {}

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

    /** Resolves when nothing runs that is not waiting for the clock. */
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
