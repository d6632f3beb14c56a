import assert from "node:assert/strict";
import type { CsvAttributeRules, CsvInspection, CsvPoolRules } from "../../../provider/src/csv/types";
import { standardColumns } from "../../../provider/src/users/standardColumns";
import { emailPool, fileOf, header, inspect, places, row } from "./csvFiles";

async function look(content: string, options: Parameters<typeof inspect>[1] = {}): Promise<CsvInspection> {
    return await inspect(content, { pool: emailPool, ...options });
}

function messageOf(inspection: CsvInspection, code: string): string {
    return inspection.problems.find((problem) => problem.code === code)?.message ?? assert.fail(`no ${code}`);
}

describe("a file that is not separated by commas", () => {
    for (const [name, separator] of [
        ["semicolons", ";"],
        ["tabs", "\t"],
        ["vertical bars", "|"],
    ] as const) {
        it(`is said to be separated by ${name}, and nothing of its rows`, async () => {
            const file = fileOf([{}, { email_verified: "perhaps" }]).replaceAll(",", separator);

            const inspection = await look(file);

            assert.deepEqual(places(inspection), ["separator@1"]);
            assert.match(messageOf(inspection, "separator"), new RegExp(`separated by ${name}, not by commas`));
            assert.equal(inspection.rows, 2);
        });
    }

    it("is recognised with quotation marks, other columns, and those of no pool", async () => {
        const names = standardColumns.map((name) => `"${name}"`);

        assert.deepEqual(places(await look(`${names.join(";")}\nx;y\n`)), ["separator@1"]);
        assert.deepEqual(places(await look("email;E-Mail-Bestätigung\nx;y\n")), ["separator@1"]);
        assert.deepEqual(places(await inspect("Name;Vorname;Mail\nx;y;z\n")), ["separator@1"]);
    });

    it("is said to begin with Excel's sep= line, whatever follows", async () => {
        const semicolons = await look(`sep=;\n${fileOf([{}]).replaceAll(",", ";")}`);
        const commas = await look(`sep=,\n${fileOf([{}])}`);

        assert.deepEqual(places(semicolons), ["separator@1"]);
        assert.match(messageOf(semicolons, "separator"), /sep= line.*Delete it.*semicolons/);
        assert.deepEqual(places(commas), ["separator@1"]);
        assert.doesNotMatch(messageOf(commas, "separator"), /semicolons/);
        assert.equal(commas.rows, 1);
    });

    it("has rows of semicolons under a header of commas", async () => {
        const rows = [1, 2, 3].map((user) => row({ "cognito:username": `user${user}` }).replaceAll(",", ";"));

        const inspection = await look([header, ...rows].join("\n"));

        assert.deepEqual(places(inspection), ["most-rows-fail", "row-separator@2"]);
        assert.match(messageOf(inspection, "row-separator"), /semicolons.*Found in 3 of 3 rows/);
    });
});

describe("other programs' columns", () => {
    const lastColumns = ["UserCreateDate", "UserStatus", "cognito:groups"];

    it("are named in one message, with why they cannot be imported", async () => {
        const columns = ["sub", ...standardColumns, ...lastColumns];

        const inspection = await look(`${columns.join(",")}\n${row({ sub: "1", UserStatus: "CONFIRMED" }, columns)}\n`);

        assert.deepEqual(places(inspection), ["header-exported-column@1"]);
        const message = messageOf(inspection, "header-exported-column");
        assert.match(message, /columns sub, UserCreateDate, UserStatus and cognito:groups/);
        assert.match(
            message,
            /sets ids and dates itself; .*is confirmed or enabled; groups and roles are not imported/,
        );
    });

    for (const name of [
        "identities",
        "MFAOptions",
        "password",
        "created_at",
        "Last Login",
        "user_status",
        "username",
    ]) {
        it(`are known however they are written: ${name}`, async () => {
            const columns = [...standardColumns, name];

            const inspection = await look(`${columns.join(",")}\n${row({}, columns)}\n`);

            assert.deepEqual(places(inspection), ["header-exported-column@1"]);
            assert.match(messageOf(inspection, "header-exported-column"), new RegExp(`column ${name}\\.`));
        });
    }

    it("are not named where they may be a person's data", async () => {
        const columns = [...standardColumns, "Zebulon", "custom:role", "UserStatus"];

        const inspection = await look(`${columns.join(",")}\n${row({}, columns)}\n`);

        assert.deepEqual(places(inspection), [
            "header-unknown-column@1",
            "header-unknown-column@1",
            "header-exported-column@1",
        ]);
        assert.ok(!JSON.stringify(inspection).includes("Zebulon"));
    });

    it("mean the pool's where they come near, and are read as those", async () => {
        const near = header
            .replace("cognito:username", "Username")
            .replace("email_verified", "emailVerified")
            .replace("given_name", "Given Name");
        const columns = [...near.split(","), "team"];
        const values = { Username: "ada", emailVerified: "perhaps", team: "red" };

        const inspection = await inspect(`${columns.join(",")}\n${row(values, columns)}\n`, {
            pool: { ...emailPool, header: [...standardColumns, "custom:team"] },
        });

        assert.deepEqual(places(inspection), [
            "header-column-case@1:cognito:username",
            "header-column-case@1:given_name",
            "header-column-case@1:email_verified",
            "header-column-case@1:custom:team",
            "boolean-value@2:email_verified",
        ]);
    });
});

describe("custom attributes of types that the guide does not speak of", () => {
    const columns = [...standardColumns, "custom:flag", "custom:since", "custom:never"];
    const typed: CsvPoolRules = {
        ...emailPool,
        header: columns,
        attributes: new Map<string, CsvAttributeRules>([
            ["custom:flag", { dataType: "Boolean", required: false }],
            ["custom:since", { dataType: "DateTime", required: false }],
            ["custom:never", { dataType: "DateTime", required: false }],
        ]),
    };

    it("are warned of once for a column that has values, and none is refused", async () => {
        const rows = ["", "yes", "no", "TRUE"].map((flag, user) =>
            row({ "cognito:username": `user${user}`, "custom:flag": flag, "custom:since": "2024-01-01" }, columns),
        );

        const inspection = await inspect(`${columns.join(",")}\n${rows.join("\n")}\n`, { pool: typed });

        assert.deepEqual(places(inspection), ["attribute-type@2:custom:since", "attribute-type@3:custom:flag"]);
        assert.equal(inspection.rowErrors + inspection.fileErrors, 0);
    });
});

describe("a file of which most rows would not be imported", () => {
    const rows = (failing: number, good: number): Record<string, string>[] => [
        ...Array.from({ length: failing }, () => ({ email_verified: "FALSE" })),
        ...Array.from({ length: good }, () => ({})),
    ];

    it("is told so once, beside each row and why", async () => {
        const inspection = await look(fileOf(rows(4, 3)));

        assert.deepEqual(
            places(inspection),
            ["most-rows-fail", 2, 3, 4, 5].map((at) =>
                at === "most-rows-fail" ? at : `not-verified@${at}:email_verified`,
            ),
        );
        assert.match(
            messageOf(inspection, "most-rows-fail"),
            /^4 of 7 rows .* AWS ends a job as Failed when too many rows fail/,
        );
        assert.equal(inspection.failingRows, 4);
    });

    it("is not told so of half of its rows, nor where the user ignores why", async () => {
        const half = await look(fileOf(rows(3, 3)));
        const ignored = await look(fileOf(rows(4, 3)), { ignoreProblems: ["not-verified"] });

        for (const { problems } of [half, ignored]) {
            assert.ok(problems.every(({ code }) => code === "not-verified"));
        }
    });
});
