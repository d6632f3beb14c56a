import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFile, chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFileSource } from "../../../provider/src/source/fileSource";
import { textOf } from "../../support/sources/textOf";

describe("openFileSource", () => {
    let folder: string;
    let path: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "file-source-"));
        path = join(folder, "users.csv");
        await writeFile(path, "header\nrow\n");
    });
    afterEach(async () => await rm(folder, { recursive: true }));

    it("reads a file as often as asked, with its size known before", async () => {
        const source = await openFileSource("users.csv", folder);

        assert.equal(source.description, "users.csv");
        assert.equal(source.sizeBytes, 11);
        assert.equal(await textOf(source), "header\nrow\n");
        assert.equal(await textOf(source), "header\nrow\n");
    });

    it("takes absolute paths and follows links", async () => {
        await symlink(path, join(folder, "link.csv"));

        assert.equal(await textOf(await openFileSource(path)), "header\nrow\n");
        assert.equal((await openFileSource(join(folder, "link.csv"))).sizeBytes, 11);
    });

    it("hands out large files in chunks", async () => {
        await writeFile(path, "x".repeat(1_000_000));
        let chunks = 0;

        for await (const chunk of (await openFileSource(path)).read()) {
            assert.ok(chunk.byteLength <= 1 << 18);
            chunks++;
        }

        assert.ok(chunks >= 4);
    });

    it("gives each chunk memory of its own, unless the reader is done with it when it asks for the next", async () => {
        const text = Array.from({ length: 200_000 }, (_, index) => `row ${index}\n`).join("");
        await writeFile(path, text);
        const source = await openFileSource(path);
        for (const [canReuseChunks, memories] of [
            [false, Math.ceil(text.length / 2 ** 18)],
            [true, 1],
        ] as const) {
            const chunks: Uint8Array[] = [];
            let read = "";
            for await (const chunk of source.read({ canReuseChunks })) {
                chunks.push(chunk);
                read += Buffer.from(chunk).toString();
            }
            assert.equal(read, text);
            assert.equal(new Set(chunks.map((chunk) => chunk.buffer)).size, memories);
        }
    });

    it("says where it was looked for when there is no such file: of a relative path, and of a link its target", async () => {
        const absolute = join(folder, "other.csv");
        await symlink("moved/away.csv", join(folder, "link.csv"));
        const refused: readonly (readonly [string, string])[] = [
            [
                "other.csv",
                `there is no such file: ${absolute}. A relative path starts in the folder where the program runs.`,
            ],
            [absolute, "there is no such file."],
            ["link.csv", `${join(folder, "link.csv")} is a link to moved/away.csv, which does not exist.`],
        ];
        for (const [path, reason] of refused) {
            await assert.rejects(openFileSource(path, folder), {
                code: "source-unreadable",
                message: `The source ${path} cannot be read: ${reason}`,
            });
        }
    });

    it("refuses a folder, a FIFO, a device and a path through a file, each by what it is", async () => {
        await mkdir(join(folder, "folder"));
        execFileSync("mkfifo", [join(folder, "fifo")]);
        const refused: readonly (readonly [string, RegExp])[] = [
            ["folder", /is a folder, not a regular file/],
            ["fifo", /is a named pipe, not a regular file/],
            ["/dev/null", /is a device or socket, not a regular file/],
            ["users.csv/x", /a part of its path is not a folder/],
            ["x".repeat(5000), /its path is too long/],
        ];
        for (const [name, message] of refused) {
            await assert.rejects(openFileSource(name, folder), { code: "source-unreadable", message });
        }
    });

    it("says that a file may not be read", async () => {
        await chmod(folder, 0o755);
        await chmod(path, 0);
        const isRoot = process.geteuid?.() === 0;
        try {
            // Root reads everything; nobody does not.
            if (isRoot) {
                process.seteuid?.(65534);
            }
            await assert.rejects(openFileSource(path), {
                code: "source-unreadable",
                message: /you do not have permission to read it/,
            });
        } finally {
            if (isRoot) {
                process.seteuid?.(0);
            }
        }
    });

    it("throws where the file changed after it was opened, and keeps its last chunk", async () => {
        const changes: readonly (() => Promise<void>)[] = [
            async () => await appendFile(path, "more\n"),
            async () => await utimes(path, 1, 1),
            async () => {
                await writeFile(`${path}.new`, "header\nrow\n");
                await rename(`${path}.new`, path);
            },
        ];
        for (const change of changes) {
            const source = await openFileSource(path);
            await change();
            await assert.rejects(textOf(source), {
                code: "source-changed",
                message: /users\.csv changed while it was read/,
            });
        }
    });

    it("throws where the file is gone when it is read", async () => {
        const source = await openFileSource(path);
        await rm(path);

        await assert.rejects(textOf(source), { code: "source-unreadable", message: /there is no such file/ });
    });
});
