import { ContentDigest } from "../csv/contentDigest";
import { UserImportError } from "../errors/errors";
import type { Source } from "./source";

/**
 * The same source, whose every reading ends in UserImportError `source-changed` unless its digest is the one that was
 * checked. The last chunk is only handed over once the digest is right, so that an upload of anything else stays
 * incomplete.
 *
 * @param sourceDigest `sha256:…`, as ContentDigest makes it
 */
export function verifiedSource(source: Source, sourceDigest: string): Source {
    // A range of it could not be verified.
    const { readRange: _, ...whole } = source;
    return { ...whole, read: () => readVerified(source, sourceDigest) };
}

/** Counts by the size where the end is, since a chunk cannot be kept while the next one is read. */
async function* readVerified(source: Source, sourceDigest: string): AsyncGenerator<Uint8Array> {
    const digest = new ContentDigest();
    const changed = (): UserImportError =>
        new UserImportError(
            "source-changed",
            `The source ${source.description} has changed since it was checked. Nothing was imported. Run again.`,
        );
    let readBytes = 0;
    for await (const chunk of source.read()) {
        if (chunk.byteLength === 0) {
            continue;
        }
        readBytes += chunk.byteLength;
        digest.update(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        const isWrong =
            readBytes === source.sizeBytes ? digest.finish() !== sourceDigest : readBytes > source.sizeBytes;
        if (isWrong) {
            throw changed();
        }
        yield chunk;
    }
    const isEmpty = readBytes === 0 && source.sizeBytes === 0;
    if (isEmpty ? digest.finish() !== sourceDigest : readBytes < source.sizeBytes) {
        throw changed();
    }
}
