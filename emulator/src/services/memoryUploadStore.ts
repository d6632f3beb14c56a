import { createHash } from "node:crypto";
import type { UploadStore } from "./uploadStore";

/** Uploads in memory: for thousands of emulators with small files in one process. */
export class MemoryUploadStore implements UploadStore {
    private readonly files = new Map<string, Buffer>();

    async save(jobId: string, body: AsyncIterable<Buffer>): Promise<string> {
        const chunks: Buffer[] = [];
        for await (const chunk of body) {
            chunks.push(chunk);
        }
        const file = Buffer.concat(chunks);
        this.files.set(jobId, file);
        return createHash("md5").update(file).digest("hex");
    }

    has(jobId: string): boolean {
        return this.files.has(jobId);
    }

    async *open(jobId: string): AsyncGenerator<Buffer> {
        const file = this.files.get(jobId);
        if (file === undefined) {
            throw new Error("there is no upload for this job");
        }
        yield file;
    }

    async delete(jobId: string): Promise<void> {
        this.files.delete(jobId);
    }

    async close(): Promise<void> {
        this.files.clear();
    }
}
