/** Takes one line for a person to read. */
export type Log = (line: string) => void;

const reportEveryMs = 15_000;

/**
 * Does work that takes a while, and shows it: says what is done, a line every 15 s while it lasts, and the time it took.
 *
 * @param what - a clause such as "Building the Pulumi CLI"
 * @param expected - how long it takes, such as "about 5 minutes the first time"
 */
export async function longStep<T>(what: string, expected: string, log: Log, work: () => Promise<T>): Promise<T> {
    const started = Date.now();
    const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
    log(`${what} (${expected}) ...`);
    const timer = setInterval(() => log(`  ... still at it after ${elapsed()}`), reportEveryMs);
    try {
        const result = await work();
        log(`  ... done in ${elapsed()}`);
        return result;
    } catch (error) {
        log(`  ... failed after ${elapsed()}`);
        throw error;
    } finally {
        clearInterval(timer);
    }
}
