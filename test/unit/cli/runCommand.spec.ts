import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { header, row } from "../csv/csvFiles";
import { run, withFolder } from "./cliRun";

const valid = `${header}\n${row()}\n`;
const invalid = `${header}\n${row({ email: "" })}\n${row({ "cognito:username": "grace", phone_number: "+0155" })}\n`;

async function validate(content: string, ...options: string[]): ReturnType<typeof run> {
    return await withFolder(async (folder) => {
        const file = join(folder, "users.csv");
        await writeFile(file, content);
        const { stdout, stderr, exitCode } = await run("validate", file, ...options);
        return { exitCode, stdout: stdout.replaceAll(folder, ""), stderr: stderr.replaceAll(folder, "") };
    });
}

describe("runCommand", () => {
    it("exits with 0 for a valid file and says so", async () => {
        const { exitCode, stdout, stderr } = await validate(valid);

        assert.equal(exitCode, 0);
        assert.equal(stdout, "");
        assert.match(stderr, /^\/users\.csv: valid; 1 row, \d+ bytes, sha256:[0-9a-f]{64}\n$/);
    });

    it("prints problems as compilers do and exits with 1", async () => {
        const { exitCode, stdout, stderr } = await validate(invalid);

        assert.equal(exitCode, 1);
        assert.deepEqual(stdout.split("\n"), [
            "/users.csv:2: email: email_verified is true, but email is empty. Write the address. [email-missing]",
            "/users.csv:3: phone_number: warning: No country code begins with 0. Write the country code after the plus sign. [phone-number-country]",
            "",
        ]);
        assert.match(stderr, /^\/users\.csv: 1 row error, 1 warning; 2 rows/);
    });

    it("says at the end how to ignore an error, if one can be ignored", async () => {
        const advice = /^If you know better, ignore a problem by its code, such as --ignore email-missing\.$/m;

        assert.match((await validate(invalid)).stderr, advice);
        assert.doesNotMatch((await validate(invalid, "--ignore", "email-missing")).stderr, /What you know/);
        assert.doesNotMatch((await validate("")).stderr, /What you know/);
        assert.equal((await validate(invalid, "--format", "json")).stderr, "");
    });

    it("prints one JSON object with --format json", async () => {
        const { exitCode, stdout, stderr } = await validate(invalid, "--format", "json", "--max-problems", "1");

        assert.equal(exitCode, 1);
        assert.equal(stderr, "");
        assert.ok(stdout.endsWith("}\n"));
        const { digest, ...report } = JSON.parse(stdout) as { digest: string };
        assert.match(digest, /^sha256:[0-9a-f]{64}$/);
        assert.deepEqual(report, {
            verdict: "row-errors",
            rows: 2,
            bytes: Buffer.byteLength(invalid),
            problems: [
                {
                    severity: "error",
                    certainty: "documented",
                    count: 1,
                    line: 2,
                    column: "email",
                    code: "email-missing",
                    message: "email_verified is true, but email is empty. Write the address.",
                },
            ],
            moreProblems: 1,
        });
    });

    it("does not change the verdict for warnings", async () => {
        const verdict = async (content: string): Promise<unknown> =>
            (JSON.parse((await validate(content, "--format=json")).stdout) as { verdict: string }).verdict;

        assert.equal(await verdict(valid.replace("FALSE", "")), "ok");
        assert.equal(await verdict(`\ufeff${invalid}`), "file-error");
        assert.equal((await validate(valid.replace("FALSE", ""))).exitCode, 0);
    });

    it("makes problems of --ignore warnings, for one code or several, and counts them", async () => {
        const bad = `${header}\n${row({ email: "" })}\n${row({ "cognito:username": "grace h" })}\n`;
        for (const options of [
            ["--ignore", "email-missing,username-space"],
            ["--ignore=email-missing", "--ignore", "username-space"],
        ]) {
            const { exitCode, stdout, stderr } = await validate(bad, ...options);

            assert.equal(exitCode, 0);
            assert.match(
                stdout,
                /^\/users\.csv:2: email: warning: .* \[email-missing\]\n\/users\.csv:3: .*: warning: .*\n$/,
            );
            assert.match(stderr, /^\/users\.csv: valid, 2 warnings; 2 rows/);
        }
        const { exitCode, stderr } = await validate(bad, "--ignore", "email-missing");
        assert.equal(exitCode, 1);
        assert.match(stderr, /: 1 row error, 1 warning; 2 rows/);
    });

    it("gives problems of the whole file the first line and no column", async () => {
        const { stdout } = await validate("", "--format", "json");
        const { problems } = JSON.parse(stdout) as { problems: { line: number; column: null }[] };

        assert.deepEqual(
            problems.map(({ line, column }) => ({ line, column })),
            [{ line: 1, column: null }],
        );
        assert.match((await validate("")).stdout, /^\/users\.csv:1: The file is empty/);
    });

    it("takes several files and exits with the worst", async () => {
        await withFolder(async (folder) => {
            const files = [join(folder, "a.csv"), join(folder, "b.csv")] as const;
            await writeFile(files[0], invalid);
            await writeFile(files[1], valid);

            const { exitCode, stdout } = await run("validate", ...files, "--format", "json");

            assert.equal(exitCode, 1);
            assert.deepEqual(
                stdout
                    .trim()
                    .split("\n")
                    .map((line) => (JSON.parse(line) as { verdict: string }).verdict),
                ["row-errors", "ok"],
            );
        });
    });

    it("prints its help and version", async () => {
        const { exitCode, stdout } = await run("validate", "--help");

        assert.equal(exitCode, 0);
        const options = ["user-pool", "user-pool-id", "password-hashing-algorithm", "ignore", "format", "max-problems"];
        for (const word of [...options.map((option) => `  --${option} `), "Exit codes", "Examples"]) {
            assert.ok(stdout.includes(word), word);
        }
        assert.match((await run("--version")).stdout, /^\d+\.\d+\.\d+\n$/);
    });

    it("exits with 2 for wrong arguments, and names them", async () => {
        const cases: [string[], RegExp][] = [
            [[], /A command is missing. Use validate/],
            [["import", "users.csv"], /command does not exist\. Use validate/],
            [["validate"], /FILE is missing: a CSV, or - for standard input\./],
            [["validate", "users.csv", "--bogus"], /validate has no option --bogus\./],
            [["validate", "users.csv", "--format", "xml"], /text or json/],
            [["validate", "users.csv", "--max-problems", "many"], /whole number/],
            [["validate", "users.csv", "--max-problems", "-1"], /--max-problems has no value/],
            [["validate", "users.csv", "--max-problems=-1"], /whole number/],
            [
                ["validate", "users.csv", "--password-hashing-algorithm", "bcrypt"],
                /one of BCRYPT, SCRYPT, ARGON2ID, PBK/,
            ],
            [
                ["validate", "users.csv", "--ignore", "email-from"],
                /--ignore: email-from is not a problem code.*: email-form/,
            ],
            [
                ["validate", "users.csv", "--ignore=email-form", "--ignore=x,no-rows"],
                /x is not a problem code.*; no-rows cannot/,
            ],
            [["validate", "users.csv", "--user-pool-id", "nonsense"], /id of a user pool/],
            [["validate", "users.csv", "--user-pool-id", "eu-west-1_a", "--user-pool", "pool.json"], /not both/],
        ];
        for (const [args, expected] of cases) {
            const { exitCode, stdout, stderr } = await run(...args);

            assert.equal(exitCode, 2, args.join(" "));
            assert.equal(stdout, "");
            assert.match(stderr, expected);
            assert.match(stderr, /^cognito-user-import: [^\n]+ See cognito-user-import (validate )?--help\.\n$/);
        }
    });
});
