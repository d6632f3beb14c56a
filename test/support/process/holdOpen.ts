/** What a `with…` helper gives, until it is closed. */
export interface HeldOpen<T> {
    readonly value: T;
    /** Lets the helper clear up; resolves once it has. */
    close(): Promise<void>;
}

/**
 * Holds open what a `with…` helper gives to its callback: between the `before` and the `after` of a suite whose tests share it.
 *
 * @param open - calls the helper with the callback that it is given
 */
export async function holdOpen<T>(open: (use: (value: T) => Promise<void>) => Promise<void>): Promise<HeldOpen<T>> {
    let letGo = (): void => {};
    const closed = new Promise<void>((resolve) => {
        letGo = resolve;
    });
    let ended: Promise<void> = closed;
    const value = await new Promise<T>((resolve, reject) => {
        ended = open(async (given) => {
            resolve(given);
            await closed;
        });
        ended.catch(reject);
    });
    return {
        value,
        async close() {
            letGo();
            await ended;
        },
    };
}
