import { Tokenizer, TokenType } from "@streamparser/json";
import { inputError } from "./inputError";
import { RecordBuilder } from "./recordBuilder";
import type { SourceRecord } from "./sourceRecord";
import { newlinesIn } from "./utf8Chunks";

/** Enough for most texts; longer ones are read all the same. */
const stringBufferBytes = 1 << 16;

/**
 * The users of JSON lines, of an array, or of arrays in an object such as `{ "users": [ … ] }`; also of several of these one
 * after another, as `aws --output json` writes pages.
 *
 * Flat memory: what is outside of users is kept until its object ends.
 *
 * @param chunks UTF-8 as `utf8Chunks` gives it
 * @param containers names of the properties whose arrays hold the users
 * @throws UserImportError where it is not JSON, with the line
 */
export async function* jsonRecords(
    chunks: AsyncIterable<Buffer>,
    name: string,
    containers: readonly string[],
): AsyncGenerator<readonly SourceRecord[]> {
    const found: SourceRecord[] = [];
    const builder = new RecordBuilder(containers, found);
    const tokenizer = new ExactTokenizer({ separator: "", stringBufferSize: stringBufferBytes });
    let chunk: Buffer = Buffer.alloc(0);
    /** Where the chunk begins in the file, where lines are counted up to in it, and which line that is. */
    let chunkStart = 0;
    let counted = 0;
    let line = 1;
    tokenizer.onToken = ({ token, value, offset }) => {
        if (token === TokenType.SEPARATOR) {
            return;
        }
        if (builder.isOutside) {
            const at = Math.max(offset - chunkStart, counted);
            line += newlinesIn(chunk.subarray(counted, at));
            counted = at;
        }
        builder.take(token, value, line);
    };
    // What it throws has a character of the file; here it only says where it stopped.
    tokenizer.onError = () => undefined;
    for await (chunk of chunks) {
        counted = 0;
        try {
            tokenizer.write(chunk);
        } catch {
            throw notJson(name, line);
        }
        if (builder.isBroken) {
            throw notJson(name, line);
        }
        line += newlinesIn(chunk.subarray(counted));
        chunkStart += chunk.length;
        yield found.splice(0);
    }
    if (!builder.isWhole) {
        throw inputError(name, "ends in the middle. Is it cut off?");
    }
}

/** Keeps numbers as they are written: ids and phone numbers may have more digits than a JavaScript number. */
class ExactTokenizer extends Tokenizer {
    override parseNumber(text: string): number {
        return text as unknown as number;
    }
}

function notJson(name: string, line: number): Error {
    return inputError(name, `is not JSON or JSON lines: what comes on line ${line} or after it cannot be read.`);
}
