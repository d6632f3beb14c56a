import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** The CSVs that were uploaded, as files: half a million rows are never in memory. File names are job ids, made by us. */
export class UploadStore {
    private folder: Promise<string> | undefined;
    private folderPath: string | undefined;
    private parts = 0;

    /**
     * Takes a body in; it replaces an earlier one of the job only once it is there as a whole.
     * @returns the MD5 of the body in hex.
     * @throws the stream's error when the body breaks off; nothing is kept then.
     */
    async save(jobId: string, body: Readable): Promise<string> {
        const folder = await this.openFolder();
        const part = join(folder, `${jobId}.${this.parts++}.part`);
        const hash = createHash("md5");
        body.on("data", (chunk: Buffer) => hash.update(chunk));
        try {
            await pipeline(body, createWriteStream(part));
            await rename(part, join(folder, `${jobId}.csv`));
        } catch (error) {
            await rm(part, { force: true });
            throw error;
        }
        return hash.digest("hex");
    }

    /** Whether a file was uploaded for the job. */
    has(jobId: string): boolean {
        return this.folderPath !== undefined && existsSync(join(this.folderPath, `${jobId}.csv`));
    }

    /** Opens the job's file; the stream fails where there is none. */
    open(jobId: string): AsyncIterable<Buffer> {
        return createReadStream(join(this.folderPath ?? "", `${jobId}.csv`), { highWaterMark: 256 * 1024 });
    }

    /** Deletes the job's file. */
    async delete(jobId: string): Promise<void> {
        if (this.folderPath !== undefined) {
            await rm(join(this.folderPath, `${jobId}.csv`), { force: true });
        }
    }

    /** Deletes everything. */
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
