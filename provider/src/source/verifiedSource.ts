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

async function* readVerified(source: Source, sourceDigest: string): AsyncGenerator<Uint8Array> {
    const digest = new ContentDigest();
    const changed = (): UserImportError =>
        new UserImportError(
            "source-changed",
            `The source ${source.description} has changed since it was checked. Nothing was imported. Run again.`,
        );
    let readBytes = 0;
    let heldBack: Uint8Array | undefined;
    for await (const chunk of source.read()) {
        readBytes += chunk.byteLength;
        // Before what fills the Content-Length is handed over.
        if (readBytes > source.sizeBytes) {
            throw changed();
        }
        digest.update(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        if (heldBack !== undefined) {
            yield heldBack;
        }
        heldBack = chunk;
    }
    if (digest.finish() !== sourceDigest) {
        throw changed();
    }
    if (heldBack !== undefined) {
        yield heldBack;
    }
}
