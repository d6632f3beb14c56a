import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspectSize } from "../../../provider/src/csv/inspectSize";
import { csvProblemCodes } from "../../../provider/src/csv/problems/csvProblemCodes";
import type { CsvInspection } from "../../../provider/src/csv/types";
import { standardColumns } from "../../../provider/src/users/standardColumns";
import { header, inspect, row } from "./csvFiles";
import { documentedCodes, exampleRows, fixtures } from "./docs";

/** Files too large to keep: made here. */
const made: Readonly<Record<string, () => Promise<CsvInspection>>> = {
    "file-too-large": async () => inspectSize(2 ** 31) ?? assert.fail("2 GB are accepted"),
    "upload-too-large": async () => inspectSize(6 * 2 ** 30, ["file-too-large"]) ?? assert.fail("6 GB are accepted"),
    "file-maybe-too-large": () => inspectLines(57_500, 1_700),
    "password-hash-not-offered": () => {
        const columns = [...standardColumns, "password_hash"];
        const pool = { header: standardColumns };
        return inspect(`${columns.join()}\n${row({}, columns)}\n`, { pool, passwordHashingAlgorithm: "BCRYPT" });
    },
    "too-many-rows": () => inspectLines(500_001, 0),
};

/** What a file of a code cannot be without. */
const causes: Readonly<Record<string, readonly string[]>> = { "most-rows-fail": ["not-verified"] };

/** A row that every pool of the examples takes, beside one that is wrong: most rows of a file should not fail. */
function goodRow(right: Readonly<Record<string, string>>, isEmailUsername: boolean): Record<string, string> {
    return { ...right, "cognito:username": isEmailUsername ? "zoe@example.com" : "zoe", email: "zoe@example.com" };
}

function inspectLines(rows: number, padding: number): Promise<CsvInspection> {
    const address = "x".repeat(padding);
    const lines = Array.from({ length: rows }, (_, index) => row({ "cognito:username": `user${index}`, address }));
    return inspect(`${header}\n${lines.join("\n")}`);
}

function codesOf(inspection: CsvInspection): string[] {
    return [...new Set(inspection.problems.map(({ code }) => code))];
}

describe("csvProblemCodes", () => {
    const documented = documentedCodes();

    it("are all documented, once, with their scope, severity and certainty", () => {
        assert.deepEqual(
            Object.fromEntries(
                documented.map(({ code, scope, severity, certainty }) => [code, { scope, severity, certainty }]),
            ),
            Object.fromEntries(
                Object.entries(csvProblemCodes).map(([code, { scope, severity, certainty }]) => [
                    code,
                    { scope, severity, certainty },
                ]),
            ),
        );
        assert.equal(documented.length, Object.keys(csvProblemCodes).length);
    });

    for (const { code, pool, algorithm, wrong, right } of documented) {
        const options = { pool, ...(algorithm !== undefined && { passwordHashingAlgorithm: algorithm }) };

        it(`${code}: a file has it and nothing else`, async () => {
            const path = join(fixtures, `${code}.csv`);
            const inspection = existsSync(path) ? await inspect(readFileSync(path), options) : await made[code]?.();

            assert.ok(inspection, `no file of ${code}`);
            assert.deepEqual(codesOf(inspection), [code, ...(causes[code] ?? [])]);
        });

        const rows = exampleRows(wrong);
        if (rows !== undefined) {
            it(`${code}: the documentation's examples are wrong and right`, async () => {
                const columns = [...(pool.header ?? [])].filter((name) => !name.startsWith("custom:"));
                columns.push("custom:level", "custom:team");
                if (wrong.includes("password_hash")) {
                    columns.push("password_hash");
                }
                const fileOf = (examples: readonly Record<string, string>[]): string =>
                    [columns.join(","), ...examples.map((values) => row({ name: "Ada", ...values }, columns))].join(
                        "\n",
                    );

                const rightRows = exampleRows(right) ?? assert.fail(right);
                const good = goodRow(rightRows[0] ?? {}, pool.usernameAttributes?.includes("email") ?? false);
                assert.deepEqual(codesOf(await inspect(fileOf([...rows, good]), options)), [code]);
                assert.deepEqual(codesOf(await inspect(fileOf([...rightRows, good]), options)), []);
            });
        }
    }

    it("are found in one file together, as far as one pool can have them", async () => {
        const { pool } = documented[0] ?? assert.fail("nothing documented");
        const file = readFileSync(join(fixtures, "row-codes.csv"));

        const found = codesOf(await inspect(file, { pool, maxProblems: 1000 }));

        const rowCodes = documented.filter(({ scope }) => scope === "row").map(({ code }) => code);
        const missing = rowCodes.filter((code) => !found.includes(code));
        assert.deepEqual(missing, [
            "username-too-long",
            "username-maybe-too-long",
            "username-maybe-repeated",
            "username-form",
            "username-uuid",
            "username-other-address",
            "username-alias-form",
            "alias-repeated",
            "mfa-required",
            "mfa-off",
            "mfa-no-factor",
            "password-hash-without-algorithm",
            "password-hash-form",
            "password-hash-algorithm",
            "password-hash-bounds",
        ]);
    });
});
