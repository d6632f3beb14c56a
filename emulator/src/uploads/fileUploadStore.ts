import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, readdirSync, rmSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ByteRange, UploadStore } from "./uploadStore";

/** Small enough to work through one chunk without keeping other calls waiting. */
const chunkBytes = 256 * 1024;

/** Uploads as files: half a million rows are never in memory. File names are ids that the emulator makes. */
export class FileUploadStore implements UploadStore {
    private folder: Promise<string> | undefined;
    private folderPath: string | undefined;
    private parts = 0;
    private isClosed: boolean = false;
    private readonly saving = new Set<Promise<string>>();

    /** Without `keptPath` the files are in a temporary folder that is deleted with the emulator. */
    constructor(private readonly keptPath?: string) {
        if (keptPath !== undefined) {
            this.folderPath = keptPath;
            this.folder = Promise.resolve(keptPath);
            for (const name of readdirSync(keptPath).filter((file) => file.endsWith(".part"))) {
                rmSync(join(keptPath, name), { force: true });
            }
        }
    }

    async save(name: string, body: AsyncIterable<Buffer>): Promise<string> {
        if (this.isClosed) {
            throw new Error("the emulator is closed");
        }
        const saving = this.write(name, body);
        this.saving.add(saving);
        try {
            return await saving;
        } finally {
            this.saving.delete(saving);
        }
    }

    has(name: string): boolean {
        return this.folderPath !== undefined && existsSync(join(this.folderPath, `${name}.upload`));
    }

    async *read(name: string, range?: ByteRange): AsyncGenerator<Buffer> {
        const path = join(this.folderPath ?? "", `${name}.upload`);
        yield* createReadStream(path, { ...range, highWaterMark: chunkBytes });
    }

    async delete(name: string): Promise<void> {
        if (this.folderPath !== undefined) {
            await rm(join(this.folderPath, `${name}.upload`), { force: true });
        }
    }

    async close(): Promise<void> {
        this.isClosed = true;
        // Their connections are cut, so they end; until then they could make new files.
        await Promise.allSettled(this.saving);
        const folder = await this.folder;
        if (folder !== undefined && this.keptPath === undefined) {
            await rm(folder, { recursive: true, force: true });
        }
    }

    private async write(name: string, body: AsyncIterable<Buffer>): Promise<string> {
        const folder = await this.openFolder();
        const part = join(folder, `${name}.${this.parts++}.part`);
        const hash = createHash("md5");
        const hashed = async function* (): AsyncGenerator<Buffer> {
            for await (const chunk of body) {
                hash.update(chunk);
                yield chunk;
            }
        };
        try {
            await pipeline(hashed(), createWriteStream(part, { mode: 0o600 }));
            await rename(part, join(folder, `${name}.upload`));
        } catch (error) {
            await rm(part, { force: true });
            throw error;
        }
        return hash.digest("hex");
    }

    private async openFolder(): Promise<string> {
        this.folder ??= mkdtemp(join(tmpdir(), "cognito-user-import-emulator-"));
        this.folderPath = await this.folder;
        return this.folderPath;
    }
}
