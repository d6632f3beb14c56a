import { createHash } from "node:crypto";

/** Bytes of a file; both ends are inclusive. */
export interface ByteRange {
    readonly start: number;
    readonly end: number;
}

/** Files that were uploaded: CSVs by the ids of their jobs, S3's objects by ids that the emulator makes. */
export interface UploadStore {
    /**
     * Stores a body. It replaces an earlier one of that name only once all of it is there.
     * @returns the MD5 of the body in hex.
     * @throws the stream's error when the body breaks off; nothing is kept then.
     */
    save(name: string, body: AsyncIterable<Buffer>): Promise<string>;
    /** Whether there is a file of that name. */
    has(name: string): boolean;
    /** Reads a file, or a part of it; fails where there is none. */
    read(name: string, range?: ByteRange): AsyncIterable<Buffer>;
    /** Deletes a file. */
    delete(name: string): Promise<void>;
    /** Deletes what must not outlive the emulator. */
    close(): Promise<void>;
}

/** Uploads in memory: for thousands of emulators with small files in one process. */
export class MemoryUploadStore implements UploadStore {
    private readonly files = new Map<string, Buffer>();

    async save(name: string, body: AsyncIterable<Buffer>): Promise<string> {
        const chunks: Buffer[] = [];
        for await (const chunk of body) {
            chunks.push(chunk);
        }
        const file = Buffer.concat(chunks);
        this.files.set(name, file);
        return createHash("md5").update(file).digest("hex");
    }

    has(name: string): boolean {
        return this.files.has(name);
    }

    async *read(name: string, range?: ByteRange): AsyncGenerator<Buffer> {
        const file = this.files.get(name);
        if (file === undefined) {
            throw new Error("there is no such upload");
        }
        yield range === undefined ? file : file.subarray(range.start, range.end + 1);
    }

    async delete(name: string): Promise<void> {
        this.files.delete(name);
    }

    async close(): Promise<void> {
        this.files.clear();
    }
}
