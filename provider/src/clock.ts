import { setTimeout as delay } from "node:timers/promises";

/** Time and chance, injected wherever the provider waits, so that tests move them instead of sleeping. */
export interface Clock {
    /** Milliseconds since 1970. */
    now(): number;
    /** Resolves after `seconds`, which may be any number, also `Infinity`; rejects with the signal's reason as soon as it is aborted. */
    sleep(seconds: number, signal?: AbortSignal): Promise<void>;
    /** A number from 0 up to, not including, 1. */
    random(): number;
}

/** A clock that can ring while something else is waited for. */
export interface AlarmClock extends Clock {
    /** Calls `ring` after `seconds`, unless the function that it returns is called before. */
    alarm(seconds: number, ring: () => void): () => void;
}

/** Node's longest timer, in milliseconds, 24.8 days: one that is set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: AlarmClock = {
    now: () => Date.now(),
    sleep: async (seconds, signal) => {
        signal?.throwIfAborted();
        try {
            let leftMs = seconds * 1000;
            do {
                const sliceMs = Math.min(leftMs, longestTimerMs);
                await delay(sliceMs, undefined, signal === undefined ? {} : { signal });
                leftMs -= sliceMs;
            } while (leftMs > 0);
        } catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    },
    alarm: (seconds, ring) => {
        const timer = setTimeout(ring, seconds * 1000);
        return () => clearTimeout(timer);
    },
    random: () => Math.random(),
};
