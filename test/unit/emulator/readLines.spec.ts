import assert from "node:assert/strict";
import fc from "fast-check";
import { type CsvLine, readLines } from "../../../emulator/src/csv/readLines";

async function linesOf(bytes: Uint8Array, chunkBytes: number): Promise<CsvLine[]> {
    async function* chunks(): AsyncGenerator<Buffer> {
        for (let start = 0; start < bytes.length; start += chunkBytes) {
            yield Buffer.from(bytes.subarray(start, start + chunkBytes));
        }
    }
    const lines: CsvLine[] = [];
    for await (const batch of readLines(chunks())) {
        lines.push(...batch);
    }
    return lines;
}

describe("readLines", () => {
    it("reads the same lines however the stream is cut", async () => {
        const text = fc.array(fc.constantFrom("a", "é", "名", "😀", "\n", "\r\n", "\r", ",", " "), { maxLength: 40 });
        await fc.assert(
            fc.asyncProperty(text, async (parts) => {
                const bytes = Buffer.from(parts.join(""));
                const whole = await linesOf(bytes, 1000);
                const expected = parts
                    .join("")
                    .split("\n")
                    .map((line, index) => ({ number: index + 1, text: line.replace(/\r$/, ""), defect: undefined }))
                    .filter((line) => line.text.trim() !== "");

                assert.deepEqual(whole, expected);
                assert.deepEqual(await linesOf(bytes, 1), whole);
                assert.deepEqual(await linesOf(bytes, 3), whole);
            }),
        );
    });

    it("marks a line that is too long, and never keeps it", async () => {
        const long = Buffer.concat([Buffer.from("a\n"), Buffer.alloc(1_000_000, "x"), Buffer.from("\nb")]);

        for (const chunkBytes of [1000, 2_000_000]) {
            assert.deepEqual(await linesOf(long, chunkBytes), [
                { number: 1, text: "a", defect: undefined },
                { number: 2, text: undefined, defect: "too long" },
                { number: 3, text: "b", defect: undefined },
            ]);
        }
    });

    it("takes 16,000 characters of any width and not one more", async () => {
        const [fits] = await linesOf(Buffer.from("名".repeat(16_000)), 999);
        const [tooLong] = await linesOf(Buffer.from("名".repeat(16_001)), 999);

        assert.equal(fits?.text?.length, 16_000);
        assert.equal(tooLong?.defect, "too long");
    });

    it("tells invalid UTF-8 from a replacement character that is meant", async () => {
        const [meant, invalid] = await linesOf(Buffer.concat([Buffer.from("\uFFFD\n"), Buffer.from([0xc3, 0x28])]), 1);

        assert.equal(meant?.text, "\uFFFD");
        assert.equal(invalid?.defect, "not UTF-8");
    });
});
