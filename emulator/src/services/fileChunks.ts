import { open } from "node:fs/promises";
import type { ByteRange } from "./uploadStore";

/** Few enough for whoever works through a chunk without letting others have their turn. */
const chunkBytes = 256 * 1024;

/**
 * Reads a file, or a part of it. Two buffers serve the whole of it, one being filled while the other is lent: memory that is
 * new for every chunk takes longer than the reading.
 *
 * @throws the file system's error
 */
export async function* fileChunks(path: string, range?: ByteRange): AsyncGenerator<Buffer> {
    const file = await open(path, "r");
    const end = range === undefined ? Number.POSITIVE_INFINITY : range.end + 1;
    const fill = async (buffer: Buffer, position: number): Promise<Buffer> => {
        const { bytesRead } = await file.read(buffer, 0, Math.min(chunkBytes, end - position), position);
        return buffer.subarray(0, bytesRead);
    };
    let position = range?.start ?? 0;
    let [next, other] = [Buffer.allocUnsafeSlow(chunkBytes), Buffer.allocUnsafeSlow(chunkBytes)];
    let filling = fill(next, position);
    try {
        for (let chunk = await filling; chunk.length > 0; chunk = await filling) {
            position += chunk.length;
            [next, other] = [other, next];
            filling = fill(next, position);
            // Where it fails before its turn, it is told when its turn comes.
            filling.catch(() => undefined);
            yield chunk;
        }
    } finally {
        // Not under a reading that still goes on, where the reader has left early.
        await filling.catch(() => undefined);
        await file.close();
    }
}
