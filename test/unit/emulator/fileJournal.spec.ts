import assert from "node:assert/strict";
import { ftruncateSync, mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileJournal, type JournalFile } from "../../../emulator/src/durability/fileJournal";
import type { JournalEntry } from "../../../emulator/src/services";

const entry = (poolId: string): JournalEntry => ({ type: "poolDeleted", poolId });
const lineOf = (...poolIds: string[]): string => `${JSON.stringify(poolIds.map(entry))}\n`;

/** A file on a disk with room for `bytes` more bytes, which take what fits of a line. */
function smallDisk(bytes: number): JournalFile & { room: number; canTruncate: boolean } {
    const full = (code: string): Error => Object.assign(new Error(code), { code });
    return {
        room: bytes,
        canTruncate: true,
        write(file, line) {
            if (this.room === 0) {
                throw full("ENOSPC");
            }
            const written = writeSync(file, line.subarray(0, Math.min(this.room, 20)));
            this.room -= written;
            return written;
        },
        truncate(file, length) {
            if (!this.canTruncate) {
                throw full("EIO");
            }
            ftruncateSync(file, length);
        },
    };
}

describe("FileJournal", () => {
    let folder = "";
    let path = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "journal-"));
        path = join(folder, "journal.jsonl");
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** The pools of the journal's entries, as the next start reads them. */
    async function readBack(): Promise<string[]> {
        const poolIds: string[] = [];
        const journal = await FileJournal.open(path, (read) => {
            poolIds.push(read.type === "poolDeleted" ? read.poolId : read.type);
        });
        journal.close();
        return poolIds;
    }

    function note(journal: FileJournal, poolId: string): void {
        journal.append(entry(poolId));
        journal.flush();
    }

    const cannotWrite = {
        code: "InternalErrorException",
        statusCode: 500,
        message: "The emulator cannot write to its data folder (ENOSPC), and refuses every call until it can.",
    };

    it("keeps nothing of a line that does not fit, and writes its changes before the next ones", async () => {
        const disk = smallDisk(lineOf("a").length + 25);
        const journal = await FileJournal.open(path, () => {}, disk);
        note(journal, "a");

        assert.throws(() => note(journal, "b"), cannotWrite);
        assert.equal(readFileSync(path, "utf8"), lineOf("a"));
        assert.deepEqual(await readBack(), ["a"]);
        assert.throws(() => journal.catchUp(), cannotWrite);

        disk.room = 10_000;
        journal.catchUp();
        assert.equal(readFileSync(path, "utf8"), lineOf("a") + lineOf("b"));
        note(journal, "c");
        journal.close();
        assert.deepEqual(await readBack(), ["a", "b", "c"]);
    });

    it("writes nothing behind a half line that it could not take back", async () => {
        const disk = smallDisk(lineOf("a").length + 25);
        const journal = await FileJournal.open(path, () => {}, disk);
        note(journal, "a");
        disk.canTruncate = false;

        assert.throws(() => note(journal, "b"), { code: "InternalErrorException" });
        disk.room = 10_000;
        assert.throws(() => note(journal, "c"), { code: "InternalErrorException" });
        // Killed here, the next start finds the half line.
        assert.equal(readFileSync(path, "utf8"), lineOf("a") + lineOf("b").slice(0, 25));

        disk.canTruncate = true;
        note(journal, "d");
        journal.close();
        assert.equal(readFileSync(path, "utf8"), lineOf("a") + lineOf("b", "c", "d"));
    });

    it("drops a last line that is not whole, and nothing before it", async () => {
        writeFileSync(path, lineOf("a") + lineOf("b", "c") + lineOf("d").slice(0, -1));

        assert.deepEqual(await readBack(), ["a", "b", "c"]);
        assert.equal(readFileSync(path, "utf8"), lineOf("a") + lineOf("b", "c"));
    });

    it("ends also where the last changes cannot be written", async () => {
        const journal = await FileJournal.open(path, () => {}, smallDisk(5));
        journal.append(entry("a"));

        journal.close();

        assert.deepEqual(await readBack(), []);
    });

    it("takes a disk that writes nothing and says nothing for a full one", async () => {
        const journal = await FileJournal.open(path, () => {}, { write: () => 0, truncate: () => {} });

        assert.throws(() => note(journal, "a"), /cannot write to its data folder \(nothing was written\)/);
        journal.close();
    });

    it("says which line is damaged, without what it says", async () => {
        for (const damaged of ['[{"type":"pool', "", "5", "[null]", '[{"poolId":"ann"}]']) {
            writeFileSync(path, `${lineOf("a")}${damaged}\n${lineOf("b")}`);

            const error = await readBack().catch((reason: unknown) => reason as Error);
            assert.ok(error instanceof Error);
            assert.equal(error.message, `${path}: line 2 is damaged; move the folder away to start with an empty one`);
            assert.equal(error.cause, undefined);
        }
    });
});
