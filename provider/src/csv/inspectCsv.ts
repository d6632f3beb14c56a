import { CsvInspector } from "./csvInspector";
import { NameSieve } from "./nameSieve";
import type { CsvInspection, CsvInspectionOptions } from "./types";

/** Progress is told about this often. */
const progressBytes = 4 * 2 ** 20;

/**
 * Reads a CSV once and says what Cognito would refuse in it, with the digest, size and rows of the same pass.
 *
 * Memory does not grow with the file, but for at most 40 bytes a row that keep usernames unique, and as many for each of
 * the pool's aliases. Chunks may be of any
 * size, and each may be reused by its owner once the next is asked for. A file beyond the limits is not read further.
 *
 * @throws what `chunks` throws and the signal's reason; never for what the file holds.
 */
export async function inspectCsv(
    chunks: AsyncIterable<Uint8Array>,
    options: CsvInspectionOptions,
): Promise<CsvInspection> {
    return await inspect(new CsvInspector(options), chunks, options);
}

/**
 * The same for a CSV that can be read again, in memory that does not grow with the file: names go through sieves, and
 * only where one may be repeated the file is read once more to tell which.
 *
 * @param read reads the whole CSV, the same each time
 */
export async function inspectRereadable(
    read: () => AsyncIterable<Uint8Array>,
    options: CsvInspectionOptions,
): Promise<CsvInspection> {
    const sieves: NameSieve[] = [];
    const makeMemory = (): NameSieve => {
        const sieve = new NameSieve();
        sieves.push(sieve);
        return sieve;
    };
    try {
        const inspection = await inspect(new CsvInspector(options, makeMemory), read(), options);
        const isSuspicious = sieves.some((sieve) => sieve.isSuspicious);
        return isSuspicious ? await inspectCsv(read(), options) : inspection;
    } finally {
        for (const sieve of sieves) {
            sieve.release();
        }
    }
}

async function inspect(
    inspector: CsvInspector,
    chunks: AsyncIterable<Uint8Array>,
    options: CsvInspectionOptions,
): Promise<CsvInspection> {
    let nextProgress = progressBytes;
    options.signal?.throwIfAborted();
    for await (const chunk of chunks) {
        options.signal?.throwIfAborted();
        if (!inspector.push(chunk)) {
            break;
        }
        if (inspector.readBytes >= nextProgress) {
            nextProgress = inspector.readBytes + progressBytes;
            options.onProgress?.(inspector.readBytes, inspector.rows);
        }
    }
    options.signal?.throwIfAborted();
    return inspector.finish();
}
