import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { parseMapping } from "../../../provider/src/convert/readMapping";
import { codeBlocks } from "../../support/repository/documents";
import { convert, exportsFolder, rejections, rowsOf, teamPool } from "./convertRun";

const people = "login;mail;tel;born\nada;Ada@Example.com;030 1234567;10.12.1985\n";
const inputs = ["export", "mapping.yaml", "pool.json"];

describe("convert", () => {
    it("says of which preset a file is, and writes nothing", async () => {
        const firebase = await readFile(join(exportsFolder, "firebase.json"));

        const run = await convert(firebase, { preset: "auth0" });

        assert.equal(run.exitCode, 2);
        assert.equal(
            run.stderr,
            "export is not an export of Auth0: its first user has another form. It looks like one of Firebase: use --preset firebase.",
        );
        assert.deepEqual(run.files, ["export", "pool.json"]);
    });

    it("names the column that a mapping takes and the file has not, and writes nothing", async () => {
        const mapping = {
            columns: { "cognito:username": "login", email: "mail", name: "full" },
            verified: { email: "everyone" },
        };

        const run = await convert(people, {}, { mapping });

        assert.equal(run.exitCode, 2);
        assert.equal(
            run.stderr,
            "The mapping takes name from full, but the file has no such column. It has 4 columns, by its first line.",
        );
        assert.deepEqual(run.files, inputs);
    });

    it("names the property that no user has, at the end of JSON, and writes nothing", async () => {
        const mapping = { columns: { email: "mial" }, verified: { email: "everyone" } };

        const run = await convert('[{ "username": "ada", "mail": "ada@example.com" }]', {}, { mapping });

        assert.deepEqual(
            [run.exitCode, run.stderr],
            [2, "export has no user with mial, which the mapping takes email from."],
        );
        assert.deepEqual(run.files, inputs);
    });

    it("says what the pool needs and the source has not, and writes nothing", async () => {
        const pool = {
            ...teamPool,
            SchemaAttributes: [
                ...teamPool.SchemaAttributes,
                { Name: "given_name", AttributeDataType: "String", Required: true },
            ],
        };

        const run = await convert("username,email\nada,ada@example.com\n", {}, { pool });

        assert.equal(run.exitCode, 2);
        assert.match(run.stderr, /^The pool requires given_name, but nothing in the source gives it\./u);
        assert.match(run.stderr, /nothing says whose is\. Map email_verified, or, .* use --verified email\.$/u);
        assert.deepEqual(run.files, ["export", "pool.json"]);
    });

    it("stops at a quotation mark that nothing closes, a cut-off file, and bytes that are not UTF-8", async () => {
        for (const [content, message] of [
            [
                'username,email,email_verified\nada,"a@example.com,TRUE\n',
                /quotation mark in row 2 \(the header is row 1\) that nothing closes/u,
            ],
            ['[{ "username": "ada"', /ends in the middle/u],
            ['[{ "username" "ada" }]', /is not JSON or JSON lines/u],
            [Buffer.from("username,email,email_verified\nada,\xe4,TRUE\n", "latin1"), /is not UTF-8 on line 2/u],
        ] as const) {
            const run = await convert(content, { verified: ["email"] });

            assert.equal(run.exitCode, 2);
            assert.match(run.stderr, message);
            assert.deepEqual(run.files, ["export", "pool.json"]);
        }
    });

    it("follows a mapping, and makes files that only their owner can read", async () => {
        const mapping = {
            columns: {
                "cognito:username": "login",
                email: { from: "mail", lowercase: true },
                phone_number: { from: "tel", phone: { countryCode: "49", trunkPrefix: "0" } },
                birthdate: { from: "born", date: "dd.mm.yyyy" },
                "custom:team": { value: "red" },
            },
            verified: { email: "everyone" },
        };

        const run = await convert(Buffer.from(`\ufeff${people}`, "utf16le"), {}, { mapping });

        assert.equal(run.exitCode, 0);
        assert.equal(run.mode, 0o600);
        assert.deepEqual(rowsOf(run.out), [
            {
                "cognito:username": "ada",
                email: "ada@example.com",
                email_verified: "TRUE",
                phone_number: "+49301234567",
                phone_number_verified: "FALSE",
                birthdate: "12/10/1985",
                "custom:team": "red",
            },
        ]);
    });

    it("reads the mapping of the document, and says what is wrong with another", () => {
        assert.equal(
            parseMapping(codeBlocks("docs/convert.md", "yaml")[0] ?? "", "it").passwordHash?.algorithm,
            "BCRYPT",
        );
        assert.throws(
            () => parseMapping("columns: { email: { form: mail } }", "m.yaml"),
            /^UserImportError: m\.yaml is not a mapping: /u,
        );
    });

    it("keeps every value of an RFC 4180 file, or leaves its row out", async () => {
        const value = fc.string({ unit: "grapheme", maxLength: 12 });
        await fc.assert(
            fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 }), async (values) => {
                const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
                const lines = values.map((pair, index) =>
                    [`user${index}`, "a@example.com", "TRUE", ...pair].map(quoted).join(),
                );
                const run = await convert(`username,email,email_verified,name,nickname\r\n${lines.join("\r\n")}\r\n`);
                const rows = new Map(rowsOf(run.out).map((row) => [row["cognito:username"], row]));
                const left = rejections(run.rejected).length;
                const normal = (text: string): string =>
                    text
                        .replaceAll(/[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*/gu, " ")
                        .replaceAll(/^[\s\p{Z}\u0085\u200b]+|[\s\p{Z}\u0085\u200b]+$/gu, "");
                assert.equal(rows.size + left, values.length);
                for (const [index, [name, nickname]] of values.entries()) {
                    const row = rows.get(`user${index}`);
                    if (row !== undefined) {
                        assert.deepEqual(
                            [row.name, row.nickname].map((text) => text ?? ""),
                            [normal(name), normal(nickname)],
                        );
                    }
                }
            }),
            { numRuns: 60 },
        );
    });
});
