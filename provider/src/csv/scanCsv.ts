import { maxLineCharacters } from "./csvLimits";
import { readValue, splitLine } from "./dialect";
import { LineBlocks, type LineSink } from "./lineBlocks";

/** One line of a CSV that is not blank; the first is the header. */
export interface CsvRow {
    /** Physical line, counted from 1 for the header. */
    readonly line: number;
    /** The line as written, without its line end. */
    readonly text: string;
    /** The values in the file's order, trimmed and with `\,` read as a comma; quotes are data. */
    readonly values: readonly string[];
}

/**
 * Reads the lines of a CSV one after another; of rules it knows none, so inspect the file first.
 *
 * Bytes that are not UTF-8 come out as U+FFFD, a byte order mark before the header is left out, blank lines are too.
 *
 * @throws RangeError when a line has more bytes than 16,000 characters can take; and what `chunks` throws
 */
export async function* scanCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
    const collector = new RowCollector();
    const blocks = new LineBlocks(collector);
    for await (const chunk of chunks) {
        blocks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        yield* collector.take();
    }
    blocks.finish();
    yield* collector.take();
}

class RowCollector implements LineSink {
    private line = 0;
    private rows: CsvRow[] = [];
    private failure: RangeError | undefined;

    lines(bytes: Buffer, start: number, end: number): void {
        if (this.failure !== undefined) {
            return;
        }
        for (const text of bytes.toString("utf8", start, end - 1).split("\n")) {
            this.line++;
            this.addLine(text);
        }
    }

    overlongLine(): void {
        this.failure ??= new RangeError(
            `Line ${this.line + 1} of the CSV has more than ${maxLineCharacters} characters.`,
        );
    }

    /** The rows since the last call, up to a line that is too long, which then is thrown. */
    *take(): Generator<CsvRow> {
        const { rows } = this;
        this.rows = [];
        yield* rows;
        if (this.failure !== undefined) {
            throw this.failure;
        }
    }

    private addLine(written: string): void {
        const withoutMark = this.line === 1 && written.startsWith("\ufeff") ? written.slice(1) : written;
        const text = withoutMark.endsWith("\r") ? withoutMark.slice(0, -1) : withoutMark;
        if (/[^ \t]/u.test(text)) {
            this.rows.push({ line: this.line, text, values: splitLine(text).map(readValue) });
        }
    }
}
