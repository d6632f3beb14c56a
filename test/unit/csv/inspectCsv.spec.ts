import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import { chunksOf, header, inspect, places, row } from "./csvFiles";

const valid = `${header}\n${row()}\n${row({ "cognito:username": "grace", name: "Grace Hopper" })}\n`;

describe("inspectCsv", () => {
    it("counts rows and bytes, and gives the columns and the digest", async () => {
        const inspection = await inspect(valid);

        assert.deepEqual(inspection, {
            digest: `sha256:${createHash("sha256").update(valid).digest("hex")}`,
            isComplete: true,
            bytes: Buffer.byteLength(valid),
            rows: 2,
            columns: header.split(","),
            problems: [],
            moreProblems: 0,
            fileErrors: 0,
            rowErrors: 0,
            failingRows: 0,
        });
    });

    it("says the same for any size of chunks", async () => {
        const bytes = Buffer.from(`\ufeff${valid.replaceAll("\n", "\r\n")}\r\nä\0b\r`);
        const whole = await inspectCsv(chunksOf(bytes), {});

        for (let size = 1; size < bytes.length; size += size < 10 ? 1 : 37) {
            assert.deepEqual(await inspectCsv(chunksOf(bytes, size), {}), whole, `chunks of ${size}`);
        }
    });

    it("gives one digest for LF and CRLF, with and without the final newline", async () => {
        const { digest } = await inspect(valid);

        assert.equal((await inspect(valid.replaceAll("\n", "\r\n"))).digest, digest);
        assert.equal((await inspect(valid.trimEnd())).digest, digest);
        assert.notEqual((await inspect(`${valid}\n`)).digest, digest);
        assert.notEqual((await inspect(valid.replace("\n", "\r\r\n"))).digest, digest);
    });

    it("refuses an empty file and a header without rows", async () => {
        assert.deepEqual(places(await inspect("")), ["empty-file"]);
        assert.deepEqual(places(await inspect(" \n\n")), ["empty-file", "blank-line@2"]);
        assert.deepEqual(places(await inspect(header)), ["no-rows"]);
        assert.deepEqual(places(await inspect(`${header}\r\n\r\n`)).at(0), "no-rows");
    });

    it("names what the bytes are where they are no UTF-8 text", async () => {
        const cases: [string, Uint8Array][] = [
            ["utf-16@1", Buffer.from(`\ufeff${valid}`, "utf16le")],
            ["utf-16@1", Buffer.from(valid, "utf16le")],
            ["utf-16@1", Buffer.from(`\ufeff${valid}`, "utf16le").swap16()],
            ["not-text@1", Buffer.from("PK\u0003\u0004 and so on\n")],
            ["nul-byte@1", Buffer.from(`\0${valid}`)],
            ["invalid-utf-8@1", Buffer.concat([Buffer.from([0xe4]), Buffer.from(valid)])],
            ["lone-carriage-return@1", Buffer.from(valid.replaceAll("\n", "\r"))],
            ["byte-order-mark@1", Buffer.from(`\ufeff${valid}`)],
        ];
        for (const [expected, bytes] of cases) {
            const inspection = await inspect(bytes);

            assert.deepEqual(places(inspection), [expected]);
            assert.equal(inspection.fileErrors, 1);
        }
    });

    it("names the line of bytes that no line may hold", async () => {
        const rows = [row(), "\0", "\xff", "a\rb", row({ "cognito:username": "last" })];
        const inspection = await inspect(Buffer.from([header, ...rows, ""].join("\n"), "latin1"));

        assert.deepEqual(
            places(inspection).filter((place) => /nul|utf|return/.test(place)),
            ["nul-byte@3", "invalid-utf-8@4", "lone-carriage-return@5"],
        );
        assert.equal(inspection.rows, 5);
    });

    it("holds the limits of one job, and turns them off on request", async () => {
        const limits = { maxRows: 1, maxBytes: valid.length - 1 };

        assert.deepEqual(places(await inspect(valid, { limits: { maxRows: 1 } })), ["too-many-rows@3"]);
        const tooLarge = await inspect(valid, { limits });
        assert.deepEqual(places(tooLarge), ["file-too-large"]);
        assert.equal(tooLarge.isComplete, false);
        assert.equal(tooLarge.digest, "");
        assert.equal((await inspect(valid, { limits: { maxRows: Infinity } })).fileErrors, 0);
    });

    it("stops reading a stream that does not end", async () => {
        let chunks = 0;
        async function* endless(): AsyncGenerator<Uint8Array> {
            for (;;) {
                chunks++;
                yield Buffer.alloc(2 ** 20, "x");
            }
        }
        const inspection = await inspectCsv(endless(), {});

        assert.deepEqual(places(inspection), ["file-too-large", "line-too-long@1"]);
        assert.equal(chunks, 101);
    });

    it("lists as many problems as asked for, file errors first, and counts the rest", async () => {
        const bad = `${header}\n${row()}\n\0\n\0\n\0\n`;

        const inspection = await inspect(bad, { maxProblems: 2 });
        const lines = inspection.problems.map(({ line }) => line);
        assert.deepEqual(lines, [3, 4]);
        assert.ok(inspection.moreProblems >= 1);
        assert.equal(inspection.fileErrors, 3);
    });

    it("throws what the chunks throw and the signal's reason, nothing else", async () => {
        const reason = new Error("stop");
        // biome-ignore lint/correctness/useYield: a stream that fails at once
        async function* failing(): AsyncGenerator<Uint8Array> {
            throw reason;
        }

        await assert.rejects(inspectCsv(failing(), {}), reason);
        await assert.rejects(inspect(valid, { signal: AbortSignal.abort(reason) }), reason);
    });

    it("tells its progress", async () => {
        const seen: number[] = [];
        const long = `${valid}${`${row()}\n`.repeat(200_000)}`;

        await inspectCsv(chunksOf(Buffer.from(long), 2 ** 16), { onProgress: (bytes) => seen.push(bytes) });

        assert.ok(seen.length >= 2);
        assert.ok(seen.every((bytes, index) => index === 0 || bytes > (seen[index - 1] ?? 0)));
    });
});
