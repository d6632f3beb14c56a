import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { headerWithCustomColumns, standardColumns } from "../../../provider/src/users/standardColumns";
import { withEmulator } from "../../support/aws/withEmulator";
import { withEnvironment } from "../../support/process/withEnvironment";
import { row } from "../csv/csvFiles";
import { fixtures } from "../csv/docs";
import { run, withFolder } from "./cliRun";

interface Report {
    readonly verdict: string;
    readonly problems: readonly { code: string; column: string | null; message: string }[];
}

async function validateWith(pool: string | Buffer, content: string): Promise<Report> {
    return await withFolder(async (folder) => {
        await writeFile(join(folder, "pool.json"), pool);
        await writeFile(join(folder, "users.csv"), content);
        const args = [
            "validate",
            join(folder, "users.csv"),
            "--user-pool",
            join(folder, "pool.json"),
            "--format",
            "json",
        ];
        const { stdout, stderr } = await run(...args);
        assert.equal(stderr, "");
        return JSON.parse(stdout) as Report;
    });
}

const columns = headerWithCustomColumns(["custom:team"]);
const file = `${columns.join(",")}\n${row({ "custom:team": "infrastructure" }, columns)}\n`;
const userPool = {
    SchemaAttributes: [
        {
            Name: "custom:team",
            AttributeDataType: "String",
            StringAttributeConstraints: { MinLength: "1", MaxLength: "5" },
        },
        { Name: "phone_number", AttributeDataType: "String", Required: true },
    ],
    AutoVerifiedAttributes: ["phone_number"],
    MfaConfiguration: "ON",
};
const expected = ["attribute-missing", "mfa-required", "most-rows-fail", "not-verified", "value-too-long"];

function codes({ problems }: Report): string[] {
    return problems.map(({ code }) => code).toSorted((one, other) => one.localeCompare(other));
}

describe("validate --user-pool", () => {
    it("reads the output of describe-user-pool, with or without its wrapping", async () => {
        assert.deepEqual(codes(await validateWith(JSON.stringify({ UserPool: userPool }), file)), expected);
        assert.deepEqual(codes(await validateWith(JSON.stringify(userPool), file)), expected);
    });

    it("checks usernames and aliases by the pool, and lists one mistake once", async () => {
        const names = ["zuse@mail.example", "noether@mail.example", "konrad"];
        const rows = names.map((name, at) => row({ "cognito:username": name, email: `u${at}@mail.example` }));
        const content = [standardColumns.join(","), ...rows].join("\n");
        const pool = { SchemaAttributes: [], AutoVerifiedAttributes: ["email"], MfaConfiguration: "OFF" };

        const aliases = await validateWith(JSON.stringify({ ...pool, AliasAttributes: ["email"] }), content);
        const plain = await validateWith(JSON.stringify(pool), content);

        assert.equal(aliases.verdict, "row-errors");
        assert.deepEqual(codes(aliases), ["most-rows-fail", "username-alias-form"]);
        assert.match(
            aliases.problems[1]?.message ?? "",
            /a username cannot have that form.*\(Found in 2 of 3 rows\. This is the first\.\)/,
        );
        assert.deepEqual([plain.verdict, plain.problems], ["ok", []]);
    });

    it("reads the file that PowerShell writes", async () => {
        const utf16 = Buffer.from(`\ufeff${JSON.stringify({ UserPool: userPool })}`, "utf16le");

        assert.deepEqual(codes(await validateWith(utf16, file)), expected);
    });

    it("exits with 2 if there is no file, or no pool in it", async () => {
        await withFolder(async (folder) => {
            const pool = join(folder, "pool.json");
            const validate = async (content: string): Promise<string> => {
                await writeFile(pool, content);
                const { exitCode, stderr } = await run(
                    "validate",
                    join(fixtures, "blank-line.csv"),
                    "--user-pool",
                    pool,
                );
                assert.equal(exitCode, 2);
                return stderr;
            };
            const missing = await run(
                "validate",
                join(fixtures, "blank-line.csv"),
                "--user-pool",
                join(folder, "no.json"),
            );

            assert.equal(missing.exitCode, 2);
            assert.match(missing.stderr, /no\.json cannot be read: there is no such file/);
            assert.match(await validate("Id: eu-west-1_a"), /is not JSON/);
            for (const content of ["{}", "null", "[]", '{"UserPool": null}', '{"UserPool": {"Id": "eu-west-1_a"}}']) {
                assert.match(await validate(content), /does not describe a user pool/);
            }
        });
    });
});

describe("validate --user-pool-id", () => {
    it("checks a pool that requires MFA, also if its factors are not known", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const pool = new CreateUserPoolCommand({
                PoolName: "pool",
                AutoVerifiedAttributes: ["email"],
                MfaConfiguration: "ON",
            });
            const id = (await cognito.send(pool)).UserPool?.Id ?? "";
            const environment = { AWS_ENDPOINT_URL: emulator.url, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
            const number = { phone_number: "+15550100321" };
            const rows = [row(number), row({ ...number, "cognito:username": "zuse", "cognito:mfa_enabled": "TRUE" })];

            await withFolder(async (folder) => {
                await writeFile(join(folder, "users.csv"), [standardColumns.join(","), ...rows].join("\n"));
                const { stdout } = await withEnvironment(environment, () =>
                    run("validate", join(folder, "users.csv"), "--user-pool-id", id, "--format", "json"),
                );

                assert.deepEqual(codes(JSON.parse(stdout) as Report), ["mfa-required"]);
            });
        });
    });

    it("asks AWS for the header and the rules", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const command = new CreateUserPoolCommand({
                PoolName: "pool",
                AutoVerifiedAttributes: ["phone_number"],
                Schema: [
                    {
                        Name: "team",
                        AttributeDataType: "String",
                        StringAttributeConstraints: { MinLength: "1", MaxLength: "5" },
                    },
                ],
            });
            const id = (await cognito.send(command)).UserPool?.Id ?? "";
            const environment = { AWS_ENDPOINT_URL: emulator.url, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };

            await withFolder(async (folder) => {
                await writeFile(join(folder, "users.csv"), file);
                const validate = (pool: string): ReturnType<typeof run> =>
                    withEnvironment(environment, () =>
                        run("validate", join(folder, "users.csv"), "--user-pool-id", pool, "--format", "json"),
                    );

                const { stdout } = await validate(id);
                assert.deepEqual(codes(JSON.parse(stdout) as Report), [
                    "most-rows-fail",
                    "not-verified",
                    "value-too-long",
                ]);
                const unknown = await validate("us-east-1_Unknown");
                assert.equal(unknown.exitCode, 2);
                assert.match(unknown.stderr, /us-east-1_Unknown failed.*ResourceNotFoundException.*--user-pool/s);
            });
        });
    });
});
