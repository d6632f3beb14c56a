import assert from "node:assert/strict";
import { appendFile, writeFile } from "node:fs/promises";
import { openFileSource } from "../../../provider/src/source/fileSource";
import type { OpenSource } from "../../../provider/src/source/openSource";
import { formatPartReference, jobLimits, parsePartReference } from "../../../provider/src/split/part";
import { withParts } from "../../../provider/src/split/partSource";
import { csv, header, how, limits, openFile, withFile } from "../../support/sources/splitFile";
import { textOf } from "../../support/sources/textOf";

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
