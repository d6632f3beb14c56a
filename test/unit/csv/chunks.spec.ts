import assert from "node:assert/strict";
import fc from "fast-check";
import { maxLineBytes } from "../../../provider/src/csv/csvLimits";
import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import { scanCsv } from "../../../provider/src/csv/scanCsv";
import { header, row } from "./csvFiles";

/** Lines whose length is about the longest that is looked at, of what is judged in different ways. */
const longLine = fc
    .tuple(fc.constantFrom(" ", "\t", "a", "ä", ",", "\ufeff", "\0"), fc.integer({ min: -3, max: 5 }))
    .map(([character, more]) => {
        const bytes = Buffer.alloc(maxLineBytes + more, character);
        return bytes;
    });
const line = fc.oneof(
    { weight: 3, arbitrary: longLine },
    { weight: 2, arbitrary: fc.constantFrom(row(), "", " ", "\ufeff", "\r").map((text) => Buffer.from(text)) },
);
const lineEnd = fc.constantFrom("\n", "\r\n", "\r\r\n").map((text) => Buffer.from(text));
const firstLine = fc.oneof(fc.constant(Buffer.from(header)), line);
const file = fc
    .tuple(firstLine, fc.array(fc.tuple(lineEnd, line), { maxLength: 3 }), fc.option(lineEnd))
    .map(([first, lines, end]) => Buffer.concat([first, ...lines.flat(), end ?? Buffer.alloc(0)]));

/** Where a file is cut: anywhere, and often about where a long line is judged. */
const cuts = fc.array(
    fc.oneof(
        fc.integer({ min: 1, max: 300_000 }),
        fc.integer({ min: maxLineBytes - 4, max: maxLineBytes + 8 }),
        fc.integer({ min: 1, max: 400 }),
    ),
    { maxLength: 6 },
);

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
    let start = 0;
    for (const size of sizes) {
        yield bytes.subarray(start, start + size);
        start += size;
    }
    yield bytes.subarray(start);
}

async function scanned(chunks: AsyncIterable<Uint8Array>): Promise<unknown> {
    const lines: number[] = [];
    try {
        for await (const { line: number, text } of scanCsv(chunks)) {
            lines.push(number, text.length);
        }
    } catch (error) {
        return [lines, (error as Error).message];
    }
    return [lines];
}

/** Where the rest of a file is not read, how much of it was depends on the chunks. */
async function inspected(chunks: AsyncIterable<Uint8Array>): Promise<unknown> {
    const { digest, bytes, isComplete, ...said } = await inspectCsv(chunks, {});
    return isComplete ? { ...said, digest, bytes } : said;
}

describe("a CSV in chunks", () => {
    it("is judged alike, and scanned alike, wherever they end", async () => {
        await fc.assert(
            fc.asyncProperty(file, cuts, async (bytes, sizes) => {
                assert.deepEqual(await inspected(cut(bytes, sizes)), await inspected(cut(bytes, [])));
                assert.deepEqual(await scanned(cut(bytes, sizes)), await scanned(cut(bytes, [])));
            }),
            { numRuns: 300 },
        );
    });

    it("has a blank line of more than the longest that is looked at told as too long, wherever they end", async () => {
        const bytes = Buffer.from(`${header}\n${" ".repeat(maxLineBytes + 2)}\n${row()}\n`);

        for (const sizes of [[], [header.length + 10], [header.length + 1 + maxLineBytes]]) {
            const { problems, rows } = await inspectCsv(cut(bytes, sizes), {});

            assert.deepEqual(
                problems.map(({ code }) => code),
                ["line-too-long"],
            );
            assert.equal(rows, 2);
        }
    });
});
