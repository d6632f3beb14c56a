/** What one part may hold at most. */
export interface PartLimits {
    /** Lines after the header; blank ones count, since Cognito may count them. */
    readonly maxRows: number;
    /** Bytes of the header and the part's lines. */
    readonly maxBytes: number;
}

/** What one import job takes, in the narrow reading of AWS's "100 MB". A test holds it to what the check allows. */
export const jobLimits: PartLimits = { maxRows: 500_000, maxBytes: 100_000_000 };

/** Whole lines of a CSV that one import job takes. */
export interface Part {
    readonly fromByte: number;
    /** The byte after its last line. */
    readonly toByte: number;
    /** The physical line that it begins with; the header is line 1. */
    readonly firstLine: number;
}

/** Where a CSV is cut. There is at least one part; the header belongs to none. */
export interface PartPlan {
    /** With its line end. */
    readonly headerBytes: number;
    readonly parts: readonly Part[];
}

/** A first line of more bytes is no header that Cognito takes. */
export const maxHeaderBytes = 64_000;

/** A part may be cut once it has this share of what it may hold: see docs/decisions/0005. */
const cutShare = 0.95;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The line of the whole source that a line of a part is; the header is line 1 of both. */
export function lineInWhole(part: Part, line: number): number {
    return line <= 1 ? line : line - 2 + part.firstLine;
}

/** A place between two lines, with what the part holds up to there. */
interface Cut {
    readonly hash: number;
    readonly toByte: number;
    readonly nextLine: number;
    readonly lines: number;
    readonly rows: number;
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
    private lineHash = 0;
    private isBlank: boolean = true;
    private fromByte = 0;
    private firstLine = 2;
    /** Lines and, of these, rows (which are not blank) of the current part. */
    private lines = 0;
    private rows = 0;
    private best: Cut | undefined;

    constructor(private readonly limits: PartLimits) {
        this.beginLine();
    }

    /** Takes the next bytes of the file. */
    push(chunk: Uint8Array): void {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
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
    }

    /** The plan, after the last byte. */
    finish(): PartPlan {
        if (this.lineBytes > 0) {
            this.endLine();
        }
        if (this.rows > 0 || this.parts.length === 0) {
            this.parts.push({ fromByte: this.fromByte, toByte: this.position, firstLine: this.firstLine });
        }
        return { headerBytes: this.headerBytes, parts: this.parts };
    }

    private take(bytes: Buffer, start: number, end: number): void {
        this.lineBytes += end - start;
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
        } else {
            this.addLine();
        }
        this.position += this.lineBytes;
        this.line++;
        this.beginLine();
    }

    private addLine(): void {
        const hasRoom = this.hasRoom();
        const mayCut = hasRoom && this.canCut();
        if (!hasRoom) {
            this.cut(this.best ?? this.cutBefore(this.position, this.line));
        }
        this.lines++;
        this.rows += this.isBlank ? 0 : 1;
        if (mayCut && (this.best === undefined || this.lineHash < this.best.hash)) {
            this.best = this.cutBefore(this.position + this.lineBytes, this.line + 1);
        }
    }

    /** A file whose first line cannot be a header is not worth cutting: the check of the one part says what it is. */
    private hasRoom(): boolean {
        const bytes = this.headerBytes + this.position + this.lineBytes - this.fromByte;
        const fits = this.lines < this.limits.maxRows && bytes <= this.limits.maxBytes;
        return fits || this.lines === 0 || this.headerBytes > maxHeaderBytes;
    }

    /** Whether the part may end with the current line. */
    private canCut(): boolean {
        const { maxRows, maxBytes } = this.limits;
        const bytes = this.headerBytes + this.position - this.fromByte;
        return this.line > 1 && (this.lines + 1 > maxRows * cutShare || bytes > maxBytes * cutShare);
    }

    private cutBefore(toByte: number, nextLine: number): Cut {
        return { hash: this.lineHash, toByte, nextLine, lines: this.lines, rows: this.rows };
    }

    /** Lines between the cut and the current one are the first of the next part. Blank lines alone are no part. */
    private cut({ toByte, nextLine, lines, rows }: Cut): void {
        if (rows > 0) {
            this.parts.push({ fromByte: this.fromByte, toByte, firstLine: this.firstLine });
        }
        this.fromByte = toByte;
        this.firstLine = nextLine;
        this.lines -= lines;
        this.rows -= rows;
        this.best = undefined;
    }

    private beginLine(): void {
        this.lineBytes = 0;
        this.lineHash = fnvOffset;
        this.isBlank = true;
    }
}

const fnvOffset = 0x811c9dc5;

/** FNV-1a of the bytes but for carriage returns, which come and go with the machine that checked the file out. */
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
