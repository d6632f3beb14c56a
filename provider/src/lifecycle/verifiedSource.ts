import { ContentDigest } from "../csv/contentDigest";
import { UserImportError } from "../errors";
import type { Source } from "../source/source";

/**
 * The same source, whose every reading ends in UserImportError `source-changed` unless its digest is the one that was
 * checked. The last chunk is only handed over once the digest is right, so that an upload of anything else stays
 * incomplete.
 *
 * @param sourceDigest `sha256:…`, as ContentDigest makes it
 */
export function verifiedSource(source: Source, sourceDigest: string): Source {
    return { ...source, read: () => readVerified(source, sourceDigest) };
}

async function* readVerified(source: Source, sourceDigest: string): AsyncGenerator<Uint8Array> {
    const digest = new ContentDigest();
    let heldBack: Uint8Array | undefined;
    for await (const chunk of source.read()) {
        if (chunk.byteLength === 0) {
            continue;
        }
        if (heldBack !== undefined) {
            yield heldBack;
        }
        digest.update(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        heldBack = chunk;
    }
    if (digest.finish() !== sourceDigest) {
        throw new UserImportError(
            "source-changed",
            `The source ${source.description} is no longer what was checked. Nothing of it was imported; run again.`,
        );
    }
    if (heldBack !== undefined) {
        yield heldBack;
    }
}
