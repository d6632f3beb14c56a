import { isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import { inputError } from "./inputError";

const replacement = "\ufffd";

/**
 * The bytes of a text as UTF-8 without a byte order mark, in chunks that end with whole characters.
 *
 * A byte order mark says that a text is UTF-16. Without one it is taken for UTF-8.
 *
 * @param name of the file, for messages
 * @param encoding a label of the Encoding Standard such as `windows-1252`; `undefined`: by the byte order mark
 * @throws UserImportError where the bytes are not of the encoding, with the line
 */
export async function* utf8Chunks(
    chunks: AsyncIterable<Uint8Array>,
    name: string,
    encoding: string | undefined,
): AsyncGenerator<Buffer> {
    let decode: ((bytes: Buffer, isLast: boolean) => Buffer) | undefined;
    let held: Buffer = Buffer.alloc(0);
    for await (const chunk of chunks) {
        // The chunk's memory may be used again for the next one.
        const bytes = Buffer.concat([held, chunk]);
        if (decode === undefined && bytes.length < 3) {
            held = bytes;
            continue;
        }
        held = Buffer.alloc(0);
        decode ??= decoderOf(encoding ?? markedEncoding(bytes), name);
        const decoded = decode(bytes, false);
        if (decoded.length > 0) {
            yield decoded;
        }
    }
    decode ??= decoderOf(encoding ?? markedEncoding(held), name);
    const last = decode(held, true);
    if (last.length > 0) {
        yield last;
    }
}

function markedEncoding(start: Buffer): string {
    const [first, second] = start;
    return first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

function decoderOf(label: string, name: string): (bytes: Buffer, isLast: boolean) => Buffer {
    const decoder = new TextDecoder(label);
    return decoder.encoding === "utf-8" ? utf8Reader(name) : otherReader(decoder, name);
}

/** UTF-8 is passed on as it is, once it is known to be that. */
function utf8Reader(name: string): (bytes: Buffer, isLast: boolean) => Buffer {
    let held: Buffer = Buffer.alloc(0);
    let line = 1;
    let isFirst = true;
    return (bytes, isLast) => {
        const all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
        const whole = isLast ? all : all.subarray(0, wholeCharacters(all));
        held = all.subarray(whole.length);
        if (!isUtf8(whole)) {
            const badLine = line + newlinesIn(whole.subarray(0, validBytes(whole)));
            throw inputError(
                name,
                `is not UTF-8 on line ${badLine}. If it is in another encoding, say so, such as --encoding windows-1252.`,
            );
        }
        if (whole.includes(0)) {
            throw inputError(
                name,
                "has NUL characters. If it is UTF-16 without a byte order mark, use --encoding utf-16le.",
            );
        }
        line += newlinesIn(whole);
        const hasMark = isFirst && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
        isFirst = false;
        return hasMark ? whole.subarray(3) : whole;
    };
}

function otherReader(decoder: TextDecoder, name: string): (bytes: Buffer, isLast: boolean) => Buffer {
    return (bytes, isLast) => {
        const text = decoder.decode(bytes, { stream: !isLast });
        if (text.includes(replacement)) {
            throw inputError(name, `has bytes that are not characters of ${decoder.encoding}.`);
        }
        return Buffer.from(text);
    };
}

/** How many bytes there are up to the end of the last whole character. */
function wholeCharacters(bytes: Buffer): number {
    for (let back = 1; back <= Math.min(4, bytes.length); back++) {
        const byte = bytes[bytes.length - back] as number;
        if (byte < 0x80) {
            return bytes.length;
        }
        if (byte >= 0xc0) {
            const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return length > back ? bytes.length - back : bytes.length;
        }
    }
    return bytes.length;
}

/** How many bytes at the beginning are UTF-8. */
function validBytes(bytes: Buffer): number {
    let [low, high] = [0, bytes.length];
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        const part = bytes.subarray(0, middle);
        if (isUtf8(part.subarray(0, wholeCharacters(part)))) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

/** Line feeds in bytes of UTF-8. */
export function newlinesIn(bytes: Buffer): number {
    let count = 0;
    for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
        count++;
    }
    return count;
}
