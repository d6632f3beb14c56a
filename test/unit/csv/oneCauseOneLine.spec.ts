import assert from "node:assert/strict";
import { countListed } from "../../../provider/src/csv/problems/problemList";
import type { CsvInspectionOptions } from "../../../provider/src/csv/types";
import { standardColumns } from "../../../provider/src/users/standardColumns";
import { inspect, row } from "./csvFiles";

const columns = [...standardColumns, "password_hash"];

interface Line {
    readonly place: string;
    readonly count: number;
    readonly message: string;
}

/** What is listed of one code. */
async function linesOf(
    code: string,
    rows: readonly (string | Readonly<Record<string, string>>)[],
    options: CsvInspectionOptions = {},
): Promise<Line[]> {
    const lines = rows.map((one, index) =>
        typeof one === "string" ? one : row({ "cognito:username": `user${index}`, ...one }, columns),
    );
    const { problems } = await inspect([columns.join(","), ...lines, ""].join("\n"), options);
    return problems
        .filter((problem) => problem.code === code)
        .map(({ line, column = "", count, message }) => ({ place: `${line}:${column}`, count, message }));
}

function assertLines(lines: readonly Line[], expected: readonly (readonly [string, number, RegExp])[]): void {
    assert.deepEqual(
        lines.map(({ place, count }) => [place, count]),
        expected.map(([place, count]) => [place, count]),
    );
    for (const [index, [, , message]] of expected.entries()) {
        assert.match(lines[index]?.message ?? "", message);
    }
}

describe("a problem that most rows have", () => {
    it("is said once for each cause, with the advice that helps there", async () => {
        const hashes = ["$P$x", "{SSHA}x", "$P$y", "bcrypt$$2b$12$x"].map((hash) => ({ password_hash: hash }));

        const lines = await linesOf("password-hash-algorithm", hashes, { passwordHashingAlgorithm: "BCRYPT" });

        assertLines(lines, [
            ["2:password_hash", 2, /phpass.*Leave it empty\. \(Found in 2 of 4 rows\. This is the first\.\)$/],
            ["3:password_hash", 1, /LDAP directory\. Cognito does not accept it\. Leave it empty\.$/],
            ["5:password_hash", 1, /Django.*Remove the name in front of it/],
        ]);
    });

    it("says no number of one row where it speaks of several", async () => {
        const hashes = [13, 14, 15].map((cost) => ({ password_hash: `$2b$${cost}$${"x".repeat(53)}` }));
        const family = ["a", "b", "c", "d"].map(() => ({ email: "family@example.com" }));
        const bcrypt = { passwordHashingAlgorithm: "BCRYPT" } as const;

        assertLines(await linesOf("password-hash-bounds", hashes, bcrypt), [
            ["2:password_hash", 3, /limits: cost is above 12\. \(Found in 3 of 3 rows/],
        ]);
        assertLines(await linesOf("password-hash-bounds", [...hashes.slice(0, 1), {}, {}], bcrypt), [
            ["2:password_hash", 1, /limits: cost 13 is above 12\.$/],
        ]);
        assertLines(await linesOf("alias-repeated", family, { pool: { aliasAttributes: ["email"] } }), [
            ["3:email", 3, /in an earlier row\. .*\(Found in 3 of 4 rows/],
        ]);
    });

    it("is told by separator, and by what the pool has as its usernames", async () => {
        const semicolons = row({}, columns).replaceAll(",", ";");
        const tabs = row({}, columns).replaceAll(",", "\t");
        const names = [{ "cognito:username": "ada@example.com" }, { "cognito:username": "+15550100123" }];

        assertLines(await linesOf("row-separator", [semicolons, tabs, semicolons]), [
            ["2:", 2, /semicolons.*\(Found in 2 of 3 rows/],
            ["3:", 1, /tabs/],
        ]);
        assertLines(
            await linesOf("username-alias-form", names, { pool: { aliasAttributes: ["email", "phone_number"] } }),
            [
                ["2:cognito:username", 1, /e-mail address as an alias/],
                ["3:cognito:username", 1, /phone number as an alias/],
            ],
        );
    });

    it("is told by column", async () => {
        const pool = { usernameAttributes: ["email", "phone_number"] } as const;
        const users = [
            { "cognito:username": "ada@example.com", email: "grace@example.com" },
            { "cognito:username": "+15550100123", phone_number: "+15550100124" },
        ];

        assertLines(await linesOf("username-other-address", users, { pool }), [
            ["2:email", 1, /e-mail address/],
            ["3:phone_number", 1, /phone number/],
        ]);
    });

    it("is counted in full, however few causes may be listed", async () => {
        const hashes = ["$P$x", "{SSHA}x", "$S$x", "$P$y"].map((hash) => row({ password_hash: hash }, columns));
        const file = [columns.join(","), ...hashes, ""].join("\n");
        const algorithm = { passwordHashingAlgorithm: "BCRYPT" } as const;

        const all = await inspect(file, algorithm);
        const few = await inspect(file, { ...algorithm, maxProblems: 2 });

        assert.equal(all.moreProblems, 0);
        assert.equal(few.problems.length, 2);
        assert.equal(countListed(few.problems) + few.moreProblems, countListed(all.problems));
    });
});
