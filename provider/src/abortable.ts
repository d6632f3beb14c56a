/** What a call is told, so that it frees its connection as soon as nobody waits for its answer. */
export interface AbortableOptions {
    readonly abortSignal?: AbortSignal;
}

/**
 * Makes a call of the AWS SDK that ends with the signal. The SDK hands the signal to the connection only: its pauses before
 * another try, and its search for credentials, go on. So nobody waits for those either, and what is thrown is the signal's
 * reason, not what the SDK makes of it. A call after the abort is not made at all.
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
