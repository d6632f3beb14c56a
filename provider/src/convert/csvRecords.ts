import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { inputError } from "./inputError";
import type { RecordSource, SourceRecord } from "./sourceRecord";

/** Separators that are looked for, in the order in which they win where there are as many of each. */
const separators = [",", ";", "\t", "|"] as const;

/** A value that is longer has most likely swallowed rows, behind a quotation mark that nothing closes. */
const maxRecordCharacters = 1 << 20;

/**
 * Opens a CSV as RFC 4180 has it: quotation marks, line breaks in values, any separator. Excel's `sep=` line is understood, and
 * blank lines are passed over.
 *
 * @param chunks UTF-8 as `utf8Chunks` gives it
 * @param separator `undefined`: found by the header
 * @throws UserImportError where there is no header, or a quotation mark stands where none may
 */
export async function csvRecords(
    chunks: AsyncGenerator<Buffer>,
    name: string,
    separator: string | undefined,
): Promise<RecordSource> {
    const { start, isEnd } = await firstLineOf(chunks);
    const told = /^"?sep=(.?)"?[\s,;|]*?\r?\n/iu.exec(start.subarray(0, 64).toString());
    const skipped = told === null ? 0 : Buffer.byteLength(told[0]);
    const delimiter = separator ?? (told?.[1] || separatorOf(start.subarray(skipped).toString()));
    const skippedLines = skipped === 0 ? 0 : 1;
    const parser = parse({
        delimiter,
        relax_column_count: true,
        max_record_size: maxRecordCharacters,
    });
    const reads = parsed(parser, rest(start.subarray(skipped), isEnd ? undefined : chunks), name, skippedLines);
    const first = await reads.next();
    if (first.done === true) {
        throw inputError(name, "is empty. It must have a header and at least one row.");
    }
    const header = (first.value.value as readonly string[]).map((column) => column.trim());
    return { header, records: reads };
}

/** Reads until the header is there as a whole. A header of several lines is read by its first one. */
async function firstLineOf(chunks: AsyncGenerator<Buffer>): Promise<{ start: Buffer; isEnd: boolean }> {
    const read: Buffer[] = [];
    let lines = 0;
    while (lines < 2) {
        const next = await chunks.next();
        if (next.done === true) {
            return { start: Buffer.concat(read), isEnd: true };
        }
        read.push(next.value);
        lines += next.value.toString("latin1").split("\n").length - 1;
    }
    return { start: Buffer.concat(read), isEnd: false };
}

/** The separator that the first line has most of, outside of quotation marks. */
function separatorOf(text: string): string {
    const line = (/^\s*[^\r\n]*/u.exec(text)?.[0] ?? "").replace(/"[^"]*"/gu, "");
    const count = (separator: string): number => line.split(separator).length;
    return separators.reduce((most, one) => (count(one) > count(most) ? one : most));
}

async function* rest(start: Buffer, chunks: AsyncIterable<Buffer> | undefined): AsyncGenerator<Buffer> {
    yield start;
    if (chunks !== undefined) {
        yield* chunks;
    }
}

async function* parsed(
    parser: ReturnType<typeof parse>,
    chunks: AsyncIterable<Buffer>,
    name: string,
    skippedLines: number,
): AsyncGenerator<SourceRecord> {
    // What reading throws comes out of the parser.
    pipeline(Readable.from(chunks, { objectMode: false }), parser, () => undefined);
    let line = 1 + skippedLines;
    try {
        for await (const value of parser as AsyncIterable<string[]>) {
            const isBlank = value.length === 1 && value[0] === "";
            if (!isBlank) {
                yield { line, value };
            }
            // Every line is in a record: the parser passes over none.
            line += 1 + lineBreaksIn(value);
        }
    } catch (error) {
        throw error instanceof CsvError ? unreadable(error, name, parser.info.records + 1) : error;
    } finally {
        parser.destroy();
    }
}

/** In other words than the parser's, which have a character of the file. Rows count from 1 for the header. */
function unreadable(error: CsvError, name: string, row: number): Error {
    return error.code === "CSV_MAX_RECORD_SIZE" || error.code === "CSV_QUOTE_NOT_CLOSED"
        ? inputError(
              name,
              `has a quotation mark in row ${row} (the header is row 1) that nothing closes. Close it, or double it.`,
          )
        : inputError(
              name,
              `has a quotation mark in row ${row} (the header is row 1) where none may stand. A value with quotation marks in it is written as "5"" disk".`,
          );
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
