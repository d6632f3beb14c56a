import assert from "node:assert/strict";
import fc from "fast-check";
import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import { scanCsv } from "../../../provider/src/csv/scanCsv";
import type { CsvAttributeRules } from "../../../provider/src/csv/types";
import { encodeUsers } from "../../../provider/src/users/encodeUsers";
import { headerWithCustomColumns, passwordHashColumn } from "../../../provider/src/users/standardColumns";
import { decodeUsers } from "../../support/sources/decodeUsers";
import { anyText, anyUser } from "../users/anyUser";
import { chunksOf, header, row } from "./csvFiles";

const poolHeader = [...headerWithCustomColumns(["custom:team", "custom:level", "custom:flag"]), passwordHashColumn];
const attributes = new Map<string, CsvAttributeRules>([
    ["custom:level", { dataType: "Number", required: false }],
    ["custom:flag", { dataType: "Boolean", required: false }],
]);

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
    const collected: Item[] = [];
    for await (const item of items) {
        collected.push(item);
    }
    return collected;
}

describe("encodeUsers and decodeUsers", () => {
    it("give back any users that the dialect can express, whatever the order of columns and the chunks", async () => {
        const columns = fc.shuffledSubarray([...poolHeader], { minLength: poolHeader.length });
        await fc.assert(
            fc.asyncProperty(
                fc.array(anyUser, { maxLength: 5 }),
                columns,
                fc.integer({ min: 1, max: 300 }),
                async (users, order, size) => {
                    const { csv, problems } = encodeUsers(users, order);

                    assert.deepEqual(problems, []);
                    assert.deepEqual(await collect(decodeUsers(chunksOf(csv, size), attributes)), users);
                },
            ),
            { numRuns: 300 },
        );
    });
});

describe("scanCsv", () => {
    it("gives back every value that was written, with its line", async () => {
        await fc.assert(
            fc.asyncProperty(
                fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
                async (rows) => {
                    const lines = rows.map((values) => values.map((value) => value.replaceAll(",", "\\,")).join(","));
                    const found = await collect(scanCsv(chunksOf(Buffer.from(lines.join("\n")), 7)));

                    assert.deepEqual(
                        found.map(({ line, values }) => ({ line, values })),
                        rows.map((values, index) => ({ line: index + 1, values: unmarked(values, index) })),
                    );
                },
            ),
            { numRuns: 300 },
        );
    });
});

/** A byte order mark at the very beginning is none of the first value. */
function unmarked(values: readonly string[], index: number): string[] {
    return values.map((value, column) => (index === 0 && column === 0 ? value.replace(/^\ufeff/u, "") : value));
}

describe("inspectCsv", () => {
    const secrets = {
        "cognito:username": "Zebulon",
        email: "zq@example.com",
        phone_number: "+4478901234",
        address: "Qüxstraße",
        "custom:team": "vermilion",
    };
    const columns = [...header.split(","), "custom:team"];
    const rows = ["", "1", "2"].map((suffix) => row({ ...secrets, "cognito:username": `Zebulon${suffix}` }, columns));
    const valid = Buffer.from([columns.join(","), ...rows].join("\n"));
    const mutation = fc.record({
        at: fc.nat(valid.length),
        removed: fc.nat(3),
        inserted: fc.oneof(
            fc.uint8Array({ maxLength: 4 }),
            fc.constantFrom(...["\n", ",", "\r", '"', "\\", "\0"].map((one) => Buffer.from(one))),
        ),
    });
    function mutate(mutations: readonly { at: number; removed: number; inserted: Uint8Array }[]): Buffer {
        return mutations.reduce(
            (file, { at, removed, inserted }) =>
                Buffer.concat([file.subarray(0, at), inserted, file.subarray(at + removed)]),
            valid,
        );
    }

    it("throws for no mutation of a file, and repeats no value of it in a message", async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(mutation, { maxLength: 6 }), async (mutations) => {
                const { problems } = await inspectCsv(chunksOf(mutate(mutations)), { maxProblems: 1000 });

                const said = JSON.stringify(problems);
                // Of each value some four letters survive what is inserted and removed.
                const parts = Object.values(secrets).flatMap((secret) => [secret.slice(0, 4), secret.slice(-4)]);
                assert.deepEqual(
                    parts.filter((part) => said.includes(part) && part !== ".com"),
                    [],
                );
            }),
            { numRuns: 2_000 },
        );
    });

    it("throws for no bytes at all", async () => {
        const bytes = fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.uint8Array({ maxLength: 500, max: 0x2f }));
        await fc.assert(
            fc.asyncProperty(bytes, async (noise) => {
                const { fileErrors } = await inspectCsv(chunksOf(Buffer.concat([noise, valid, noise])), {});

                assert.ok(fileErrors >= 0);
                assert.ok((await inspectCsv(chunksOf(noise), {})).fileErrors > 0);
            }),
            { numRuns: 500 },
        );
    });

    it("says the same of any bytes, however they are cut", async () => {
        await fc.assert(
            fc.asyncProperty(
                fc.array(mutation, { maxLength: 6 }),
                fc.integer({ min: 1, max: 200 }),
                async (mutations, size) => {
                    const file = mutate(mutations);

                    assert.deepEqual(await inspectCsv(chunksOf(file, size), {}), await inspectCsv(chunksOf(file), {}));
                },
            ),
            { numRuns: 500 },
        );
    });
});
