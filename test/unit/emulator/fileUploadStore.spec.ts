import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileUploadStore } from "../../../emulator/src/uploads/fileUploadStore";
import { withEnvironment } from "../../support/process/withEnvironment";

async function* bodyOf(...texts: readonly string[]): AsyncGenerator<Buffer> {
    yield* texts.map((text) => Buffer.from(text));
}

describe("FileUploadStore", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "upload-store-"));
    });
    afterEach(async () => await rm(folder, { recursive: true }));

    it("leaves nothing behind", async () => {
        await withEnvironment({ TMPDIR: folder }, async () => {
            const store = new FileUploadStore();
            await store.save("import-1", bodyOf("some ", "rows\n"));
            assert.ok(store.has("import-1"));

            await store.close();

            assert.deepEqual(await readdir(folder), []);
        });
    });

    it("takes nothing in once it is closed, so that a late request leaves nothing behind either", async () => {
        await withEnvironment({ TMPDIR: folder }, async () => {
            const store = new FileUploadStore();
            await store.close();

            await assert.rejects(store.save("import-1", bodyOf("rows\n")), /closed/);

            assert.deepEqual(await readdir(folder), []);
        });
    });

    it("removes what is being uploaded while it is closed", async () => {
        await withEnvironment({ TMPDIR: folder }, async () => {
            const store = new FileUploadStore();
            let cut = (): void => undefined;
            const isCut = new Promise<void>((resolve) => {
                cut = resolve;
            });
            const saving = store.save(
                "import-1",
                (async function* () {
                    yield Buffer.from("rows");
                    await isCut;
                    throw new Error("the caller is gone");
                })(),
            );

            const closed = store.close();
            cut();

            await assert.rejects(saving, /the caller is gone/);
            await closed;
            assert.deepEqual(await readdir(folder), []);
        });
    });
});
