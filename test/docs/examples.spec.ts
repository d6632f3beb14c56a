import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import {
    type CognitoIdentityProviderClient,
    DescribeUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { putObjects } from "../support/aws/putObjects";
import { people, roleArn } from "../support/emulator/importFixtures";
import { passwordSignIn } from "../support/emulator/signInFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withExampleStack } from "../support/pulumi/exampleProgram";
import { installStandInAws } from "../support/pulumi/standInAws";

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
});
