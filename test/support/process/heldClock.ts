import type { Clock } from "../../../emulator/src";

/**
 * The machine's time for an emulator whose jobs end when the test says so. While the clock is held, nothing becomes due:
 * a started job stays Pending, however long the engine takes. Once released, everything goes on by itself. A `ManualClock`
 * would not do here: the engine's processes live by the machine's time, and somebody would have to move it along with them.
 */
export class HeldClock implements Clock {
    readonly #due = new Set<() => void>();
    #isHeld: boolean;

    constructor(isHeld = true) {
        this.#isHeld = isHeld;
    }

    now(): number {
        return Date.now();
    }

    setTimer(delayMs: number, callback: () => void): () => void {
        const ring = (): void => {
            if (this.#isHeld) {
                this.#due.add(callback);
            } else {
                callback();
            }
        };
        const timer = setTimeout(ring, delayMs);
        return () => {
            clearTimeout(timer);
            this.#due.delete(callback);
        };
    }

    /** From now on nothing becomes due. */
    hold(): void {
        this.#isHeld = true;
    }

    /** Lets everything go on. */
    release(): void {
        this.#isHeld = false;
        for (const callback of [...this.#due]) {
            this.#due.delete(callback);
            callback();
        }
    }
}
