import type { Clock } from "../clock";

/** The time that every call gets, in seconds: the last poll of a job happens at the deadline. */
const graceSeconds = 10;

/** Calls with the usual number of tries end within this time, in seconds: a later deadline needs no alarm. */
const longestCallSeconds = 3600;

/** When calls are given up, and with which error. */
export interface CallDeadline {
    /** Milliseconds since 1970. */
    readonly atMilliseconds: number;
    /** The error of a call without an answer by then. */
    readonly error: () => Error;
}

/** What ends a call before its answer. */
export interface CallBounds {
    readonly clock: Clock;
    /** Aborted when the run is over: running and later calls throw its reason. */
    readonly signal?: AbortSignal | undefined;
    /** Ends a call with all its tries, though not before it has had 10 s. */
    readonly deadline?: CallDeadline | undefined;
}

/**
 * Makes a call that ends with its bounds.
 *
 * @throws the signal's reason, the deadline's error, or what the call throws
 */
export async function boundedCall<Answer>(
    { clock, signal, deadline }: CallBounds,
    call: (options: AbortableOptions) => Promise<Answer>,
): Promise<Answer> {
    const leftSeconds =
        deadline === undefined ? Number.POSITIVE_INFINITY : (deadline.atMilliseconds - clock.now()) / 1000;
    if (deadline === undefined || leftSeconds > longestCallSeconds) {
        return await abortable(signal, call);
    }
    signal?.throwIfAborted();
    const bound = new AbortController();
    const alarm = new AbortController();
    const onAbort = (): void => bound.abort(signal?.reason);
    // Not AbortSignal.any: a search makes 100,000 calls, and the run's signal, which outlives them, would remember each.
    signal?.addEventListener("abort", onAbort, { once: true });
    clock.sleep(Math.max(leftSeconds, graceSeconds), alarm.signal).then(
        () => bound.abort(deadline.error()),
        () => undefined,
    );
    try {
        return await abortable(bound.signal, call);
    } finally {
        alarm.abort();
        signal?.removeEventListener("abort", onAbort);
    }
}

/** The SDK's options of a call: the signal frees its connection as soon as nobody waits for the answer. */
export interface AbortableOptions {
    readonly abortSignal?: AbortSignal;
}

/**
 * Makes a call of the AWS SDK that ends with the signal. The SDK hands the signal to the connection only: its pauses before
 * another try, and its search for credentials, go on. This call waits for neither, and throws the signal's reason, not the
 * SDK's error. After the abort no call is made.
 *
 * @throws the signal's reason, or what the call throws
 */
export async function abortable<Answer>(
    signal: AbortSignal | undefined,
    call: (options: AbortableOptions) => Promise<Answer>,
): Promise<Answer> {
    if (signal === undefined) {
        return await call({});
    }
    signal.throwIfAborted();
    let onAbort = (): void => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener("abort", onAbort, { once: true });
    });
    try {
        return await Promise.race([call({ abortSignal: signal }), aborted]);
    } catch (error) {
        signal.throwIfAborted();
        throw error;
    } finally {
        signal.removeEventListener("abort", onAbort);
    }
}
