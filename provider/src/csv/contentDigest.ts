import { createHash } from "node:crypto";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const newline = Buffer.from("\n");

/**
 * SHA-256 of a CSV's content: of its bytes, with CRLF read as LF and a missing final newline as present.
 *
 * Git writes one and the same file with LF on one machine and with CRLF on another, and editors add a final newline on
 * saving: neither changes a user, and so neither may start another import. For a file with LF and a final newline the
 * digest is what `sha256sum` prints.
 */
export class ContentDigest {
    private lastByte = lineFeed;

    constructor(private readonly hash = createHash("sha256")) {}

    /** Another one that has taken the same bytes so far. */
    copy(): ContentDigest {
        const copy = new ContentDigest(this.hash.copy());
        copy.lastByte = this.lastByte;
        return copy;
    }

    /** Takes the next bytes of the file; however they are cut, the digest is the same. */
    update(chunk: Buffer): void {
        if (chunk.length === 0) {
            return;
        }
        if (this.lastByte === carriageReturn && chunk[0] !== lineFeed) {
            this.hash.update("\r");
        }
        const firstReturn = chunk.indexOf(carriageReturn);
        this.hash.update(firstReturn < 0 ? chunk : withLineFeeds(chunk, firstReturn));
        this.lastByte = chunk[chunk.length - 1] as number;
    }

    /** `sha256:` and 64 hex digits. Can be called once. */
    finish(): string {
        if (this.lastByte === carriageReturn) {
            this.hash.update("\r");
        }
        if (this.lastByte !== lineFeed) {
            this.hash.update(newline);
        }
        return `sha256:${this.hash.digest("hex")}`;
    }
}

/** A copy without the carriage returns before a line feed, and without one at the end: the next chunk decides about that. */
function withLineFeeds(chunk: Buffer, firstReturn: number): Buffer {
    const copy = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    let start = 0;
    for (let at = firstReturn; at >= 0; at = chunk.indexOf(carriageReturn, at + 1)) {
        const isLineEnd = at + 1 === chunk.length || chunk[at + 1] === lineFeed;
        if (isLineEnd) {
            length += chunk.copy(copy, length, start, at);
            start = at + 1;
        }
    }
    length += chunk.copy(copy, length, start);
    return copy.subarray(0, length);
}

/** The SHA-256 of a text in UTF-8, as 64 hex digits. */
export function sha256Hex(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}
