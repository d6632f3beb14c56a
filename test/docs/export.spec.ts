import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import {
    AdminAddUserToGroupCommand,
    type CognitoIdentityProviderClient,
    CreateGroupCommand,
    DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";
import { writeSampleProgram } from "../support/pulumi/sampleProgram";
import { codeBlocks } from "../support/repository/documents";
import { type CliRun, runBash } from "../unit/cli/cliRun";
import { seedUser } from "../unit/export/exportRun";

const page = "docs/export.md";
const [staging = "", fromFile = "", replaced = ""] = codeBlocks(page, "sh");
const [sample = ""] = codeBlocks(page, "ts");
/** With a role, which only the AWS plugin could make. */
const program = sample.replace('source: "users.csv"', `$&, cloudWatchLogsRoleArn: "${roleArn}"`);
const [production, stagingPool, newPool] = ["eu-west-1_Production", "eu-west-1_Staging01", "eu-west-1_NewPool01"];

/** What the table of permissions lists, but for what only a pool that requires MFA is asked. */
const permissions = [...readFileSync(path.resolve(__dirname, "../..", page), "utf8").matchAll(/`cognito-idp:(\w+)`/g)]
    .map(([, operation = ""]) => operation)
    .filter((operation) => operation !== "GetUserPoolMfaConfig");

const salary = { Name: "salary", AttributeDataType: "Number" };
const oldSub = { Name: "old_sub", AttributeDataType: "String", StringAttributeConstraints: { MaxLength: "36" } };
const settings = { AutoVerifiedAttributes: ["email"] };
const seed = {
    UserPools: [
        {
            Id: production,
            PoolName: "production",
            Schema: [salary],
            ...settings,
            Users: [
                seedUser("ada", { name: "Lovelace, Ada", "custom:salary": "1" }),
                seedUser("grace", { birthdate: "1985-12-10" }),
                seedUser("joan", {}, { Enabled: false }),
            ],
        },
        { Id: stagingPool, PoolName: "staging", ...settings },
        { Id: newPool, PoolName: "new", ...settings, Schema: [oldSub], UsernameAttributes: ["email"] },
    ],
};

async function addGroups(cognito: CognitoIdentityProviderClient): Promise<void> {
    for (const UserPoolId of [production, stagingPool]) {
        await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: "staff" }));
    }
    for (const Username of ["ada", "joan"]) {
        const command = new AdminAddUserToGroupCommand({ UserPoolId: production, GroupName: "staff", Username });
        await cognito.send(command);
    }
}

/** Runs commands of the page as they are written, in a folder. */
async function runCommands(commands: string, folder: string, url: string): Promise<CliRun> {
    const environment = `export AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=emulator AWS_SECRET_ACCESS_KEY=emulator`;
    return await runBash(`set -e; ${environment}; npx() { shift; $CLI "$@"; }\n${commands}`, folder);
}

describe("docs/export.md", () => {
    before(needsEngine);

    it("has commands and a program that bring users and groups from production into staging", async () => {
        const folder = await writeSampleProgram("export", program);
        const text = async (name: string): Promise<string> => await readFile(path.join(folder, name), "utf8");
        try {
            await withImportStack({ program: folder, emulator: { region: "eu-west-1", seed } }, async (context) => {
                const { stack, clients, emulator } = context;
                await addGroups(clients.cognito);
                const before = emulator.calls.length;
                const exported = await runCommands(staging, folder, emulator.url);

                assert.equal(exported.exitCode, 0, exported.stderr);
                const made = new Set(emulator.calls.slice(before).map(({ operation }) => operation));
                assert.deepEqual(made, new Set(permissions));
                assert.match(exported.stderr, /users\.csv: 2 users of 3, .*\ngroups\.csv: 1 membership, without 1 of/);
                assert.equal(await text("rejected.csv"), "cognito:username,reason,column\njoan,disabled,\n");
                await stack.up();
                assert.deepEqual(await stack.outputs(), { importedUsers: 2, addedMemberships: 1 });

                const describe = new DescribeUserPoolCommand({ UserPoolId: stagingPool });
                const { UserPool } = await clients.cognito.send(describe);
                await writeFile(path.join(folder, "staging.json"), JSON.stringify({ UserPool }));
                const again = await runCommands(fromFile, folder, emulator.url);
                assert.equal(again.exitCode, 0, again.stderr);
                const moved = await runCommands(replaced, folder, emulator.url);
                assert.match(moved.stderr, /people\.csv: 3 users of 3, /);
                assert.match(await text("people.csv"), /joan@example\.com.*,[0-9a-f-]{36},/);
                assert.match(await text("people-groups.csv"), /^ada@example\.com,staff\njoan@example\.com,staff$/m);
            });
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    });
});
