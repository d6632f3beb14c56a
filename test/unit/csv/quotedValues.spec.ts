import assert from "node:assert/strict";
import type { CsvInspection } from "../../../provider/src/csv/types";
import { standardColumns } from "../../../provider/src/users/standardColumns";
import { emailPool, fileOf, header, inspect, places, row } from "./csvFiles";

/** The header and rows as most programs write CSV: quotation marks around everything, doubled within. */
function quotedFile(rows: readonly (readonly string[])[]): string {
    return rows.map((values) => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\n");
}

function valuesOf(values: Readonly<Record<string, string>>): string[] {
    const good: Readonly<Record<string, string>> = {
        "cognito:username": "marie",
        email: "marie@example.org",
        email_verified: "TRUE",
        phone_number_verified: "FALSE",
        "cognito:mfa_enabled": "FALSE",
    };
    return standardColumns.map((column) => values[column] ?? good[column] ?? "");
}

async function look(content: string, options: Parameters<typeof inspect>[1] = {}): Promise<CsvInspection> {
    return await inspect(content, { pool: emailPool, ...options });
}

function messageOf(inspection: CsvInspection, code: string): string {
    return inspection.problems.find((problem) => problem.code === code)?.message ?? assert.fail(`no ${code}`);
}

describe("quotation marks around values", () => {
    it("are said first and once where names and values have them", async () => {
        const users = Array.from({ length: 30 }, (_, user) =>
            valuesOf({ "cognito:username": `user${user}`, name: "A, B" }),
        );

        const inspection = await look(quotedFile([standardColumns, ...users]));

        assert.deepEqual(places(inspection), ["header-quoted@1"]);
        assert.match(
            messageOf(inspection, "header-quoted"),
            /as \\, \(cognito-user-import convert does it\).*\(30 rows have this problem too\.\)/,
        );
        assert.deepEqual(
            [inspection.fileErrors, inspection.rowErrors, inspection.failingRows, inspection.moreProblems],
            [1, 30, 30, 0],
        );
        assert.equal(inspection.problems[0]?.count, 31);
    });

    it("hide no real fault, and make none", async () => {
        const users = [
            valuesOf({ "cognito:username": "a", name: 'the "best", really' }),
            valuesOf({ "cognito:username": "b", email_verified: "perhaps" }),
            valuesOf({ "cognito:username": "a" }),
            valuesOf({ "cognito:username": "c", email: "" }),
        ];

        const inspection = await look(quotedFile([standardColumns, ...users]));

        assert.deepEqual(places(inspection), [
            "header-quoted@1",
            "boolean-value@3:email_verified",
            "username-repeated@4:cognito:username",
            "email-missing@5:email",
        ]);
        assert.equal(inspection.failingRows, 4);
    });

    it("are said of a header alone", async () => {
        const inspection = await look(fileOf([{}]).replace(header, quotedFile([standardColumns])));

        assert.deepEqual(places(inspection), ["header-quoted@1"]);
        assert.equal(inspection.failingRows, 0);
    });

    it("are said once where most rows have them and the header has none", async () => {
        const users = [1, 2, 3].map((user) => valuesOf({ "cognito:username": `user${user}` }));

        const inspection = await look([header, row(), quotedFile(users)].join("\n"));

        assert.deepEqual(places(inspection), ["most-rows-fail", "quoted-row@3:cognito:username"]);
        assert.match(messageOf(inspection, "quoted-row"), /\(Found in 3 of 4 rows\. This is the first\.\)/);
    });

    it("are said by line where few rows have them", async () => {
        const inspection = await look(
            fileOf([
                {},
                { name: '"Doe, Jane"' },
                {},
                { nickname: '"Jane ""JD"" Doe"' },
                {},
                { email: '"j@example.org"' },
            ]),
        );

        assert.deepEqual(places(inspection), ["quoted-row@3:name", "quoted-value@5:nickname", "quoted-row@7:email"]);
        assert.deepEqual([inspection.rowErrors, inspection.failingRows], [2, 2]);
    });

    it("may be escaped by a backslash, stand around nothing, and have spaces around them", async () => {
        const inspection = await look(
            fileOf([{}, { name: '"Jane \\"JD\\" Doe, B"' }, {}, { email: ' "j@example.org" ', birthdate: '""' }, {}]),
        );

        assert.deepEqual(places(inspection), ["quoted-row@3:name", "quoted-row@5:email"]);
    });

    it("are data within a value, as apostrophes are", async () => {
        const inspection = await look(
            fileOf([
                { name: "O'Hara", nickname: '5" disk', address: 'the "best" place' },
                { name: '"Jane" Doe', nickname: '12" by 6"', email: '"j d"@example.org' },
                { nickname: '"', name: '"half' },
            ]),
        );

        assert.deepEqual(places(inspection), []);
    });

    it("fail a row only where Cognito would, and not where that is ignored", async () => {
        const ignored = await look(fileOf([{ name: '"Jane"' }, { email_verified: '"TRUE"' }, {}, {}]), {
            ignoreProblems: ["boolean-value", "boolean-word"],
        });

        assert.deepEqual(places(ignored), ["quoted-value@2:name", "quoted-value@3:email_verified"]);
    });

    it("are still told of rows where those of the header are ignored", async () => {
        const inspection = await look(quotedFile([standardColumns, valuesOf({})]), {
            ignoreProblems: ["header-quoted"],
        });

        assert.deepEqual(places(inspection), ["most-rows-fail", "header-quoted@1", "quoted-row@2:cognito:username"]);
    });
});

describe("line breaks in quotation marks", () => {
    const address = '"12 Main Street\nSpringfield, IL\n\nUSA"';

    it("are one problem, at the line where the value begins", async () => {
        const inspection = await look(fileOf([{}, { address }, { name: '"A\r\nB"' }, {}, {}, {}, {}, {}]));

        assert.deepEqual(places(inspection), ["quoted-line-break@3:address", "quoted-line-break@7:name"]);
        assert.deepEqual(
            [inspection.rows, inspection.rowErrors, inspection.failingRows, inspection.moreProblems],
            [11, 5, 5, 0],
        );
    });

    it("are told once where most lines are of such rows, and real faults beside them", async () => {
        const inspection = await look(fileOf([{ address }, { address, email_verified: "perhaps" }, { address }]));

        assert.deepEqual(places(inspection), [
            "most-rows-fail",
            "quoted-line-break@2:address",
            "boolean-value@6:email_verified",
        ]);
        assert.match(messageOf(inspection, "quoted-line-break"), /\(Found in 9 of 9 rows\. This is the first\.\)/);
    });

    it("may be in the first value and in the last, and in several", async () => {
        const inspection = await look(
            fileOf([
                {},
                { "cognito:username": '"a\nb"' },
                { "cognito:mfa_enabled": '"FALSE\n"' },
                { name: '"a\nb"', address: '"c\nd"' },
                ...Array.from({ length: 9 }, () => ({})),
            ]),
        );

        assert.deepEqual(places(inspection), [
            "quoted-line-break@3:cognito:username",
            "username-space@3:cognito:username",
            "quoted-line-break@5:cognito:mfa_enabled",
            "quoted-line-break@7:name",
        ]);
    });

    it("are no reason to take a quotation mark that is never closed for more than a letter", async () => {
        const others = [1, 2].map((user) => row({ "cognito:username": `user${user}` }));
        const lines = [
            header,
            row({ "cognito:mfa_enabled": "FALSE", name: '"half' }),
            "ann,short",
            "",
            row(),
            ...others,
        ];

        const inspection = await look(lines.join("\n"));

        assert.deepEqual(places(inspection), ["value-count@3", "blank-line@4", "username-repeated@5:cognito:username"]);
    });

    it("end with the file, and with a line that cannot be read", async () => {
        const open = `ann,"half`;

        assert.deepEqual(places(await look([header, row(), row({ "cognito:username": "b" }), open].join("\n"))), [
            "value-count@4",
        ]);
        assert.deepEqual(places(await look([header, row(), open, "\0", row({ "cognito:username": "b" })].join("\n"))), [
            "value-count@3",
            "nul-byte@4",
        ]);
    });

    it("hold back no more than a row's characters", async () => {
        const lines = [header, `ann,"half`, ...Array.from({ length: 40_000 }, () => "x"), `y"`];

        const inspection = await look(lines.join("\n"), { maxProblems: 2 });

        assert.deepEqual(places(inspection), ["value-count@2", "value-count@3"]);
        assert.equal(inspection.failingRows, 40_002);
    });
});
