/** What an aws-chunked body says after its last chunk, such as a checksum; filled when the body has been read. */
export type Trailers = Map<string, string>;

/** A body that is not what its headers promise. */
export class MalformedBodyError extends Error {
    override readonly name = "MalformedBodyError";
}

const longestLineBytes = 8192;

/**
 * Takes the data out of a body in S3's encoding aws-chunked: `SIZE[;chunk-signature=…]`, data, …, `0`, trailers. SDKs send it
 * where they learn the checksum only while they send.
 */
export async function* decodeAwsChunked(body: AsyncIterable<Buffer>, trailers: Trailers): AsyncGenerator<Buffer> {
    const decoder = new Decoder(trailers);
    for await (const piece of body) {
        yield* decoder.take(piece);
    }
    if (!decoder.isComplete) {
        throw new MalformedBodyError("the aws-chunked body is not complete");
    }
}

class Decoder {
    private buffered: Buffer = Buffer.alloc(0);
    /** Bytes of the current chunk that are still to come. */
    private left = 0;
    private state: "size" | "data" | "end of data" | "trailers" = "size";

    constructor(private readonly trailers: Trailers) {}

    get isComplete(): boolean {
        return this.state === "trailers";
    }

    *take(piece: Buffer): Generator<Buffer> {
        this.buffered = this.buffered.length === 0 ? piece : Buffer.concat([this.buffered, piece]);
        for (;;) {
            if (this.state === "data") {
                yield this.takeData();
            }
            const line = this.left === 0 ? this.takeLine() : undefined;
            if (line === undefined) {
                return;
            }
            this.read(line);
        }
    }

    private takeData(): Buffer {
        const data = this.buffered.subarray(0, this.left);
        this.buffered = this.buffered.subarray(data.length);
        this.left -= data.length;
        if (this.left === 0) {
            this.state = "end of data";
        }
        return data;
    }

    private takeLine(): string | undefined {
        const end = this.buffered.indexOf("\r\n");
        if (end === -1) {
            if (this.buffered.length > longestLineBytes) {
                throw new MalformedBodyError("a line of the aws-chunked body is too long");
            }
            return undefined;
        }
        const line = this.buffered.toString("latin1", 0, end);
        this.buffered = this.buffered.subarray(end + 2);
        return line;
    }

    private read(line: string): void {
        if (this.state === "trailers") {
            const [, name = "", value = ""] = /^([\w-]{1,128}):\s*(.*)$/.exec(line) ?? [];
            if (name !== "" && this.trailers.size < 16) {
                this.trailers.set(name.toLowerCase(), value);
            }
        } else if (this.state === "end of data") {
            this.state = "size";
        } else {
            const [, size] = /^([0-9a-fA-F]{1,8})(?:;|$)/.exec(line) ?? [];
            if (size === undefined) {
                throw new MalformedBodyError("the aws-chunked body has no chunk size where one must be");
            }
            this.left = Number.parseInt(size, 16);
            this.state = this.left === 0 ? "trailers" : "data";
        }
    }
}
