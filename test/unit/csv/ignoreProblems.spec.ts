import assert from "node:assert/strict";
import { ProblemList } from "../../../provider/src/csv/problems/problemList";
import { header, inspect, row } from "./csvFiles";

describe("ignoreProblems", () => {
    it("makes a warning, still counted, of an error that the user knows better about", async () => {
        const short = header.replace("locale,", "");
        const file = `${short}\n${row({}, short.split(","))}\n`;

        const refused = await inspect(file);
        const ignored = await inspect(file, { ignoreProblems: ["header-missing-column"] });

        assert.equal(refused.fileErrors, 1);
        assert.equal(ignored.fileErrors, 0);
        assert.deepEqual(
            ignored.problems.map(({ code, severity, certainty, column }) => ({ code, severity, certainty, column })),
            [{ code: "header-missing-column", severity: "warning", certainty: "documented", column: "locale" }],
        );
    });

    it("ignores errors of rows, and leaves others", async () => {
        const file = `${header}\n${row({ email: "none" })}\n${row({ "cognito:username": "grace", birthdate: "x" })}\n`;

        const { rowErrors, failingRows, problems } = await inspect(file, { ignoreProblems: ["email-form"] });

        assert.deepEqual({ rowErrors, failingRows }, { rowErrors: 1, failingRows: 1 });
        assert.deepEqual(
            problems.map(({ code, severity }) => `${code} ${severity}`),
            ["email-form warning", "birthdate-form error"],
        );
    });

    it("reads on, and counts the rows, where the header's line cannot be read", async () => {
        const file = Buffer.concat([Buffer.from([0xe9]), Buffer.from(`${header}\n${row()}\n`)]);

        const refused = await inspect(file);
        const ignored = await inspect(file, { ignoreProblems: ["invalid-utf-8", "header-unknown-column"] });

        assert.deepEqual([refused.fileErrors, refused.rows], [1, 0]);
        assert.equal(ignored.rows, 1);
    });

    it("reads a file of any size that S3 takes", async () => {
        const limits = { maxBytes: 100 };
        const file = `${header}\n${row()}\n`;

        const refused = await inspect(file, { limits });
        const ignored = await inspect(file, { limits, ignoreProblems: ["file-too-large"] });

        assert.deepEqual([refused.isComplete, refused.fileErrors], [false, 1]);
        assert.deepEqual([ignored.isComplete, ignored.fileErrors, ignored.rows], [true, 0, 1]);
        assert.deepEqual(
            ignored.problems.map(({ code, severity }) => `${code} ${severity}`),
            ["file-too-large warning"],
        );
    });

    for (const [code, file] of [
        ["header-missing", `\n${header}\n${row()}\n`],
        ["header-missing", `Ada,Lovelace\n${row()}\n`],
        ["separator", `${header}\n${row()}\n`.replaceAll(",", ";")],
        ["nul-byte", `\0${header}\n${row()}\n`],
        ["line-too-long", `${header}${"x".repeat(17_000)}\n${row()}\n`],
        ["line-too-long", `${header}${"x".repeat(70_000)}\n${row()}\n`],
    ] as const) {
        it(`says that no row was checked where ${code} is ignored and the header cannot be read (${file.length})`, async () => {
            const { problems } = await inspect(file, { ignoreProblems: [code] });

            assert.deepEqual(
                problems.map((problem) => `${problem.code} ${problem.severity}`),
                [`${code} warning`],
            );
            assert.match(problems[0]?.message ?? "", /Because this is ignored, no row was checked\.$/);
        });
    }

    it("takes no two names for one that differ in bytes which are not UTF-8", async () => {
        const rows = ["Andr\u00e9", "Andr\u00e8"].map((name) => row({ "cognito:username": name }));
        const file = Buffer.from([header, ...rows, ""].join("\n"), "latin1");

        const { problems } = await inspect(file, { ignoreProblems: ["invalid-utf-8"] });

        assert.deepEqual(
            problems.map(({ code }) => code),
            ["invalid-utf-8", "invalid-utf-8"],
        );
    });

    it("takes a missing column for false, where it is ignored and the pool verifies by it", async () => {
        const columns = header.split(",").filter((name) => name !== "email_verified");
        const file = `${columns.join(",")}\n${row({}, columns)}\n`;
        const pool = { autoVerifiedAttributes: ["email"] } as const;
        const codesOf = async (...ignoreProblems: "header-missing-column"[]): Promise<string[]> =>
            (await inspect(file, { pool, ignoreProblems })).problems.map(({ code }) => code);

        assert.deepEqual(await codesOf(), ["header-missing-column"]);
        assert.deepEqual(await codesOf("header-missing-column"), [
            "most-rows-fail",
            "header-missing-column",
            "not-verified",
        ]);
    });

    it("does not ignore what leaves nothing to upload", async () => {
        const { fileErrors } = await inspect("", { ignoreProblems: ["empty-file"] });

        assert.equal(fileErrors, 1);
    });

    for (const [code, file] of [
        ["header-missing", "somebody\n"],
        ["nul-byte", `${header}\0\n`],
    ] as const) {
        it(`does not ignore that there is nobody to import, where ${code} is ignored`, async () => {
            const { fileErrors, problems } = await inspect(file, { ignoreProblems: [code] });

            assert.equal(fileErrors, 1);
            assert.deepEqual(
                problems.map((problem) => `${problem.code} ${problem.severity}`),
                ["no-rows error", `${code} warning`],
            );
        });
    }
});

describe("ProblemList", () => {
    it("counts each row once that would not be imported", () => {
        const problems = new ProblemList(20);

        problems.add("email-form", { line: 2, column: "email" }, "…");
        problems.add("birthdate-form", { line: 2, column: "birthdate" }, "…");
        problems.add("quoted-value", { line: 3 }, "…");
        problems.add("email-form", { line: 4, column: "email" }, "…");

        assert.equal(problems.rowErrors, 3);
        assert.equal(problems.failingRows, 2);
    });
});
