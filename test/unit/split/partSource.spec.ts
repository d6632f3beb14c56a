import assert from "node:assert/strict";
import { appendFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { digestSource } from "../../../provider/src/resource/inspectSource";
import { openFileSource } from "../../../provider/src/source/fileSource";
import type { OpenSource } from "../../../provider/src/source/openSource";
import type { Source } from "../../../provider/src/source/source";
import { formatPartReference, jobLimits, type PlannedPart, parsePartReference } from "../../../provider/src/split/part";
import { withParts } from "../../../provider/src/split/partSource";
import { planFile } from "../../../provider/src/split/splitSource";
import { withTemporaryFolder } from "../../support/pulumi/fakePrograms";
import { textOf } from "../../support/sources/textOf";

const header = "cognito:username,email\n";
const limits = { maxRows: 10, maxBytes: 10_000 };

/** What is said of reading a source, as far as it matters here. */
const how = { maxBytes: Number.POSITIVE_INFINITY };

function csv(count: number): string {
    return header + Array.from({ length: count }, (_, index) => `user${index},user${index}@example.com\n`).join("");
}

const openFile: OpenSource = async (source) => await openFileSource(String(source));

/** Writes 25 rows, which are cut into three parts, and hands over what opens part `n`. */
async function withFile(
    test: (openPart: (part: number, isLast: boolean) => Promise<Source>, file: string) => Promise<void>,
    open: OpenSource = openFile,
): Promise<void> {
    await withTemporaryFolder(async (folder) => {
        const file = path.join(folder, "users.csv");
        await writeFile(file, csv(25));
        const openParts = withParts(open);
        const openPart = async (part: number, isLast: boolean): Promise<Source> =>
            await openParts(formatPartReference({ source: file, part, isLast, limits }), undefined, how);
        await test(openPart, file);
    });
}

describe("withParts", () => {
    it("opens each part as a CSV with the header, of the size that it has", async () => {
        await withFile(async (openPart) => {
            const parts = [await openPart(1, false), await openPart(2, false), await openPart(3, true)];

            const texts = await Promise.all(parts.map(textOf));

            assert.ok(texts.every((text) => text.startsWith(header)));
            assert.equal(header + texts.map((text) => text.slice(header.length)).join(""), csv(25));
            assert.deepEqual(
                parts.map((part) => part.sizeBytes),
                texts.map((text) => text.length),
            );
        });
    });

    it("describes lines as those of the whole", async () => {
        await withFile(async (openPart, file) => {
            const second = await openPart(2, false);
            const [, firstRow = ""] = (await textOf(second)).split("\n");
            const line = csv(25).split("\n").indexOf(firstRow) + 1;

            assert.equal(second.describeLine?.(2), `${file}:${line}`);
            assert.equal(second.describeLine?.(1), `${file}:1`);
        });
    });

    it("reads from a source that can only be read from its start as from any other", async () => {
        const withoutRange: OpenSource = async (source) => {
            const { readRange: _, cacheKey: __, ...rest } = await openFileSource(String(source));
            return rest;
        };
        await withFile(async (openPart) => {
            const expected = await textOf(await openPart(2, false));
            await withFile(async (openSlowly) => {
                assert.equal(await textOf(await openSlowly(2, false)), expected);
            }, withoutRange);
        });
    });

    it("has a revision of its own where the whole has one, so that an unchanged part need not be read", async () => {
        const inStore: OpenSource = async (source) => ({
            ...(await openFileSource(String(source))),
            revision: "version 1",
        });
        await withFile(async (openPart) => {
            const [second, third] = [await openPart(2, false), await openPart(3, true)];

            assert.match(second.revision ?? "", /version 1.*part 2/);
            assert.notEqual(second.revision, third.revision);
            assert.equal(second.revision, (await openPart(2, false)).revision);
        }, inStore);
        await withFile(async (openPart) => assert.equal((await openPart(2, false)).revision, undefined));
    });

    it("opens what is no part as before", async () => {
        await withFile(async (_openPart, file) => {
            const source = await withParts(openFile)(file, undefined, how);

            assert.equal(await textOf(source), csv(25));
        });
    });

    for (const [what, part, isLast] of [
        ["has more parts than the program saw", 2, true],
        ["has fewer parts than the program saw", 4, true],
        ["ends where the program saw more", 3, false],
    ] as const) {
        it(`refuses a source that ${what}`, async () => {
            await withFile(async (openPart) => {
                await assert.rejects(openPart(part, isLast), { name: "UserImportError", code: "source-changed" });
            });
        });
    }

    it("cuts again in a run after the file was written", async () => {
        await withFile(async (openPart, file) => {
            await openPart(3, true);
            await appendFile(file, csv(20).slice(header.length));

            await assert.rejects(openPart(3, true), { code: "source-changed" });
            const fourthPart = formatPartReference({ source: file, part: 4, isLast: false, limits });
            const fourth = await withParts(openFile)(fourthPart, undefined, how);
            assert.match(await textOf(fourth), /^cognito:username/);
        });
    });

    it("refuses what was written between two parts, however it is cut, but not the same content", async () => {
        const [, ...rows] = csv(25).trimEnd().split("\n");
        const reversed = `${header}${rows.toReversed().join("\n")}\n`;
        const unstamped: OpenSource = async (source) => {
            const { cacheKey: _, ...rest } = await openFileSource(String(source));
            return rest;
        };
        for (const open of [undefined, unstamped]) {
            await withFile(async (openPart, file) => {
                const first = await textOf(await openPart(1, false));
                await writeFile(file, csv(25));
                assert.notEqual(await textOf(await openPart(2, false)), first);
                await writeFile(file, reversed);

                await assert.rejects(openPart(2, false), {
                    code: "source-changed",
                    message: /users\.csv changed while its parts were imported\. Wait until it is complete, then run/,
                });
            }, open);
        }
    });

    describe("told what the program has found", () => {
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
            return (planFile(file, limits)?.parts ?? []) as readonly PlannedPart[];
        }

        it("opens a part without reading, knows its digest, and still does when it is opened again", async () => {
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

        it("looks for itself once the file is another", async () => {
            await withFile(async (_openPart, file) => {
                const [, plannedPart] = planned(file);
                await writeFile(file, csv(25).replace("user12,", "ada,"));

                const part = await withParts(openFile)(secondPart(file), undefined, { ...how, plannedPart });

                assert.match(await textOf(part), /^ada,/m);
                assert.notEqual(part.digest, plannedPart?.digest);
                assert.equal(part.digest, await digestSource({ ...part, digest: undefined }, {}));
            });
        });

        it("refuses parts of two contents, whoever has found them", async () => {
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

        it("never reads what one job takes in any case to see how it is cut", async () => {
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

        function secondPart(file: string): string {
            return formatPartReference({ source: file, part: 2, isLast: false, limits });
        }
    });

    it("says what is wrong with a file that cannot be read", async () => {
        await withFile(async (_openPart, file) => {
            const reference = formatPartReference({ source: `${file}.missing`, part: 1, isLast: true, limits });

            await assert.rejects(
                withParts(openFile)(reference, undefined, how),
                /users\.csv\.missing cannot be read: there is no such file/,
            );
        });
    });
});

describe("parsePartReference", () => {
    it("reads what formatPartReference writes", () => {
        for (const reference of [
            { source: "users.csv", part: 1, isLast: true, limits: jobLimits },
            { source: "/data/a b;c/users.csv", part: 12, isLast: false, limits: jobLimits },
            { source: "s3://people/a b/users.csv?versionId=x;y/z", part: 3, isLast: true, limits: jobLimits },
            { source: "../users.csv", part: 2, isLast: true, limits: { maxRows: 5, maxBytes: 600 } },
        ]) {
            assert.deepEqual(parsePartReference(formatPartReference(reference)), reference);
        }
        assert.equal(
            formatPartReference({ source: "users.csv", part: 2, isLast: false, limits: jobLimits }),
            "part://2/users.csv",
        );
    });

    it("takes nothing else for a part", () => {
        for (const text of [
            "users.csv",
            "part:/2/users.csv",
            "part://0/users.csv",
            "part://x/users.csv",
            "s3://part/1",
        ]) {
            assert.equal(parsePartReference(text), undefined);
        }
    });
});
