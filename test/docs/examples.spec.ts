import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import {
    CognitoIdentityProviderClient,
    DescribeUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Emulator } from "../../emulator/src";
import { putObjects } from "../support/aws/putObjects";
import { createPool, people, roleArn } from "../support/emulator/importFixtures";
import { passwordSignIn } from "../support/emulator/signInFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withExampleStack } from "../support/pulumi/exampleProgram";
import { installStandInAws } from "../support/pulumi/standInAws";
import { codeBlocks } from "../support/repository/documents";

const { load }: { load(text: string): { readonly config: object } } = require("js-yaml");

/** The name of Cognito's exception, or "signed in". */
async function signIn(cognito: CognitoIdentityProviderClient, clientId: unknown, name: string, password: string) {
    return await cognito.send(passwordSignIn(String(clientId), name, password)).then(
        ({ AuthenticationResult }) => (AuthenticationResult?.AccessToken ? "signed in" : "asked for more"),
        (error: Error) => error.name,
    );
}

describe("the programs in examples/, through the real engine", () => {
    before(needsEngine);

    it("preview-environment: makes a pool whose seeded users sign in at once, and leaves an edited seed alone", async () => {
        await withExampleStack("examples/preview-environment", {}, async ({ stack, emulator, clients, program }) => {
            await installStandInAws(stack, emulator.url);

            await stack.up();
            const { clientId, importedUsers, userPoolId } = await stack.outputs();
            await appendFile(path.join(program, "seed.csv"), "nobody,,,\n");
            const again = await stack.up();

            assert.equal(importedUsers, 3);
            assert.equal(await signIn(clients.cognito, clientId, "made-up-vera", "preview-only"), "signed in");
            assert.equal(await signIn(clients.cognito, clientId, "made-up-vera", "wrong"), "NotAuthorizedException");
            assert.match(again.stdout, /unchanged/);
            assert.doesNotMatch(again.stdout, /replaced|created/);
            const { UserPoolClient } = await clients.cognito.send(
                new DescribeUserPoolClientCommand({ UserPoolId: String(userPoolId), ClientId: String(clientId) }),
            );
            assert.ok(UserPoolClient?.ExplicitAuthFlows?.includes("ALLOW_USER_PASSWORD_AUTH"));
        });
    });

    it("gitops: a preview names a bad row and fails, a corrected file is imported", async () => {
        await withExampleStack("examples/gitops", {}, async ({ stack, poolId, program, usernames }) => {
            await stack.setConfig({ userPoolId: poolId, cloudWatchLogsRoleArn: roleArn });
            const file = path.join(program, "users.csv");
            const good = await readFile(file, "utf8");
            await appendFile(file, good.replaceAll("@example.com", "").split("\n").slice(1).join("\n"));
            const refused = await stack.preview({ expectFailure: true });
            await writeFile(file, good);
            await stack.up();

            assert.match(refused.all, /users\.csv:5: .*\[email-form\]/);
            const { failures, ...outputs } = await stack.outputs();
            assert.deepEqual(failures, []);
            assert.deepEqual(outputs, { status: "Succeeded", importedUsers: 3, omittedUsers: 0, failedUsers: 0 });
            assert.deepEqual(await usernames(), ["made-up-ada", "made-up-kofi", "made-up-vera"]);
        });
    });

    it("growing-list: imports only who is new", async () => {
        await withExampleStack("examples/growing-list", {}, async ({ stack, poolId, program }) => {
            await stack.setConfig({ userPoolId: poolId, cloudWatchLogsRoleArn: roleArn });
            await stack.up();
            const file = path.join(program, "users.csv");
            const [, last = ""] = (await readFile(file, "utf8")).trimEnd().split("\n");
            await appendFile(file, `${last.replaceAll("made-up-ada", "made-up-jari")}\n`);

            await stack.up();

            assert.deepEqual(await stack.outputs(), { importedUsers: 1, omittedUsers: 3, totalUsers: 4 });
        });
    });

    it("users-from-s3: imports the version that the config names", async () => {
        await withExampleStack(
            "examples/users-from-s3",
            {},
            async ({ stack, poolId, emulator, csvPath, writeRows }) => {
                const { url } = emulator;
                await writeRows(people(4));
                await putObjects(url, { "users.csv": csvPath });
                await stack.setConfig({
                    "aws:endpoints": [{ cognitoidp: url, logs: url, s3: url }],
                    userPoolId: poolId,
                    cloudWatchLogsRoleArn: roleArn,
                    object: "s3://people/users.csv",
                });

                await stack.up();

                const { digests, ...outputs } = await stack.outputs();
                assert.deepEqual(outputs, { status: "Succeeded", importedUsers: 4, skippedUsers: 0, failedUsers: 0 });
                assert.match(String(digests), /^sha256:[0-9a-f]{64}$/);
                await stack.setConfig({ version: "nobody-made-this" });
                const missing = await stack.preview({ expectFailure: true });
                assert.match(missing.all, /the object has no such version/);
            },
        );
    });

    it("password-migration: users of both old systems sign in with their old passwords", async () => {
        await withExampleStack("examples/password-migration", {}, async ({ stack, emulator, clients }) => {
            await installStandInAws(stack, emulator.url);

            await stack.up();

            const { clientId, imported } = await stack.outputs();
            assert.deepEqual(imported, { shop: 1, forum: 1 });
            const { cognito } = clients;
            assert.equal(await signIn(cognito, clientId, "made-up-ada", "old-password-of-ada"), "signed in");
            assert.equal(await signIn(cognito, clientId, "made-up-kofi", "old-password-of-kofi"), "signed in");
        });
    });

    it("several-pools: imports into each pool with a role of its account", async () => {
        const accounts = { AKIASHOP: "111111111111", AKIASTAFF: "222222222222" };
        await withExampleStack("examples/several-pools", { emulator: { accounts } }, async ({ stack, emulator }) => {
            const { url } = emulator;
            const [yaml = ""] = codeBlocks("examples/several-pools/README.md", "yaml");
            const [pools] = Object.values(load(yaml).config) as [Readonly<Record<string, object>>];
            const [shop, staff] = await Promise.all([poolOf(emulator, "AKIASHOP"), poolOf(emulator, "AKIASTAFF")]);
            const of = (name: string, userPoolId: string): object => ({ ...pools[name], userPoolId });
            await stack.setConfig({
                "aws:endpoints": [{ cognitoidp: url, logs: url, sts: url }],
                pools: { shop: of("shop", shop), staff: of("staff", staff) },
            });

            await stack.up();

            assert.deepEqual(await stack.outputs(), { imported: { shop: 3, staff: 2 } });
            const created = emulator.calls.filter(({ operation }) => operation === "CreateUserImportJob");
            assert.deepEqual(created.map(({ accountId }) => accountId).sort(), ["111111111111", "222222222222"]);
        });
    });
});

/** A pool of the account that an access key belongs to. */
async function poolOf({ url, region }: Emulator, accessKeyId: string): Promise<string> {
    const credentials = { accessKeyId, secretAccessKey: "any" };
    const client = new CognitoIdentityProviderClient({ endpoint: url, region, credentials });
    return await createPool(client).finally(() => client.destroy());
}
