import { isUtf8 } from "node:buffer";
import { csvLimits } from "./format";

/** One line of a CSV that is not blank. */
export interface CsvLine {
    /** Counted from 1 for the header, as in the logs of AWS. Assumed: blank lines count too. */
    readonly number: number;
    /** Without its line ending; `undefined` where the line is not readable. */
    readonly text: string | undefined;
    /** Why the line is not readable. */
    readonly defect: "too long" | "not UTF-8" | undefined;
}

const lineFeed = 10;
const longestLineBytes = csvLimits.rowCharacters * 4;

/**
 * Reads a CSV as a stream: one array of lines for each chunk of it, so memory stays at one chunk and one line.
 * Lines end with LF or CRLF. Assumed: blank lines are passed over, a lone CR is a character like any other.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<CsvLine[]> {
    let rest: Buffer = Buffer.alloc(0);
    let number = 0;
    let overlong = false;
    for await (const chunk of chunks) {
        const lines: CsvLine[] = [];
        let start = 0;
        for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
            const piece = chunk.subarray(start, end);
            number++;
            addLine(lines, number, rest.length === 0 ? piece : Buffer.concat([rest, piece]), overlong);
            rest = Buffer.alloc(0);
            overlong = false;
            start = end + 1;
        }
        const tail = chunk.subarray(start);
        overlong ||= rest.length + tail.length > longestLineBytes + 1;
        rest = overlong ? Buffer.alloc(0) : Buffer.concat([rest, tail]);
        yield lines;
    }
    const lines: CsvLine[] = [];
    addLine(lines, number + 1, rest, overlong);
    yield lines;
}

function addLine(lines: CsvLine[], number: number, bytes: Buffer, overlong: boolean): void {
    if (overlong) {
        lines.push({ number, text: undefined, defect: "too long" });
        return;
    }
    let text = bytes.toString();
    if (text.endsWith("\r")) {
        text = text.slice(0, -1);
    }
    if (text.length > csvLimits.rowCharacters) {
        lines.push({ number, text: undefined, defect: "too long" });
    } else if (text.includes("\uFFFD") && !isUtf8(bytes)) {
        lines.push({ number, text: undefined, defect: "not UTF-8" });
    } else if (text.trim() !== "") {
        lines.push({ number, text, defect: undefined });
    }
}

/**
 * Splits a row into its values: commas separate, a backslash before a comma makes it part of the value, everything else
 * (quotation marks too) is data. Values are trimmed. Assumed: of all Unicode white space.
 */
export function splitFields(row: string): string[] {
    if (!row.includes("\\,")) {
        return row.split(",").map((value) => value.trim());
    }
    const values: string[] = [];
    let value = "";
    for (let index = 0; index < row.length; index++) {
        if (row[index] === "\\" && row[index + 1] === ",") {
            value += ",";
            index++;
        } else if (row[index] === ",") {
            values.push(value.trim());
            value = "";
        } else {
            value += row[index];
        }
    }
    values.push(value.trim());
    return values;
}
