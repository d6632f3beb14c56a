import { isUtf8 } from "node:buffer";
import { ContentDigest } from "./contentDigest";
import { checkHeader } from "./csvHeader";
import { type CsvLimits, cautiousMaxBytes, defaultCsvLimits, maxLineBytes, maxLineCharacters } from "./csvLimits";
import { recogniseForeignFile } from "./fileKind";
import { LineBlocks, type LineSink } from "./lineBlocks";
import { ProblemList } from "./problemList";
import type { CsvInspection, CsvInspectionOptions } from "./types";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from("\ufeff");

/** Inspects a CSV that is pushed in piece by piece: the synchronous heart of `inspectCsv`. */
export class CsvInspector implements LineSink {
    /** Bytes taken so far, at most as many as the limits allow. */
    readBytes = 0;
    /** Rows seen so far. */
    rows = 0;
    private line = 0;
    private columns: readonly string[] = [];
    private isReadable: boolean = true;
    private isComplete: boolean = true;
    private isHeaderBlank: boolean = false;
    private readonly problems: ProblemList;
    private readonly limits: CsvLimits;
    private readonly digest = new ContentDigest();
    private readonly blocks = new LineBlocks(this);

    constructor(private readonly options: CsvInspectionOptions) {
        this.problems = new ProblemList(options.maxProblems ?? 20);
        this.limits = { ...defaultCsvLimits, ...options.limits };
    }

    /** Takes the next bytes. `false`: the file is too large for one job, and the rest of it need not be read. */
    push(chunk: Uint8Array): boolean {
        const room = this.limits.maxBytes - this.readBytes;
        this.isComplete = chunk.byteLength <= room;
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.byteLength, room));
        this.readBytes += bytes.length;
        this.digest.update(bytes);
        if (this.isReadable) {
            this.blocks.push(bytes);
        }
        return this.isComplete;
    }

    /** The result, after the last byte, or after `push` gave `false`. */
    finish(): CsvInspection {
        if (this.isComplete && this.isReadable) {
            this.blocks.finish();
        }
        this.checkTotals();
        return {
            digest: this.isComplete ? this.digest.finish() : "",
            isComplete: this.isComplete,
            bytes: this.readBytes,
            rows: this.rows,
            columns: this.columns,
            ...this.problems.list(),
            fileErrors: this.problems.fileErrors,
            rowErrors: this.problems.rowErrors,
        };
    }

    lines(bytes: Buffer, start: number, end: number): void {
        let lineStart = start;
        while (lineStart < end && this.isReadable) {
            const lineEnd = bytes.indexOf(lineFeed, lineStart);
            this.line++;
            const hasReturn = lineEnd > lineStart && bytes[lineEnd - 1] === carriageReturn;
            const content = bytes.subarray(lineStart, hasReturn ? lineEnd - 1 : lineEnd);
            if (this.line === 1) {
                this.takeHeader(content);
            } else if (!isBlank(content)) {
                this.takeRow(content);
            }
            lineStart = lineEnd + 1;
        }
    }

    overlongLine(head: Buffer): void {
        this.line++;
        if (this.line > 1) {
            this.countRow();
        } else if (this.isForeign(head)) {
            return;
        } else {
            this.isReadable = false;
        }
        this.addLineTooLong();
    }

    private isForeign(firstLine: Buffer): boolean {
        const foreign = recogniseForeignFile(firstLine);
        if (foreign !== undefined) {
            this.problems.add(foreign.code, { line: 1 }, foreign.message);
            this.isReadable = false;
        }
        return foreign !== undefined;
    }

    private takeHeader(content: Buffer): void {
        if (this.isForeign(content)) {
            return;
        }
        const hasMark = content.indexOf(byteOrderMark) === 0;
        const text = hasMark ? content.subarray(byteOrderMark.length) : content;
        if (hasMark) {
            this.problems.add(
                "byte-order-mark",
                { line: 1 },
                "The file begins with a byte order mark (saved as CSV UTF-8 by Excel?): save it as UTF-8 without.",
            );
        }
        this.isReadable = this.checkBytes(text);
        this.isHeaderBlank = isBlank(text);
        if (this.isReadable && !this.isHeaderBlank) {
            this.columns = checkHeader(text.toString("utf8"), this.options.pool ?? {}, this.problems);
        }
    }

    private takeRow(content: Buffer): void {
        this.countRow();
        this.checkBytes(content);
    }

    private countRow(): void {
        this.rows++;
        if (this.rows === 1 && this.isHeaderBlank) {
            this.problems.add(
                "header-missing",
                { line: 1 },
                "The first line is blank: it must be the header, with the names of the columns.",
            );
        }
        if (this.rows === this.limits.maxRows + 1) {
            this.problems.add(
                "too-many-rows",
                { line: this.line },
                `One job takes at most ${this.limits.maxRows.toLocaleString("en-US")} rows: this is one more. Split the file.`,
            );
        }
    }

    /** Names what no line may hold. `false`: the line cannot be read. */
    private checkBytes(content: Buffer): boolean {
        const before = this.problems.fileErrors;
        const place = { line: this.line };
        if (content.length > maxLineBytes || characters(content) > maxLineCharacters) {
            this.addLineTooLong();
            return false;
        }
        if (content.length > maxLineCharacters) {
            this.problems.add(
                "line-maybe-too-long",
                place,
                `The line has more than ${maxLineCharacters} bytes, though not more characters: Cognito may count bytes.`,
            );
        }
        if (content.includes(0)) {
            this.problems.add(
                "nul-byte",
                place,
                "The line holds a NUL byte, which no text has: is this a binary file, or UTF-16?",
            );
        }
        if (content.includes(carriageReturn)) {
            this.problems.add(
                "lone-carriage-return",
                place,
                "The line holds a carriage return without line feed (saved with Macintosh line ends?): end lines with LF or CRLF.",
            );
        }
        if (!isUtf8(content)) {
            this.problems.add(
                "invalid-utf-8",
                place,
                "The line is not valid UTF-8 (saved as ANSI, Windows-1252 or Latin-1?): save the file as UTF-8.",
            );
        }
        return this.problems.fileErrors === before;
    }

    private addLineTooLong(): void {
        this.problems.add(
            "line-too-long",
            { line: this.line },
            `The line has more than ${maxLineCharacters} characters, the most that Cognito takes: shorten its values.`,
        );
    }

    private checkTotals(): void {
        const { maxBytes } = this.limits;
        if (!this.isComplete) {
            this.problems.add(
                "file-too-large",
                {},
                `The file has more than ${maxBytes} bytes, the most that one job takes: split it.`,
            );
        } else if (this.readBytes > cautiousMaxBytes && maxBytes === defaultCsvLimits.maxBytes) {
            this.problems.add(
                "file-maybe-too-large",
                {},
                `The file has more than ${cautiousMaxBytes} bytes: if Cognito counts 100 MB so, it is too large for one job.`,
            );
        }
        if (this.line === 0 || (this.rows === 0 && this.columns.length === 0 && this.problems.fileErrors === 0)) {
            this.problems.add("empty-file", {}, "The file is empty: it must hold a header and at least one row.");
        } else if (this.rows === 0 && this.isReadable) {
            this.problems.add("no-rows", {}, "The file holds a header and no rows: there is nobody to import.");
        }
    }
}

/** Only spaces and tabs. */
function isBlank(content: Buffer): boolean {
    return content.every((byte) => byte === 0x20 || byte === 0x09);
}

/** Code points: all bytes of UTF-8 but the continuing ones. */
function characters(content: Buffer): number {
    let count = 0;
    for (const byte of content) {
        count += (byte & 0xc0) === 0x80 ? 0 : 1;
    }
    return count;
}
