import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { csvFor, people, type RowValues, withoutLastColumn } from "../support/emulator/importFixtures";
import { asciiHash, asciiPassword } from "../support/emulator/oldPasswords";
import { createClient, passwordSignIn } from "../support/emulator/signInFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { setPrivateArgs, withImportStack } from "../support/pulumi/importStack";
import { assertKeptNowhere } from "../support/repository/filesWith";

/** What stands in no state, log or message, whatever becomes of the hashes that it is in. */
const canary = "CanaryOfNobody";

/** The form of a BCRYPT hash, which no password has. */
const hashOf = (index: number, cost = 10): string => `$2b$${cost}$${`${canary}${index}`.padEnd(53, ".")}`;

/** Five hashes that Cognito takes for no hashes of BCRYPT that it may spend so much on, by their row. */
const badHashes: ReadonlyMap<number, string> = new Map([
    [100, hashOf(100, 13)],
    [300, hashOf(300).slice(0, -1)],
    [500, `$argon2id$v=19$m=1024\\,t=2\\,p=1$${canary}$${canary}`],
    [700, `{SSHA}${canary}`],
    [900, canary],
]);

/** 1,000 people; one has a hash that is one of a password, and one has none. */
function thousand(): RowValues[] {
    return people(1000).map((row, index) => {
        const hash = index === 0 ? asciiHash : index === 1 ? "" : (badHashes.get(index) ?? hashOf(index));
        return { ...row, password_hash: hash };
    });
}

/** What the engine marks a secret with in an exported state. */
const secretSignatureKey = "4dabf18193072939515e22adb298388d";

describe("password hashes, through the real engine", () => {
    before(needsEngine);

    it("refuses in the preview a CSV without the column, which would fail the whole job", async () => {
        await withImportStack({ args: { passwordHashingAlgorithm: "BCRYPT" } }, async (context) => {
            await writeFile(
                context.csvPath,
                withoutLastColumn(await csvFor(context.clients.cognito, context.poolId, people(3))),
            );

            const { all } = await context.stack.preview({ expectFailure: true });

            assert.match(
                all,
                /users\.csv:1: password_hash: .*the column password_hash is missing.* \[password-hash-column-missing\]/,
            );
            assert.equal(context.countCalls("CreateUserImportJob"), 0);
        });
    });

    it("imports 1,000 users of whom five are bad, one of whom signs in with the old password, and shows no hash", async () => {
        const args = { passwordHashingAlgorithm: "BCRYPT" };
        await withImportStack({ args }, async (context) => {
            const { stack, poolId, clients } = context;
            await context.writeRows(thousand());

            const refused = await stack.preview({ expectFailure: true });
            await context.setArgs({ invalidRows: "warn" });
            const up = await stack.up();
            const outputs = await stack.outputs();
            const state = await stack.exportState();
            const again = await stack.up();
            const refresh = await stack.refresh();
            const appClient = await createClient(clients.cognito, poolId);
            const signIn = async (username: string, password: string) =>
                await clients.cognito.send(passwordSignIn(appClient, username, password));

            for (const { all } of [refused, up]) {
                assert.match(all, /\(problems: 5\):\n/);
                assert.match(all, /users\.csv:102: password_hash: .*cost 13 is above 12.* \[password-hash-bounds\]/);
                for (const line of [302, 502, 702, 902]) {
                    assert.match(all, new RegExp(`users\\.csv:${line}: password_hash: .* \\[password-hash-`));
                }
            }
            const { status, importedUsers, skippedUsers, failedUsers, failures } = outputs;
            assert.deepEqual([status, importedUsers, skippedUsers, failedUsers], ["Succeeded", 995, 0, 5]);
            assert.deepEqual(
                (failures as { line: number }[]).map(({ line }) => line),
                [102, 302, 502, 702, 902],
            );
            assert.match(again.stdout, /2 unchanged/);
            const { AuthenticationResult } = await signIn("user0", asciiPassword);
            assert.ok(AuthenticationResult?.AccessToken);
            await assert.rejects(signIn("user0", "another-password"), { name: "NotAuthorizedException" });
            await assert.rejects(signIn("user1", asciiPassword), { name: "PasswordResetRequiredException" });
            for (const hash of [canary, asciiHash.slice(7)]) {
                for (const { all } of [refused, up, again, refresh]) {
                    assert.ok(!all.includes(hash));
                }
                assert.ok(!JSON.stringify(outputs).includes(hash));
                assert.ok(!state.text.includes(hash));
                await assertKeptNowhere(context, hash);
            }
        });
    });

    for (const olderInfrastructure of [false, true]) {
        const what = olderInfrastructure ? "does not list" : "lists";

        it(`are typed too, uploaded where GetCSVHeader ${what} the column, and kept in state encrypted`, async () => {
            await withImportStack({ emulator: { olderInfrastructure } }, async (context) => {
                const { stack, poolId, clients } = context;
                const users = ["ada", "grace", canary].map((username, index) => ({
                    username,
                    email: `${username}@example.com`,
                    emailVerified: true,
                    ...(index < 2 && { passwordHash: index === 0 ? asciiHash : hashOf(1) }),
                }));
                await setPrivateArgs(context, { users, passwordHashingAlgorithm: "BCRYPT" });

                const up = await stack.up({ expectFailure: olderInfrastructure });
                const state = await stack.exportState();

                if (olderInfrastructure) {
                    assert.match(up.all, /\[password-hash-not-offered\]/);
                } else {
                    assert.equal((await stack.outputs()).importedUsers, 3);
                    assertUsersEncrypted(state.resources);
                    const appClient = await createClient(clients.cognito, poolId);
                    const answer = await clients.cognito.send(passwordSignIn(appClient, "ada", asciiPassword));
                    assert.ok(answer.AuthenticationResult?.AccessToken);
                }
                for (const hash of [canary, asciiHash.slice(7)]) {
                    assert.ok(!up.all.includes(hash));
                    assert.ok(!state.text.includes(hash));
                    await assertKeptNowhere(context, hash);
                }
            });
        });
    }
});

/** Packed users are no plain text even where they are not encrypted, so that no canary would be found in them. */
function assertUsersEncrypted(resources: readonly { readonly inputs?: Record<string, unknown> }[]): void {
    const kept = resources.flatMap(({ inputs }) => (inputs?.users === undefined ? [] : [inputs.users]));

    assert.equal(kept.length, 1);
    for (const users of kept as Record<string, unknown>[]) {
        assert.deepEqual(new Set(Object.keys(users)), new Set([secretSignatureKey, "ciphertext"]));
    }
}
