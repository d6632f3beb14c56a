import assert from "node:assert/strict";
import fc from "fast-check";
import { findExistingLines } from "../../../provider/src/existing/findExistingLines";
import { LineSet } from "../../../provider/src/existing/lineSet";
import { withoutLines } from "../../../provider/src/existing/withoutLines";
import type { Source } from "../../../provider/src/source/source";
import { type FakeImportApi, fakeImportApi, fakePoolId } from "../../support/aws/fakeImportApi";
import { memorySource } from "../../support/lifecycle/lifecycleFixture";
import { manualClock } from "../../support/process/manualClock";
import { textOf } from "../../support/sources/textOf";

const csv = "cognito:username,email\nada,ada@example.com\n\nGRACE,\ngrace@example.com,\n+15550100,\nada,again\n";

describe("findExistingLines", () => {
    const find = async (
        pool: object,
        users: readonly (readonly [string, Record<string, string>, number?])[],
        createdBeforeMs?: number,
        content = csv,
    ): Promise<{ lines: number[]; bytes: number; rows: number; api: FakeImportApi }> => {
        const clock = manualClock();
        const api = fakeImportApi(clock);
        api.users = users.map(([username, attributes, createdMs = 0]) => ({
            username,
            attributes: new Map(Object.entries(attributes)),
            createdMs,
        }));
        api.script("describeUserPool", () => ({ name: "people", raw: pool }));
        const source = memorySource("users.csv", content);
        const onProgress = (): void => undefined;
        const search = { api, clock, userPoolId: fakePoolId, source, createdBeforeMs, onProgress };
        const { lines, bytes, rows } = await findExistingLines(search);
        const found = Array.from({ length: 10 }, (_, line) => line).filter((line) => lines.has(line));
        return { lines: found, bytes, rows, api };
    };

    it("finds every line of a user who exists, with its bytes", async () => {
        const { lines, bytes, rows } = await find({}, [["ada", {}]]);

        assert.deepEqual({ lines, bytes, rows }, { lines: [2, 7], bytes: 30, rows: 5 });
    });

    it("tells names apart by case only where the pool does", async () => {
        const users = [["grace", {}]] as const;
        assert.deepEqual((await find({}, users)).lines, []);
        assert.deepEqual((await find({ UsernameConfiguration: { CaseSensitive: true } }, users)).lines, []);
        assert.deepEqual((await find({ UsernameConfiguration: { CaseSensitive: false } }, users)).lines, [4]);
    });

    it("knows users by e-mail addresses and phone numbers where these are the usernames", async () => {
        const pool = { UsernameAttributes: ["email", "phone_number"] };
        const users = [
            ["0b0b", { sub: "0b0b", email: "grace@example.com" }],
            ["0c0c", { sub: "0c0c", phone_number: "+15550100" }],
        ] as const;
        assert.deepEqual((await find(pool, users)).lines, [5, 6]);
        assert.deepEqual((await find({}, users)).lines, []);
    });

    it("knows users by their verified aliases", async () => {
        const pool = { AliasAttributes: ["email", "phone_number", "preferred_username"] };
        const users = [
            ["one", { email: "grace@example.com", email_verified: "true", preferred_username: "GRACE" }],
            ["two", { phone_number: "+15550100", phone_number_verified: "false" }],
        ] as const;
        assert.deepEqual((await find(pool, users)).lines, [4, 5]);
    });

    it("asks row by row where the pool has many more users than the source, at a rate that leaves room for others", async () => {
        const { lines, api } = await find({ EstimatedNumberOfUsers: 1_000_000 }, [["ada", {}]]);

        assert.deepEqual(lines, [2, 7]);
        assert.deepEqual([api.count("listUsers"), api.count("findUser")], [0, 5]);
    });

    it("does not ask for what cannot be a username, which AWS refuses to be asked for", async () => {
        const names = [
            "ada",
            "",
            "two words",
            "zero\u200bwidth",
            "x".repeat(129),
            "\u{1F600}".repeat(65),
            "grace",
            "größe",
        ];
        const rows = names.map((name) => `${name},x\n`).join("");
        const pool = { EstimatedNumberOfUsers: 1_000_000 };
        const users = [
            ["grace", {}],
            ["größe", {}],
        ] as const;

        const { lines, rows: counted, api } = await find(pool, users, undefined, `cognito:username,email\n${rows}`);

        assert.deepEqual([lines, counted], [[8, 9], 8]);
        const asked = api.requests.flatMap(({ operation, args }) => (operation === "findUser" ? [args[1]] : []));
        assert.deepEqual(asked, ["ada", "grace", "größe"]);
    });

    it("leaves users out who are younger than the job", async () => {
        const users = [
            ["ada", {}, 1000],
            ["GRACE", {}, 3000],
        ] as const;
        assert.deepEqual((await find({}, users, 2000)).lines, [2, 7]);
    });
});

describe("withoutLines", () => {
    it("gives all other lines byte for byte, however the source is cut, and maps their numbers back", async () => {
        const line = fc.string({ maxLength: 12 }).map((text) => text.replaceAll("\n", "\r"));
        await fc.assert(
            fc.asyncProperty(
                fc.array(fc.tuple(line, fc.boolean()), { minLength: 1, maxLength: 40 }),
                fc.boolean(),
                fc.integer({ min: 1, max: 50 }),
                async (lines, endsInNewline, chunkBytes) => {
                    const ends = lines.map(([text], index) =>
                        index < lines.length - 1 || endsInNewline ? `${text}\n` : text,
                    );
                    const omitted = new LineSet();
                    lines.forEach(([, isOmitted], index) => {
                        if (isOmitted) {
                            omitted.add(index + 1);
                        }
                    });
                    const kept = ends.flatMap((text, index) => (lines[index]?.[1] ? [] : [text]));
                    const omittedBytes = Buffer.byteLength(ends.join("")) - Buffer.byteLength(kept.join(""));
                    const source = cut(Buffer.from(ends.join("")), chunkBytes);

                    const result = withoutLines(source, omitted, omittedBytes);

                    assert.equal(await textOf(result), kept.join(""));
                    assert.equal(result.sizeBytes, Buffer.byteLength(kept.join("")));
                    const keptLines = lines.flatMap(([, isOmitted], index) => (isOmitted ? [] : [index + 1]));
                    assert.deepEqual(omitted.originalLines(keptLines.map((_, index) => index + 1)), keptLines);
                },
            ),
            { numRuns: 500 },
        );
    });

    it("ends only once the source has", async () => {
        const omitted = new LineSet();
        omitted.add(3);
        const broken: Source = {
            description: "users.csv",
            sizeBytes: 12,
            read: async function* () {
                yield Buffer.from("head\nada\n");
                yield Buffer.from("ed\n");
                throw new Error("changed");
            },
        };
        let got = "";

        await assert.rejects(async () => {
            for await (const chunk of withoutLines(broken, omitted, 3).read()) {
                got += Buffer.from(chunk).toString();
            }
        }, /changed/);
        assert.equal(got, "");
    });
});

function cut(bytes: Buffer, chunkBytes: number): Source {
    return {
        description: "users.csv",
        sizeBytes: bytes.length,
        read: async function* () {
            for (let at = 0; at < bytes.length; at += chunkBytes) {
                yield bytes.subarray(at, at + chunkBytes);
            }
        },
    };
}
