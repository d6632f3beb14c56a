import type { Clock } from "../clock";

/** Breaks without a byte between them after which a reading is given up. */
const maxBreaks = 5;

/** What a reading that goes on after a break needs. */
export interface ResumingRead {
    readonly sizeBytes: number;
    readonly clock: Clock;
    /** Ends a pause with its reason; `undefined`: nothing does. */
    readonly signal?: AbortSignal | undefined;
    /** Opens the content from an offset in bytes on. */
    open(offsetBytes: number): Promise<AsyncIterable<Uint8Array>>;
    /** Whether an error says no more than that the connection broke. */
    isBreak(error: unknown): boolean;
    /** The error for a content that is longer or stays shorter than it was said to be, or whose connection keeps breaking. */
    giveUp(cause: unknown): Error;
}

/** Reads a content over the network from start to end; where the connection breaks it goes on from there. */
export async function* readResuming(reading: ResumingRead): AsyncGenerator<Uint8Array> {
    const { sizeBytes, clock, signal } = reading;
    let offsetBytes = 0;
    let breaks = 0;
    while (offsetBytes < sizeBytes) {
        let cause: unknown;
        try {
            for await (const chunk of await reading.open(offsetBytes)) {
                offsetBytes += chunk.byteLength;
                breaks = 0;
                if (offsetBytes > sizeBytes) {
                    throw reading.giveUp(undefined);
                }
                yield chunk;
            }
        } catch (error) {
            if (!reading.isBreak(error)) {
                throw error;
            }
            cause = error;
        }
        if (offsetBytes < sizeBytes) {
            breaks++;
            if (breaks === maxBreaks) {
                throw reading.giveUp(cause);
            }
            await clock.sleep(clock.random() * Math.min(10, 2 ** (breaks - 1)), signal);
        }
    }
}
