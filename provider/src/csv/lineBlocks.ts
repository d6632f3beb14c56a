import { maxLineBytes } from "./csvLimits";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The longest line that is given out: its content, and its line end of one or two bytes. */
const mostBytes = maxLineBytes + 2;

/** Who receives the lines that {@link LineBlocks} cuts. The bytes may change after the call. */
export interface LineSink {
    /** Whole lines: `bytes[start]` begins one, `bytes[end - 1]` is the line feed that ends the last. */
    lines(bytes: Buffer, start: number, end: number): void;
    /** One line of more than {@link maxLineBytes} and its line end, of which `head` is the beginning. The rest of it is skipped. */
    overlongLine(head: Buffer): void;
}

/** Cuts chunks of any size into blocks of whole lines, holding back at most one line of at most {@link maxLineBytes}. */
export class LineBlocks {
    private readonly carry = Buffer.allocUnsafe(mostBytes + 2);
    private carriedBytes = 0;
    private isPassingOver: boolean = false;

    constructor(private readonly sink: LineSink) {}

    /** Takes the next bytes of the file. */
    push(chunk: Buffer): void {
        let position = 0;
        if (this.isPassingOver || this.carriedBytes > 0) {
            const lineEnd = chunk.indexOf(lineFeed);
            position = lineEnd < 0 ? chunk.length : lineEnd + 1;
            this.continueLine(chunk.subarray(0, position), lineEnd >= 0);
        }
        const lastLineEnd = chunk.lastIndexOf(lineFeed);
        if (lastLineEnd >= position) {
            this.giveLines(chunk, position, lastLineEnd + 1);
            position = lastLineEnd + 1;
        }
        if (position < chunk.length) {
            this.continueLine(chunk.subarray(position), false);
        }
    }

    /** Gives the last line out, where the file does not end with a line feed. */
    finish(): void {
        if (this.carriedBytes === 0) {
            return;
        }
        // A carriage return at the very end is a lone one: doubled, it stays lone when the line feed is added.
        if (this.carry[this.carriedBytes - 1] === carriageReturn) {
            this.carry[this.carriedBytes++] = carriageReturn;
        }
        this.carry[this.carriedBytes++] = lineFeed;
        this.sink.lines(this.carry, 0, this.carriedBytes);
        this.carriedBytes = 0;
    }

    /** Whole lines of one chunk: a line is too long or not wherever chunks end. */
    private giveLines(chunk: Buffer, start: number, end: number): void {
        let given = start;
        for (let line = start; line + mostBytes < end; ) {
            const lineEnd = chunk.lastIndexOf(lineFeed, line + mostBytes - 1);
            if (lineEnd >= line) {
                line = lineEnd + 1;
                continue;
            }
            if (given < line) {
                this.sink.lines(chunk, given, line);
            }
            this.sink.overlongLine(chunk.subarray(line, line + maxLineBytes));
            line = chunk.indexOf(lineFeed, line + mostBytes) + 1;
            given = line;
        }
        if (given < end) {
            this.sink.lines(chunk, given, end);
        }
    }

    private continueLine(piece: Buffer, endsLine: boolean): void {
        if (!this.isPassingOver) {
            this.append(piece, endsLine);
        }
        if (endsLine) {
            this.isPassingOver = false;
        }
    }

    private append(piece: Buffer, endsLine: boolean): void {
        if (this.carriedBytes + piece.length > mostBytes) {
            const head = Buffer.concat([this.carry.subarray(0, this.carriedBytes), piece.subarray(0, maxLineBytes)]);
            this.carriedBytes = 0;
            this.isPassingOver = true;
            this.sink.overlongLine(head.subarray(0, maxLineBytes));
            return;
        }
        this.carriedBytes += piece.copy(this.carry, this.carriedBytes);
        if (endsLine) {
            const end = this.carriedBytes;
            this.carriedBytes = 0;
            this.sink.lines(this.carry, 0, end);
        }
    }
}
