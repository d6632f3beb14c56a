import assert from "node:assert/strict";
import {
    AdminCreateUserCommand,
    type CognitoIdentityProviderClient,
    type CreateUserPoolCommandInput,
    SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Emulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, person, startImport } from "../../support/emulator/importFixtures";
import { oldHashes, oldPassword } from "../../support/emulator/oldPasswords";
import { adminSignIn, createClient, newPassword, passwordSignIn } from "../../support/emulator/signInFixtures";

const quick = { pendingSeconds: 0, inProgressSeconds: 0 };
const notServed = {
    name: "UnsupportedFeatureException",
    message: /does not serve signing in where the pool requires MFA/,
};

/** A pool with a client and one user, jane, who was imported with a hash of {@link oldPassword}. */
async function importJane(
    { settled }: Emulator,
    cognito: CognitoIdentityProviderClient,
    settings: Partial<CreateUserPoolCommandInput>,
) {
    const poolId = await createPool(cognito, settings);
    const jane = person("jane", { password_hash: oldHashes.SCRYPT, "cognito:mfa_enabled": "" });
    await startImport(cognito, poolId, await csvFor(cognito, poolId, [jane]), "SCRYPT");
    await settled();
    return { poolId, clientId: await createClient(cognito, poolId) };
}

describe("signing in to a pool that requires MFA", () => {
    it("is answered as not served for the right password, and as usual for a wrong one", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { poolId, clientId } = await importJane(emulator, cognito, { MfaConfiguration: "ON" });

            // Once with the imported hash, then with the password that has been made of it.
            for (const _time of ["first", "second"]) {
                await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "wrong")), {
                    name: "NotAuthorizedException",
                });
                await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", oldPassword)), notServed);
                await assert.rejects(cognito.send(adminSignIn(poolId, clientId, "jane", oldPassword)), notServed);
            }
        });
    });

    it("gets tokens until the pool requires MFA, also where MFA is optional", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { poolId, clientId } = await importJane(emulator, cognito, { MfaConfiguration: "OPTIONAL" });
            const { AuthenticationResult } = await cognito.send(passwordSignIn(clientId, "jane", oldPassword));
            assert.ok(AuthenticationResult?.IdToken);

            const totp = { SoftwareTokenMfaConfiguration: { Enabled: true } };
            await cognito.send(
                new SetUserPoolMfaConfigCommand({ UserPoolId: poolId, MfaConfiguration: "ON", ...totp }),
            );
            await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", oldPassword)), notServed);
        });
    });

    it("asks for a new password first where an administrator created the user", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito, { MfaConfiguration: "ON" });
            const clientId = await createClient(cognito, poolId);
            const user = { UserPoolId: poolId, Username: "jane", TemporaryPassword: newPassword };
            await cognito.send(new AdminCreateUserCommand(user));

            const { ChallengeName } = await cognito.send(passwordSignIn(clientId, "jane", newPassword));
            assert.equal(ChallengeName, "NEW_PASSWORD_REQUIRED");
        });
    });
});
