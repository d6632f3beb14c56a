import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { makeWorkFolder, publish, removeLeftovers } from "./cache";
import type { Screen } from "./longStep";
import { withLock } from "./withLock";

/**
 * Fills a folder of the user's cache unless it is filled: once for all processes of this machine, whole or not at all.
 *
 * @param make - fills another folder, which then takes its place
 * @throws Error what `make` throws; the folder is then as it was
 */
export async function fillOnce(
    folder: string,
    screen: Screen,
    isFilled: () => Promise<boolean>,
    make: (work: string) => Promise<void>,
): Promise<void> {
    if (await isFilled()) return;
    await mkdir(path.dirname(folder), { recursive: true });
    await withLock(folder, screen, async () => {
        // Another process may have filled it while this one waited for the lock.
        if (await isFilled()) return;
        await removeLeftovers(folder);
        const work = await makeWorkFolder(folder);
        try {
            await make(work);
            await publish(work, folder, "", "build");
        } finally {
            await rm(work, { recursive: true, force: true });
        }
    });
}
