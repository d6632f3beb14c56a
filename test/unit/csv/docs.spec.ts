import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatJson } from "../../../provider/src/cli/report";
import { withFolder } from "../cli/cliRun";
import { header, inspect, row } from "./csvFiles";
import { documentedBlock, documentedScript } from "./docs";

const root = join(__dirname, "../../..");

/** Runs one of the documentation's scripts on a file, and gives what it prints. */
async function convert(script: string, content: string): Promise<string> {
    return await withFolder(async (folder) => {
        const [scriptPath, inputPath] = [join(folder, script), join(folder, "input")];
        await writeFile(scriptPath, documentedScript(script));
        await writeFile(inputPath, content);
        const env = { ...process.env, NODE_PATH: join(root, "node_modules") };
        return execFileSync(process.execPath, [scriptPath, inputPath], { env, encoding: "utf8" });
    });
}

describe("docs/csv.md", () => {
    it("shows a valid file", async () => {
        const inspection = await inspect(documentedBlock("csv"));

        assert.deepEqual(inspection.problems, []);
        assert.equal(inspection.rows, 1);
    });

    it("shows the JSON that the command prints", async () => {
        const documented = JSON.parse(documentedBlock("json")) as object;
        const printed = JSON.parse(formatJson(await inspect(""))) as object;

        assert.deepEqual(Object.keys(documented), Object.keys(printed));
    });

    it("converts RFC 4180 and Excel files into valid ones", async () => {
        const quoted = header
            .split(",")
            .map((name) => `"${name}"`)
            .join(",");
        const values = header.split(",").map((name) => {
            const value = {
                "cognito:username": "ada",
                name: "Lovelace, Ada",
                email: "ada@example.com",
                email_verified: "TRUE",
                phone_number_verified: "FALSE",
                address: "12 Main Street\r\nSpringfield",
                "cognito:mfa_enabled": "FALSE",
            }[name];
            return `"${value ?? ""}"`;
        });

        const converted = await convert("convert.js", `\ufeff${quoted}\r\n${values.join(",")}\r\n`);

        assert.deepEqual((await inspect(converted)).problems, []);
        assert.ok(converted.includes("Lovelace\\, Ada") && converted.includes("12 Main Street Springfield"));
    });

    it("converts files with other separators, and Excel's sep= line", async () => {
        const good = `${header}\n${row({ address: '"a; b"' })}\n`;
        for (const [first, separator] of [
            ["", ";"],
            ["\ufeffsep=;\r\n", ";"],
            ['"sep=;"\r\n', ";"],
            ["", "\t"],
            ["", "|"],
        ] as const) {
            const converted = await convert("convert.js", first + good.replaceAll(",", separator));

            assert.deepEqual((await inspect(converted)).problems, []);
            assert.ok(converted.includes("a; b"));
        }
    });

    it("converts files with commas that are escaped already, and other separators in the name of a column", async () => {
        const columns = [...header.split(","), "custom:a;b"];
        const file = `${columns.join()}\n${row({ address: '"12 Main Street\\, Springfield"' }, columns)}\n`;

        const converted = await convert("convert.js", file);

        assert.deepEqual((await inspect(converted)).problems, []);
        assert.ok(converted.includes(",12 Main Street\\, Springfield,"));
    });

    it("converts an export of Auth0 into a valid file", async () => {
        const users = [
            {
                user_id: "auth0|1",
                email: "ada@example.com",
                email_verified: true,
                name: "Lovelace, Ada",
                updated_at: "2023-11-14T22:13:20.000Z",
            },
            {
                user_id: "auth0|2",
                username: "grace",
                email: "grace@example.com",
                email_verified: true,
                phone_number: "+15550100123",
            },
        ];

        const converted = await convert("auth0.js", users.map((user) => `${JSON.stringify(user)}\n`).join(""));

        assert.deepEqual((await inspect(converted)).problems, []);
        assert.ok(converted.includes(",1700000000,"));
    });
});
