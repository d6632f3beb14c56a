import type { AlarmClock } from "../clock";
import { isTooSlow, Pace } from "./pace";

/** Breaks without a byte between them after which a reading is given up. */
const maxBreaks = 5;

/** What a reading that goes on after a break needs. */
export interface ResumingRead {
    readonly sizeBytes: number;
    readonly clock: AlarmClock;
    /** Ends a pause with its reason; `undefined`: nothing does. */
    readonly signal?: AbortSignal | undefined;
    /** Opens the content from an offset in bytes on; the signal ends the connection. */
    open(offsetBytes: number, connection: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
    /** Whether an error says no more than that the connection broke: what the network did, and nothing else. */
    isBreak(error: unknown): boolean;
    /** The error for a content that is longer or stays shorter than it was said to be, or whose connection keeps breaking. */
    giveUp(cause: unknown): Error;
}

/** Reads a content over the network from start to end; where the connection breaks, or is too slow, it goes on from there. */
export async function* readResuming(reading: ResumingRead): AsyncGenerator<Uint8Array> {
    const { sizeBytes, clock, signal } = reading;
    const pace = new Pace(clock);
    let offsetBytes = 0;
    let breaks = 0;
    while (offsetBytes < sizeBytes) {
        let cause: unknown;
        try {
            const start = offsetBytes;
            for await (const chunk of pace.read(async (connection) => await reading.open(start, connection))) {
                offsetBytes += chunk.byteLength;
                breaks = 0;
                if (offsetBytes > sizeBytes) {
                    throw reading.giveUp(undefined);
                }
                yield chunk;
            }
        } catch (error) {
            if (!isTooSlow(error) && !reading.isBreak(error)) {
                throw error;
            }
            cause = error;
        }
        if (offsetBytes < sizeBytes) {
            breaks++;
            if (breaks === maxBreaks || pace.isHopeless) {
                throw reading.giveUp(cause);
            }
            const pauseSeconds = clock.random() * Math.min(10, 2 ** (breaks - 1));
            await clock.sleep(pauseSeconds, signal);
            pace.paused(pauseSeconds);
        }
    }
}
