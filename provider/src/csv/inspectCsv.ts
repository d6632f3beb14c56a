import { CsvInspector } from "./csvInspector";
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
    const inspector = new CsvInspector(options);
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
