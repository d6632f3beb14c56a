import { CsvError } from "csv-parse";
import { ChunkParser } from "./csvParser";
import { inputError } from "./inputError";
import type { RecordSource, SourceRecord } from "./sourceRecord";

/** Separators that are looked for, in the order in which they win where there are as many of each. */
const separators = [",", ";", "\t", "|"] as const;

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
    const start = await firstLineOf(chunks);
    const told = /^"?sep=(.?)"?[\s,;|]*?\r?\n/iu.exec(start.subarray(0, 64).toString());
    const skipped = told === null ? 0 : Buffer.byteLength(told[0]);
    const delimiter = separator ?? (told?.[1] || separatorOf(start.subarray(skipped).toString()));
    const parser = new ChunkParser(delimiter, skipped === 0 ? 1 : 2);
    const reads = parsed(parser, followed(start.subarray(skipped), chunks), name);
    let read: readonly SourceRecord[] = [];
    while (read.length === 0) {
        const next = await reads.next();
        if (next.done === true) {
            throw inputError(name, "is empty. It must have a header and at least one row.");
        }
        read = next.value;
    }
    const [first, ...others] = read;
    const header = ((first?.value ?? []) as readonly string[]).map((column) => column.trim());
    return { header, records: followed(others, reads) };
}

/** Reads until the header is there as a whole. A header of several lines is read by its first one. */
async function firstLineOf(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
    const read: Buffer[] = [];
    let lines = 0;
    while (lines < 2) {
        const next = await chunks.next();
        if (next.done === true) {
            return Buffer.concat(read);
        }
        read.push(next.value);
        lines += next.value.toString("latin1").split("\n").length - 1;
    }
    return Buffer.concat(read);
}

/** The separator that the first line has most of, outside of quotation marks. */
function separatorOf(text: string): string {
    const line = (/^\s*[^\r\n]*/u.exec(text)?.[0] ?? "").replace(/"[^"]*"/gu, "");
    const count = (separator: string): number => line.split(separator).length;
    return separators.reduce((most, one) => (count(one) > count(most) ? one : most));
}

async function* followed<One>(first: One, rest: AsyncIterable<One>): AsyncGenerator<One> {
    yield first;
    yield* rest;
}

async function* parsed(
    parser: ChunkParser,
    chunks: AsyncIterable<Buffer>,
    name: string,
): AsyncGenerator<readonly SourceRecord[]> {
    try {
        for await (const chunk of chunks) {
            yield await parser.rowsOf(chunk);
        }
        yield await parser.rowsOfEnd();
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
