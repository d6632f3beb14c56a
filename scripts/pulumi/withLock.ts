import { lock } from "proper-lockfile";
import { longStep, type Screen } from "./longStep";

const staleMs = 30_000;
const refreshMs = 5_000;
const retryMs = 500;
const waitMs = 30 * 60_000;

/**
 * Does `work` while no other process does it for the same `folder` (which need not exist; its parent must). A lock whose
 * holder died is taken over after 30 s.
 *
 * @throws Error when another process holds the lock for more than 30 minutes
 */
export async function withLock<T>(folder: string, screen: Screen, work: () => Promise<T>): Promise<T> {
    let lost = false;
    const release = await acquire(folder, screen, () => {
        lost = true;
    });
    try {
        return await work();
    } catch (error) {
        // This machine slept, and another process took over and cleared our work away: wait for what it makes.
        if (lost) return await withLock(folder, screen, work);
        throw error;
    } finally {
        // Releasing a lost lock throws, and it is no longer ours to release.
        if (!lost) await release();
    }
}

async function acquire(folder: string, screen: Screen, onCompromised: () => void): Promise<() => Promise<void>> {
    const options = { realpath: false, stale: staleMs, update: refreshMs, onCompromised };
    try {
        return await lock(folder, options);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    }
    const retries = { retries: waitMs / retryMs, factor: 1, minTimeout: retryMs, maxTimeout: retryMs };
    return await longStep("Waiting for another process that prepares the Pulumi CLI", "up to 5 minutes", screen, () =>
        lock(folder, { ...options, retries }),
    );
}
