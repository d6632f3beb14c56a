import type { AlarmClock } from "../clock";

/**
 * What a server has to send at least: so many bytes in so many seconds of waiting for it. Slower than any line that people use;
 * so a file of 100 MB takes some hours at most, and not for ever.
 */
const leastBytes = 256 * 1024;
const windowSeconds = 60;

/** So often in a row a server may be too slow; each time it is asked anew, as where a connection breaks. */
const maxSlowWindows = 3;

/** What a reading gets where a server keeps it waiting. The message is what is said of the server, after its name. */
class TooSlow extends Error {
    public override readonly name = "TooSlow";

    public constructor(hasAnswered: boolean, seconds: number) {
        super(
            hasAnswered
                ? `is too slow (it sent less than ${leastBytes / 1024} KiB in ${seconds} s)`
                : `does not answer (it sent nothing in ${seconds} s)`,
        );
    }
}

/** Whether an error says that a server kept a reading waiting; its message is then what is said of it, after its name. */
export function isTooSlow(error: unknown): error is Error {
    return error instanceof TooSlow;
}

/**
 * Holds a reading over the network to a least pace, from its first request to its last byte, over all connections that it takes.
 * Only waiting for the network counts, not the time in which the reader works on what came.
 */
export class Pace {
    private waitedMs = 0;
    private receivedBytes = 0;
    private slowWindows = 0;
    private hasAnswered = false;

    public constructor(private readonly clock: AlarmClock) {}

    /** Whether the server was too slow so often that asking it anew is in vain. */
    public get isHopeless(): boolean {
        return this.slowWindows >= maxSlowWindows;
    }

    /**
     * Waits for one answer, with all the tries that it takes.
     *
     * @param open is given a signal that ends the connection
     * @param seconds how long all of it may take
     * @throws TooSlow, or what the connection throws
     */
    public async answer<T>(open: (signal: AbortSignal) => Promise<T>, seconds: number): Promise<T> {
        const connection = new AbortController();
        try {
            return await this.wait(open(connection.signal), seconds);
        } catch (error) {
            connection.abort();
            throw error;
        }
    }

    /**
     * Reads one connection.
     *
     * @param open is given a signal that ends the connection
     * @throws TooSlow, or what the connection throws
     */
    public async *read(open: (signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>): AsyncGenerator<Uint8Array> {
        const connection = new AbortController();
        let chunks: AsyncIterator<Uint8Array> | undefined;
        try {
            chunks = each(await this.wait(open(connection.signal)));
            this.hasAnswered = true;
            for (;;) {
                const { done, value } = await this.wait(chunks.next());
                if (done === true) {
                    chunks = undefined;
                    return;
                }
                this.received(value.byteLength);
                yield value;
            }
        } catch (error) {
            connection.abort();
            throw error;
        } finally {
            // Not waited for: it may be in the middle of a chunk that never ends.
            chunks?.return?.().catch(() => undefined);
        }
    }

    /** Counts a pause between two connections. */
    public paused(seconds: number): void {
        this.waitedMs += seconds * 1000;
    }

    /** Waits for something of the network. Throws TooSlow once the seconds are over, those that were waited before included. */
    private async wait<T>(task: Promise<T>, seconds: number = windowSeconds): Promise<T> {
        let beganAt = this.clock.now();
        let stopAlarm = (): void => undefined;
        const slow = new Promise<never>((_resolve, reject) => {
            stopAlarm = this.clock.alarm(Math.max(0, seconds - this.waitedMs / 1000), () =>
                reject(new TooSlow(this.hasAnswered, seconds)),
            );
        });
        // Whichever comes second is nobody's.
        slow.catch(() => undefined);
        task.catch(() => undefined);
        try {
            return await Promise.race([task, slow]);
        } catch (error) {
            if (isTooSlow(error)) {
                this.begin(this.slowWindows + 1);
                beganAt = this.clock.now();
            }
            throw error;
        } finally {
            stopAlarm();
            this.waitedMs += this.clock.now() - beganAt;
        }
    }

    private received(bytes: number): void {
        this.receivedBytes += bytes;
        if (this.receivedBytes >= leastBytes) {
            this.begin(0);
        }
    }

    private begin(slowWindows: number): void {
        this.slowWindows = slowWindows;
        this.waitedMs = 0;
        this.receivedBytes = 0;
    }
}

/** A body may be no more than an empty list. */
async function* each(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    yield* chunks;
}
