import { ContentDigest } from "../csv/contentDigest";

/** A place where a part may end: what the part has up to there, and what the next one would have from there on. */
interface Mark {
    readonly position: number;
    readonly ended: ContentDigest;
    readonly next: ContentDigest;
}

/**
 * The digest of each part of a CSV (its header and its lines) while the CSV passes by once. Where a part ends is decided
 * later, when bytes behind that place have passed; until then they count for both sides of it.
 *
 * Positions are bytes of the whole CSV.
 */
export class PartDigests {
    /** The header alone, with which every part begins. */
    private header = new ContentDigest();
    private part = new ContentDigest();
    private chunk: Buffer = Buffer.alloc(0);
    private chunkStart = 0;
    private digestedBytes = 0;
    private best: Mark | undefined;
    /** Where the line begins that the last chunk has not ended. */
    private lineStart: Mark | undefined;

    /** Takes the next bytes, which are read until {@link endChunk}. */
    beginChunk(chunk: Buffer): void {
        this.chunkStart += this.chunk.length;
        this.chunk = chunk;
    }

    /** @param lineStart where the line begins that is not ended yet, or the end of the chunk */
    endChunk(lineStart: number): void {
        if (lineStart >= this.digestedBytes) {
            this.lineStart = this.markAt(lineStart);
        }
        this.digestTo(this.chunkStart + this.chunk.length);
    }

    /** The header ends here. */
    endHeader(position: number): void {
        this.lineStart = undefined;
        this.digestTo(position);
        this.header = this.part.copy();
    }

    /** The part will rather end here than at the place that was given before. */
    mayEndAt(position: number): void {
        this.best = this.markAt(position);
    }

    /**
     * Ends the part at the place that was given last, or where the current line begins.
     *
     * @returns its digest, as ContentDigest makes it
     */
    endAt(position: number): string {
        const known = [this.best, this.lineStart].find((mark) => mark?.position === position);
        const { ended, next } = known ?? this.markAt(position);
        this.part = next;
        this.best = undefined;
        this.lineStart = undefined;
        return ended.finish();
    }

    /** The digest of the last part, after the last chunk. */
    finish(): string {
        return this.part.finish();
    }

    private markAt(position: number): Mark {
        // The line that began there has ended.
        this.lineStart = undefined;
        this.digestTo(position);
        return { position, ended: this.part.copy(), next: this.header.copy() };
    }

    private digestTo(position: number): void {
        const bytes = this.chunk.subarray(this.digestedBytes - this.chunkStart, position - this.chunkStart);
        this.part.update(bytes);
        this.best?.next.update(bytes);
        this.lineStart?.next.update(bytes);
        this.digestedBytes = position;
    }
}
