import { CsvError, Parser } from "csv-parse";
import type { SourceRecord } from "./sourceRecord";

/** A value that is longer has most likely swallowed rows, behind a quotation mark that nothing closes. */
const maxRecordBytes = 1 << 20;

/** csv-parse, with the rows of a whole chunk at a time: handing them on one by one takes as long as mapping them. */
export class ChunkParser extends Parser {
    private records: SourceRecord[] = [];
    /** The line that the next row begins on. */
    private line: number;
    /** As the parser counts them: at least one for each line feed. */
    private countedLines = 0;
    private bytesOfRecord = 0;
    private error: Error | undefined;

    /** @param firstLine the one that the first row begins on */
    constructor(delimiter: string, firstLine: number) {
        super({ delimiter, relax_column_count: true });
        this.line = firstLine;
        // Those who wait for a chunk get it.
        this.on("error", () => undefined);
    }

    /**
     * Takes a chunk.
     *
     * @returns the rows that end in it
     * @throws CsvError where it is no CSV
     */
    async rowsOf(chunk: Uint8Array): Promise<readonly SourceRecord[]> {
        this.bytesOfRecord += chunk.byteLength;
        await new Promise<void>((resolve) => {
            this.write(chunk, (error) => {
                this.error ??= error ?? undefined;
                resolve();
            });
        });
        return this.taken();
    }

    /** Takes the end of the file. @returns the last row, if no line break is behind it */
    async rowsOfEnd(): Promise<readonly SourceRecord[]> {
        await new Promise<void>((resolve) => {
            this.once("finish", resolve);
            this.once("error", (error) => {
                this.error ??= error;
                resolve();
            });
            this.end();
        });
        return this.taken();
    }

    /** Called by the parser with each row, and with null at the end. */
    override push(values: readonly string[] | null): boolean {
        if (values === null) {
            return super.push(null);
        }
        // Every line is in a row: the parser passes over none.
        if (values.length > 1 || values[0] !== "") {
            this.records.push({ line: this.line, value: values });
        }
        const { lines } = this.info;
        this.line += 1 + (lines > this.countedLines + 1 ? lineBreaksIn(values) : 0);
        this.countedLines = lines;
        this.bytesOfRecord = 0;
        return true;
    }

    private taken(): readonly SourceRecord[] {
        if (this.error !== undefined) {
            throw this.error;
        }
        if (this.bytesOfRecord > maxRecordBytes) {
            throw new CsvError("CSV_MAX_RECORD_SIZE", "");
        }
        const { records } = this;
        this.records = [];
        return records;
    }
}

function lineBreaksIn(values: readonly string[]): number {
    let count = 0;
    for (const value of values) {
        for (let at = value.indexOf("\n"); at >= 0; at = value.indexOf("\n", at + 1)) {
            count++;
        }
    }
    return count;
}
