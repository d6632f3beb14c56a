import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { CreateUserPoolCommand, DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { until } from "../../support/process/until";
import { withEnvironment } from "../../support/process/withEnvironment";
import { codeBlocks } from "../../support/repository/documents";
import { type CliRun, launcher, run, runBash, runProcess, withFolder } from "../cli/cliRun";
import { rowsOf, teamPool } from "./convertRun";

const ada = { "cognito:username": "ada", email: "ada@example.com", email_verified: "TRUE", name: "Müller; Ada" };
const expected = [{ ...ada, phone_number_verified: "FALSE" }];

/** One user with a semicolon in her name, between separators. */
function separated(separator: string): string {
    const lines = [
        ["username", "email", "email_verified", "name"],
        ["ada", "ada@example.com", "true", '"Müller; Ada"'],
    ];
    return lines.map((values) => `${values.join(separator)}\r\n`).join("");
}

function utf16(text: string, isBigEndian: boolean): Buffer {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    return isBigEndian ? bytes.swap16() : bytes;
}

async function convertFile(folder: string, name: string, content: string | Buffer, ...more: string[]): Promise<CliRun> {
    const [file, pool, out] = [name, "pool.json", "out.csv"].map((one) => join(folder, one)) as [
        string,
        string,
        string,
    ];
    await writeFile(file, content);
    await writeFile(pool, JSON.stringify(teamPool));
    return await run("convert", file, "-o", out, "--user-pool", pool, "--force", ...more);
}

describe("cognito-user-import convert", () => {
    const jsonLine = `${JSON.stringify({ username: "ada", email: ada.email, emailVerified: true, name: ada.name })}\n`;
    const forms: Readonly<Record<string, readonly [content: string | Buffer, ...options: string[]]>> = {
        commas: [separated(",")],
        semicolons: [separated(";")],
        tabs: [separated("\t")],
        "vertical lines": [separated("|")],
        "a separator that is said": [separated("~"), "--separator", "~"],
        "Excel's sep= line": [`sep=~\r\n${separated("~")}`],
        "UTF-8 with a byte order mark": [`\ufeff${separated(",")}`],
        "UTF-16, little-endian": [utf16(separated(";"), false)],
        "UTF-16, big-endian": [utf16(separated(";"), true)],
        "an encoding that is said": [Buffer.from(separated(";"), "latin1"), "--encoding", "windows-1252"],
        "JSON lines": [jsonLine],
        JSON: [`[${jsonLine}]`],
    };
    for (const [form, [content, ...options]] of Object.entries(forms)) {
        it(`reads ${form}`, async () => {
            await withFolder(async (folder) => {
                const { exitCode, stderr } = await convertFile(folder, "export", content, ...options);

                assert.equal(exitCode, 0, stderr);
                assert.deepEqual(rowsOf(await readFile(join(folder, "out.csv"), "utf8")), expected);
            });
        });
    }

    it("reads standard input, and names lines as they are in it", async () => {
        await withFolder(async (folder) => {
            await writeFile(join(folder, "pool.json"), JSON.stringify(teamPool));
            const files = ["-o", join(folder, "out.csv"), "--user-pool", join(folder, "pool.json")];
            const rejected = join(folder, "rejected.csv");
            const content = `sep=;\r\n${separated(";")}\r\nzoe;z@example.com;true;"two\nlines"\r\nbob;b@example.com;true\r\n`;

            const { exitCode, stderr } = await runProcess(["convert", "-", ...files, "--rejected", rejected], content);

            assert.equal(exitCode, 1, stderr);
            assert.deepEqual(
                rowsOf(await readFile(join(folder, "out.csv"), "utf8")).map(({ name }) => name),
                ["Müller; Ada", "two lines"],
            );
            // The blank line and the line break in the name count.
            assert.match(
                await readFile(rejected, "utf8"),
                /^7,"The row has 3 values, but the header has 4 columns\. \[value-count\]",bob,/mu,
            );
        });
    });

    it("leaves nothing behind when it is stopped, and ends by the signal", async () => {
        await withFolder(async (folder) => {
            const [file, pool, out] = ["export", "pool.json", "out.csv"].map((name) => join(folder, name));
            await writeFile(pool as string, JSON.stringify(teamPool));
            const stream = createWriteStream(file as string);
            stream.write("username,email,email_verified\n");
            for (let block = 0; block < 400; block++) {
                const rows = Array.from({ length: 1000 }, (_one, row) => `user${block}-${row},a@example.com,TRUE\n`);
                stream.write(rows.join(""));
            }
            stream.end();
            await finished(stream);
            const args = [launcher, "convert", file, "-o", out, "--user-pool", pool] as string[];
            const child = spawn(process.execPath, args, { stdio: "ignore" });
            const ended = once(child, "exit");
            await until(
                async () => (await readdir(folder)).some((name) => name.endsWith(".part")),
                () => "the part of the file",
            );
            child.kill("SIGTERM");

            assert.deepEqual(await ended, [null, "SIGTERM"]);
            assert.deepEqual((await readdir(folder)).toSorted(), ["export", "pool.json"]);
        });
    });

    it("asks AWS about the pool, and does what the document shows", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const command = new CreateUserPoolCommand({ PoolName: "pool", AutoVerifiedAttributes: ["email"] });
            const { UserPool: { Id = "" } = {} } = await cognito.send(command);
            const environment = { AWS_ENDPOINT_URL: emulator.url, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
            const described = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: Id }));
            await withFolder(async (folder) => {
                await writeFile(join(folder, "export.csv"), separated(","));
                const out = join(folder, "asked.csv");
                const asked = await withEnvironment(environment, () =>
                    run("convert", join(folder, "export.csv"), "-o", out, "--user-pool-id", Id),
                );
                assert.equal(asked.exitCode, 0, asked.stderr);

                await writeFile(join(folder, "described"), JSON.stringify({ UserPool: described.UserPool }));
                const commands = codeBlocks("docs/convert.md", "sh");
                assert.equal(commands.length, 1);
                const tools = 'aws() { cat described; }; npx() { shift; $CLI "$@"; }; set -e';
                const shown = await runBash(`${tools}\n${commands[0]}`, folder);

                assert.equal(shown.exitCode, 0, shown.stderr);
                const users = await readFile(join(folder, "users.csv"), "utf8");
                assert.deepEqual(rowsOf(users), expected);
                // GetCSVHeader has another order than the list of attributes.
                assert.deepEqual(rowsOf(await readFile(out, "utf8")), expected);
            });
        });
    });
});
