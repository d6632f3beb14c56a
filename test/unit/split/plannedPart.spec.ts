import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { digestSource } from "../../../provider/src/resource/inspectSource";
import type { OpenSource } from "../../../provider/src/source/openSource";
import { type FoundPart, formatPartReference, jobLimits, type PlannedPart } from "../../../provider/src/split/part";
import { withParts } from "../../../provider/src/split/partSource";
import { planFile } from "../../../provider/src/split/splitSource";
import { csv, header, how, limits, openFile, withFile } from "../../support/sources/splitFile";
import { textOf } from "../../support/sources/textOf";

describe("a part that the program has found", () => {
    /** Opens what {@link openFile} opens, and counts the bytes that are read of it. */
    function countingReads(): { readonly open: OpenSource; readonly readBytes: () => number } {
        let bytes = 0;
        const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
            for await (const chunk of chunks) {
                bytes += chunk.byteLength;
                yield chunk;
            }
        };
        const open: OpenSource = async (...given) => {
            const source = await openFile(...given);
            return {
                ...source,
                read: () => counted(source.read()),
                readRange: (from, to) => counted(source.readRange?.(from, to) ?? source.read()),
            };
        };
        return { open, readBytes: () => bytes };
    }

    function planned(file: string): readonly PlannedPart[] {
        const parts = (planFile(file, limits)?.parts ?? []) as readonly FoundPart[];
        return parts.map((part, index) => {
            const isLast = index + 1 === parts.length;
            return { ...part, reference: formatPartReference({ source: file, part: index + 1, isLast, limits }) };
        });
    }

    it("is opened without reading, has its digest, and still has it when it is opened again", async () => {
        const { open, readBytes } = countingReads();
        await withFile(async (_openPart, file) => {
            const expected = await withParts(openFile)(secondPart(file), undefined, how);
            const openParts = withParts(open);

            const part = await openParts(secondPart(file), undefined, { ...how, plannedPart: planned(file)[1] });
            const again = await openParts(secondPart(file), undefined, how);

            assert.equal(readBytes(), 0);
            assert.match(part.digest ?? "", /^sha256:/);
            assert.equal(part.digest, await digestSource({ ...part, digest: undefined }, {}));
            for (const opened of [part, again]) {
                assert.equal(opened.sizeBytes, expected.sizeBytes);
                assert.equal(await textOf(opened), await textOf(expected));
                assert.equal(opened.describeLine?.(2), expected.describeLine?.(2));
            }
        });
    });

    it("is looked for again once the file is another", async () => {
        await withFile(async (_openPart, file) => {
            const [, plannedPart] = planned(file);
            await writeFile(file, csv(25).replace("user12,", "ada,"));

            const part = await withParts(openFile)(secondPart(file), undefined, { ...how, plannedPart });

            assert.match(await textOf(part), /^ada,/m);
            assert.notEqual(part.digest, plannedPart?.digest);
            assert.equal(part.digest, await digestSource({ ...part, digest: undefined }, {}));
        });
    });

    it("is refused beside one of another content, whoever has found them", async () => {
        await withFile(async (_openPart, file) => {
            const [, , third] = planned(file);
            const openParts = withParts(openFile);
            await openParts(secondPart(file), undefined, how);
            const lastPart = formatPartReference({ source: file, part: 3, isLast: true, limits });
            await writeFile(file, csv(25).replace("user1,", "ada,"));
            const [, , thirdOfNow] = planned(file);

            for (const plannedPart of [third, thirdOfNow]) {
                await assert.rejects(openParts(lastPart, undefined, { ...how, plannedPart }), {
                    code: "source-changed",
                    message: /changed while its parts were imported/,
                });
            }
        });
    });

    it("is the whole file, unread, if one job takes it in any case", async () => {
        const { open, readBytes } = countingReads();
        await withFile(async (_openPart, file) => {
            assert.equal(planFile(file, jobLimits), undefined);
            const only = formatPartReference({ source: file, part: 1, isLast: true, limits: jobLimits });

            const source = await withParts(open)(only, undefined, how);

            assert.equal(readBytes(), 0);
            assert.equal(await textOf(source), csv(25));
            const first = formatPartReference({ source: file, part: 1, isLast: false, limits: jobLimits });
            await assert.rejects(withParts(open)(first, undefined, how), { code: "source-changed" });
        });
    });

    it("is of no use for any other part, nor for one that has to be the last", async () => {
        await withFile(async (_openPart, file) => {
            const [plannedPart] = planned(file);
            const openParts = withParts(openFile);
            const expected = await textOf(await openParts(secondPart(file), undefined, how));

            const second = await openParts(secondPart(file), undefined, { ...how, plannedPart });
            const firstAndLast = formatPartReference({ source: file, part: 1, isLast: true, limits });

            assert.equal(await textOf(second), expected);
            await assert.rejects(openParts(firstAndLast, undefined, { ...how, plannedPart }), {
                code: "source-changed",
            });
        });
    });

    it("is one of several if a small file has more lines than a job takes, or line ends that count twice", async () => {
        await withFile(async (_openPart, file) => {
            for (const [lines, smallLimits] of [
                ["\n".repeat(400) + "a\n".repeat(300), { maxRows: 500, maxBytes: 1_000_000 }],
                ["a\n".repeat(480), { maxRows: 2000, maxBytes: 1000 }],
            ] as const) {
                await writeFile(file, header + lines);

                assert.equal(planFile(file, smallLimits)?.parts.length, 2);
            }
        });
    });

    function secondPart(file: string): string {
        return formatPartReference({ source: file, part: 2, isLast: false, limits });
    }
});
