import type { Part, PartLimits, PartPlan } from "./part";
import type { PartDigests } from "./partDigests";

/** A first line of more bytes is no header that Cognito takes. */
export const maxHeaderBytes = 64_000;

/** A part may be cut once it has this share of what it may hold: see docs/decisions/0005. */
const cutShare = 0.95;

/** The hash of nothing. */
const fnvOffset = 0x811c9dc5;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A place between two lines, with what the part holds up to there. */
interface Cut {
    readonly hash: number;
    readonly toByte: number;
    readonly nextLine: number;
    readonly lines: number;
    readonly rows: number;
    readonly bytes: number;
}

/**
 * Cuts a CSV into parts while it is pushed through, holding none of it.
 *
 * A part ends before the line that it has no room for, or rather at one of the last lines before that: at the line
 * with the lowest hash among those in the last twentieth. So cuts go by content. A row that comes or goes moves the cut
 * of its own part along with the rows, and leaves all others where they are.
 */
export class PartPlanner {
    private headerBytes = 0;
    private readonly parts: Part[] = [];
    /** Where the current line begins. */
    private position = 0;
    private line = 1;
    private lineBytes = 0;
    /** The last two bytes that were read. */
    private lastBytes: readonly [number, number] = [0, 0];
    private lineHash = 0;
    private isBlank: boolean = true;
    private fromByte = 0;
    private firstLine = 2;
    /** Lines and, of these, rows (which are not blank) of the current part, and its bytes as `maxBytes` counts them. */
    private lines = 0;
    private rows = 0;
    private bytes = 0;
    private countedHeaderBytes = 0;
    private best: Cut | undefined;

    /** @param digests makes the digest of each part; `undefined`: nobody needs them */
    constructor(
        private readonly limits: PartLimits,
        private readonly digests?: PartDigests,
    ) {
        this.beginLine();
    }

    /** Takes the next bytes of the file. */
    push(chunk: Uint8Array): void {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        this.digests?.beginChunk(bytes);
        let start = 0;
        while (start < bytes.length) {
            const lineEnd = bytes.indexOf(lineFeed, start);
            const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
            this.take(bytes, start, end);
            if (lineEnd >= 0) {
                this.endLine();
            }
            start = end;
        }
        this.digests?.endChunk(this.position);
    }

    /** The plan, after the last byte. */
    finish(): PartPlan {
        if (this.lineBytes > 0) {
            this.endLine();
        }
        if (this.rows > 0 || this.parts.length === 0) {
            this.addPart(this.position, this.digests?.finish());
        }
        return { headerBytes: this.headerBytes, parts: this.parts };
    }

    private take(bytes: Buffer, start: number, end: number): void {
        this.lineBytes += end - start;
        const last = bytes[end - 1] as number;
        this.lastBytes = [end - start > 1 ? (bytes[end - 2] as number) : this.lastBytes[1], last];
        for (let at = start; this.isBlank && at < end; at++) {
            const byte = bytes[at];
            this.isBlank = byte === 0x20 || byte === 0x09 || byte === carriageReturn || byte === lineFeed;
        }
        if (this.canCut()) {
            this.lineHash = fnv1a(bytes, start, end, this.lineHash);
        }
    }

    private endLine(): void {
        if (this.line === 1) {
            this.headerBytes = this.lineBytes;
            this.fromByte = this.lineBytes;
            this.countedHeaderBytes = this.countedLineBytes();
            this.digests?.endHeader(this.lineBytes);
        } else {
            this.addLine();
        }
        this.position += this.lineBytes;
        this.line++;
        this.beginLine();
    }

    private addLine(): void {
        const countedBytes = this.countedLineBytes();
        const hasRoom = this.hasRoom(countedBytes);
        const mayCut = hasRoom && this.canCut();
        if (!hasRoom) {
            this.cut(this.best ?? this.cutBefore(this.position, this.line));
        }
        this.lines++;
        this.bytes += countedBytes;
        this.rows += this.isBlank ? 0 : 1;
        if (mayCut && (this.best === undefined || this.lineHash < this.best.hash)) {
            this.best = this.cutBefore(this.position + this.lineBytes, this.line + 1);
            this.digests?.mayEndAt(this.best.toByte);
        }
    }

    /** A file whose first line cannot be a header is not worth cutting: the check of the one part says what it is. */
    private hasRoom(countedBytes: number): boolean {
        const bytes = this.countedHeaderBytes + this.bytes + countedBytes;
        const fits = this.lines < this.limits.maxRows && bytes <= this.limits.maxBytes;
        return fits || this.lines === 0 || this.headerBytes > maxHeaderBytes;
    }

    /** Whether the part may end with the current line. */
    private canCut(): boolean {
        const { maxRows, maxBytes } = this.limits;
        const bytes = this.countedHeaderBytes + this.bytes;
        return this.line > 1 && (this.lines + 1 > maxRows * cutShare || bytes > maxBytes * cutShare);
    }

    /** The line with CRLF at its end, so that the same file is cut at the same rows however Git wrote it. */
    private countedLineBytes(): number {
        const [beforeLast, last] = this.lastBytes;
        const endBytes = last !== lineFeed ? 0 : this.lineBytes > 1 && beforeLast === carriageReturn ? 2 : 1;
        return this.lineBytes - endBytes + 2;
    }

    private cutBefore(toByte: number, nextLine: number): Cut {
        return { hash: this.lineHash, toByte, nextLine, lines: this.lines, rows: this.rows, bytes: this.bytes };
    }

    /** Lines between the cut and the current one are the first of the next part. Blank lines alone are no part. */
    private cut({ toByte, nextLine, lines, rows, bytes }: Cut): void {
        const digest = this.digests?.endAt(toByte);
        if (rows > 0) {
            this.addPart(toByte, digest);
        }
        this.fromByte = toByte;
        this.firstLine = nextLine;
        this.lines -= lines;
        this.rows -= rows;
        this.bytes -= bytes;
        this.best = undefined;
    }

    private addPart(toByte: number, digest: string | undefined): void {
        const { fromByte, firstLine } = this;
        this.parts.push({ fromByte, toByte, firstLine, ...(digest !== undefined && { digest }) });
    }

    private beginLine(): void {
        this.lineBytes = 0;
        this.lineHash = fnvOffset;
        this.isBlank = true;
    }
}

/**
 * Goes on with an FNV-1a of 32 bits over some bytes, but for carriage returns, which come and go with the machine that
 * checked the file out.
 */
function fnv1a(bytes: Buffer, start: number, end: number, hash: number): number {
    let result = hash;
    for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        if (byte !== carriageReturn) {
            result = Math.imul(result ^ byte, 0x01000193) >>> 0;
        }
    }
    return result;
}
