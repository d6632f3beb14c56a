import { createHash } from "node:crypto";
import type { ByteRange, UploadStore } from "./uploadStore";

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
