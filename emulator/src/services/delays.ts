import type { Clock } from "../clock";

/** Calls that are kept waiting by a fault. */
export class Delays {
    private readonly waiting = new Set<() => void>();

    constructor(private readonly clock: Clock) {}

    /** Resolves after `delayMs` on the emulator's clock, or when the emulator closes. */
    wait(delayMs: number): Promise<void> {
        return new Promise((resolve) => {
            const wake = (): void => {
                cancel();
                this.waiting.delete(wake);
                resolve();
            };
            const cancel = this.clock.setTimer(delayMs, wake);
            this.waiting.add(wake);
        });
    }

    /** Ends all waiting. */
    close(): void {
        for (const wake of [...this.waiting]) {
            wake();
        }
    }
}
