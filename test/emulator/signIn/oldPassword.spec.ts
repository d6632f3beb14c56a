import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    AdminGetUserCommand,
    AdminUpdateUserAttributesCommand,
    CognitoIdentityProviderClient,
    ConfirmForgotPasswordCommand,
    ForgotPasswordCommand,
    ListUsersCommand,
    type PasswordHashingAlgorithmType,
    StartUserImportJobCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createInProcessEmulator, type Emulator, ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool, csvFor, person, startImport } from "../../support/emulator/importFixtures";
import {
    asciiHash,
    asciiPassword,
    firstArgon2Hash,
    mostExpensiveHashes,
    oldHashes,
    oldPassword,
} from "../../support/emulator/oldPasswords";
import { adminSignIn, createClient, newPassword, passwordSignIn } from "../../support/emulator/signInFixtures";

const quick = { pendingSeconds: 0, inProgressSeconds: 0 };
const wrongPassword = { name: "NotAuthorizedException", message: "Incorrect username or password." };

/** A pool with a client, and users who were imported with one and the same hash. */
async function importUsers(
    { settled }: Emulator,
    cognito: CognitoIdentityProviderClient,
    algorithm: PasswordHashingAlgorithmType,
    hash: string,
    ...usernames: readonly string[]
) {
    const poolId = await createPool(cognito);
    const rows = usernames.map((username) => person(username, { password_hash: hash.replaceAll(",", "\\,") }));
    await startImport(cognito, poolId, await csvFor(cognito, poolId, rows), algorithm);
    await settled();
    return { poolId, clientId: await createClient(cognito, poolId) };
}

describe("an imported user's old password", () => {
    for (const [name, hash] of Object.entries(oldHashes)) {
        it(`signs in at once where the hash is ${name}, by either flow and again`, async () => {
            await withEmulator(quick, async (emulator, { cognito }) => {
                const algorithm = name as PasswordHashingAlgorithmType;
                const { poolId, clientId } = await importUsers(emulator, cognito, algorithm, hash, "jane", "joe");
                const flows = (username: string, password: string) => [
                    () => cognito.send(passwordSignIn(clientId, username, password)),
                    () => cognito.send(adminSignIn(poolId, clientId, username, password)),
                ];
                // The first flow of each user is another one.
                for (const [username, order] of [
                    ["jane", [0, 1, 0]],
                    ["joe", [1, 0]],
                ] as const) {
                    for (const flow of order) {
                        await assert.rejects(async () => flows(username, "wrong")[flow]?.(), wrongPassword);
                        const answer = await flows(username, oldPassword)[flow]?.();
                        assert.ok(answer?.AuthenticationResult?.IdToken, `${username} by flow ${flow}`);
                    }
                }
            });
        });
    }

    it("signs in with the most expensive hash that Cognito accepts", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            for (const [name, hash] of Object.entries(mostExpensiveHashes)) {
                const algorithm = name as PasswordHashingAlgorithmType;
                const { clientId } = await importUsers(emulator, cognito, algorithm, hash, "jane");

                const { AuthenticationResult } = await cognito.send(passwordSignIn(clientId, "jane", oldPassword));
                assert.ok(AuthenticationResult?.IdToken, name);
            }
        });
    });

    it("signs in after restarts, before and after the first time", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-data-"));
        try {
            const { clientId } = await withEmulator({ dataDir, ...quick }, (emulator, { cognito }) =>
                importUsers(emulator, cognito, "ARGON2ID", oldHashes.ARGON2ID, "jane"),
            );
            for (const time of ["first", "second", "third"]) {
                await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
                    const { AuthenticationResult } = await cognito.send(passwordSignIn(clientId, "jane", oldPassword));
                    assert.ok(AuthenticationResult?.IdToken, time);
                    await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "wrong")), wrongPassword);
                });
            }
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });

    it("is no longer valid after the user has set a new one, after a restart too", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-data-"));
        try {
            const { clientId } = await withEmulator({ dataDir, ...quick }, async (emulator, { cognito }) => {
                const { SCRYPT: hash } = oldHashes;
                const ids = await importUsers(emulator, cognito, "SCRYPT", hash, "jane");
                const user = { ClientId: ids.clientId, Username: "jane" };
                await cognito.send(new ForgotPasswordCommand(user));
                const ConfirmationCode = emulator.messages[0]?.code ?? "";
                await cognito.send(
                    new ConfirmForgotPasswordCommand({ ...user, ConfirmationCode, Password: newPassword }),
                );
                return ids;
            });
            await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
                await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", oldPassword)), wrongPassword);
                const { AuthenticationResult } = await cognito.send(passwordSignIn(clientId, "jane", newPassword));
                assert.ok(AuthenticationResult?.IdToken);
            });
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });

    it("stays valid when the user's attributes change, and no answer shows its hash", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { PBKDF2_SHA256: hash } = oldHashes;
            const { poolId, clientId } = await importUsers(emulator, cognito, "PBKDF2_SHA256", hash, "jane");
            const user = { UserPoolId: poolId, Username: "jane" };
            const UserAttributes = [{ Name: "name", Value: "Jane" }];
            await cognito.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes }));

            const answers = [
                await cognito.send(new AdminGetUserCommand(user)),
                await cognito.send(new ListUsersCommand({ UserPoolId: poolId })),
                await cognito.send(passwordSignIn(clientId, "jane", oldPassword)),
            ];
            assert.doesNotMatch(JSON.stringify(answers), /hash|pbkdf2/i);
            assert.match(JSON.stringify(answers), /CONFIRMED.*AuthenticationResult/);
        });
    });

    it("signs in with a BCRYPT hash $2x$ if it is ASCII; otherwise, and for Argon2's first version, the answer is that it cannot be verified", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const as2x = (hash: string) => hash.replace("$2b$", "$2x$");
            const ascii = await importUsers(emulator, cognito, "BCRYPT", as2x(asciiHash), "jane");
            const other = await importUsers(emulator, cognito, "BCRYPT", as2x(oldHashes.BCRYPT), "jane");
            const first = await importUsers(emulator, cognito, "ARGON2ID", firstArgon2Hash, "jane");

            const { AuthenticationResult } = await cognito.send(passwordSignIn(ascii.clientId, "jane", asciiPassword));
            assert.ok(AuthenticationResult?.IdToken);
            for (const { clientId } of [other, first]) {
                await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", oldPassword)), {
                    name: "UnsupportedFeatureException",
                });
            }
        });
    });

    it("differs from the password of any other hash that can be imported, also with the lowest cost", async () => {
        const least = [
            ["BCRYPT", oldHashes.BCRYPT.replace(/.{53}$/, ".".repeat(53))],
            ["SCRYPT", "2$1$1$00$ff"],
            ["SCRYPT", "32768$1$1$00ff$00ff"],
            ["ARGON2ID", "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAA"],
            ["PBKDF2_SHA256", "$pbkdf2-sha256$1$AA$AA"],
        ] as const;
        await withEmulator(quick, async (emulator, { cognito }) => {
            for (const [algorithm, hash] of least) {
                const { clientId } = await importUsers(emulator, cognito, algorithm, hash, "jane");

                await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "wrong")), wrongPassword, hash);
            }
        });
    });

    it("loads no library before somebody signs in with one", () => {
        const script = `
            const { startEmulator } = require(${JSON.stringify(join(__dirname, "../../../emulator"))});
            startEmulator().then((emulator) => emulator.close()).then(() => {
                console.log(Object.keys(require.cache).filter((path) => /bcryptjs|hash-wasm/.test(path)).length);
            });`;

        assert.equal(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }), "0\n");
    });

    it("is verified without moving a manual clock", async () => {
        const emulator = createInProcessEmulator({ clock: new ManualClock(), ...quick });
        const { url: endpoint, requestHandler, region } = emulator;
        const credentials = { accessKeyId: "any", secretAccessKey: "any" };
        const cognito = new CognitoIdentityProviderClient({ endpoint, requestHandler, region, credentials });
        const poolId = await createPool(cognito);
        const clientId = await createClient(cognito, poolId);
        const { url, ...ids } = await createJob(cognito, poolId, "customers", "SCRYPT");
        const body = await csvFor(cognito, poolId, [person("jane", { password_hash: mostExpensiveHashes.SCRYPT })]);
        await emulator.send({ method: "PUT", url, headers: { "x-amz-server-side-encryption": "aws:kms" }, body });
        await cognito.send(new StartUserImportJobCommand(ids));
        await emulator.settled();

        emulator.faults.add({ operation: "ListUserPools", kind: "delay", seconds: 3600 });
        const waiting = emulator.call("ListUserPools", { MaxResults: 1 });
        const before = emulator.clock.now();
        const answer = await emulator.runUntil(cognito.send(passwordSignIn(clientId, "jane", oldPassword)));

        assert.ok(answer.AuthenticationResult?.IdToken);
        assert.equal(emulator.clock.now(), before);
        await emulator.close();
        await waiting;
    });
});
