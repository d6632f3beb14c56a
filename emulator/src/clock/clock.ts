/** Where the emulator takes its time from. Everything that waits or needs the time asks it. */
export interface Clock {
    /** Milliseconds since 1970. */
    now(): number;
    /** Calls `callback` once, `delayMs` from now; the function returned cancels it. */
    setTimer(delayMs: number, callback: () => void): () => void;
}

/** Node's longest timer, in milliseconds, 24.8 days: one that is set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The machine's own time. */
export const systemClock: Clock = {
    now: () => Date.now(),
    setTimer(delayMs, callback) {
        let timer: NodeJS.Timeout;
        const wait = (leftMs: number): void => {
            const sliceMs = Math.min(leftMs, longestTimerMs);
            timer = setTimeout(() => (leftMs > sliceMs ? wait(leftMs - sliceMs) : callback()), sliceMs);
        };
        wait(delayMs);
        return () => clearTimeout(timer);
    },
};

/** A clock that stops until it is moved; for tests of what takes long on AWS. */
export class ManualClock implements Clock {
    private readonly timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();

    private setCount = 0;

    constructor(private currentMs = Date.UTC(2026, 0, 1)) {}

    /** How many timers were ever set. */
    get timersSet(): number {
        return this.setCount;
    }

    now(): number {
        return this.currentMs;
    }

    setTimer(delayMs: number, callback: () => void): () => void {
        const timer = { dueMs: this.currentMs + Math.max(0, delayMs), callback };
        this.timers.add(timer);
        this.setCount++;
        return () => this.timers.delete(timer);
    }

    /** When the next timer is due, in milliseconds since 1970; `undefined` where none is set. */
    nextTimer(): number | undefined {
        let next: number | undefined;
        for (const { dueMs } of this.timers) {
            next = next === undefined || dueMs < next ? dueMs : next;
        }
        return next;
    }

    /** Sets the time and calls what has become due, earliest first. Never goes back. */
    moveTo(timeMs: number): void {
        this.currentMs = Math.max(this.currentMs, timeMs);
        const due = [...this.timers].filter((timer) => timer.dueMs <= this.currentMs);
        for (const timer of due.sort((left, right) => left.dueMs - right.dueMs)) {
            if (this.timers.delete(timer)) {
                timer.callback();
            }
        }
    }
}
