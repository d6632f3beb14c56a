import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const shared = "/dev/shm";

/** What all files of a bench take at most, in bytes. */
const neededBytes = 2 ** 30;

/**
 * Where a bench puts its files: in memory, where Linux has room there, else where all temporary files are. A disk's cache
 * takes up to 200 ms more or less for 100 MB from one run to the next, on virtual machines above all.
 */
export function memoryFolder(): string {
    try {
        const { bavail, bsize } = statfsSync(shared);
        return bavail * bsize >= neededBytes ? shared : tmpdir();
    } catch {
        return tmpdir();
    }
}
