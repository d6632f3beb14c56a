import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { UploadStore } from "./uploadStore";

/** Uploads as files in a temporary folder: half a million rows are never in memory. File names are job ids, made by us. */
export class FileUploadStore implements UploadStore {
    private folder: Promise<string> | undefined;
    private folderPath: string | undefined;
    private parts = 0;

    async save(jobId: string, body: AsyncIterable<Buffer>): Promise<string> {
        const folder = await this.openFolder();
        const part = join(folder, `${jobId}.${this.parts++}.part`);
        const hash = createHash("md5");
        const hashed = async function* (): AsyncGenerator<Buffer> {
            for await (const chunk of body) {
                hash.update(chunk);
                yield chunk;
            }
        };
        try {
            await pipeline(hashed(), createWriteStream(part));
            await rename(part, join(folder, `${jobId}.csv`));
        } catch (error) {
            await rm(part, { force: true });
            throw error;
        }
        return hash.digest("hex");
    }

    has(jobId: string): boolean {
        return this.folderPath !== undefined && existsSync(join(this.folderPath, `${jobId}.csv`));
    }

    open(jobId: string): AsyncIterable<Buffer> {
        return createReadStream(join(this.folderPath ?? "", `${jobId}.csv`), { highWaterMark: 256 * 1024 });
    }

    async delete(jobId: string): Promise<void> {
        if (this.folderPath !== undefined) {
            await rm(join(this.folderPath, `${jobId}.csv`), { force: true });
        }
    }

    async close(): Promise<void> {
        const folder = await this.folder;
        if (folder !== undefined) {
            await rm(folder, { recursive: true, force: true });
        }
    }

    private async openFolder(): Promise<string> {
        this.folder ??= mkdtemp(join(tmpdir(), "cognito-user-import-emulator-"));
        this.folderPath = await this.folder;
        return this.folderPath;
    }
}
