import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import {
    AdminCreateUserCommand,
    AdminGetUserCommand,
    AdminUpdateUserAttributesCommand,
    type CognitoIdentityProviderClient,
    ConfirmForgotPasswordCommand,
    DescribeUserPoolClientCommand,
    ForgotPasswordCommand,
    InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Emulator, ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, person, startImport } from "../../support/emulator/importFixtures";
import { adminSignIn, createClient, newPassword, passwordSignIn } from "../../support/emulator/signInFixtures";

/** A pool with one imported user, jane, and a client. */
async function importJane({ settled }: Emulator, cognito: CognitoIdentityProviderClient) {
    const poolId = await createPool(cognito);
    await startImport(cognito, poolId, await csvFor(cognito, poolId, [person("jane")]));
    await settled();
    return { poolId, clientId: await createClient(cognito, poolId) };
}

const quick = { pendingSeconds: 0, inProgressSeconds: 0 };

describe("an imported user's first sign-in", () => {
    it("asks for a new password, takes it with the code, and succeeds from then on", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { poolId, clientId } = await importJane(emulator, cognito);
            await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "any")), {
                name: "PasswordResetRequiredException",
                message: "Password reset required for the user",
            });

            const sent = await cognito.send(new ForgotPasswordCommand({ ClientId: clientId, Username: "jane" }));
            assert.deepEqual(sent.CodeDeliveryDetails, {
                AttributeName: "email",
                DeliveryMedium: "EMAIL",
                Destination: "j***@e***",
            });
            const [message] = emulator.messages;
            const confirm = { ClientId: clientId, Username: "jane", Password: newPassword };
            await assert.rejects(
                cognito.send(new ConfirmForgotPasswordCommand({ ...confirm, ConfirmationCode: "wrong" })),
                { name: "CodeMismatchException" },
            );
            const right = new ConfirmForgotPasswordCommand({ ...confirm, ConfirmationCode: message?.code ?? "" });
            await cognito.send(right);
            await assert.rejects(cognito.send(right), { name: "ExpiredCodeException" });

            const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "jane" }));
            assert.equal(user.UserStatus, "CONFIRMED");
            await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "wrong")), {
                name: "NotAuthorizedException",
                message: "Incorrect username or password.",
            });
            const { AuthenticationResult: tokens } = await cognito.send(passwordSignIn(clientId, "jane", newPassword));
            const [, claims = ""] = tokens?.IdToken?.split(".") ?? [];
            const identity = JSON.parse(Buffer.from(claims, "base64url").toString()) as Record<string, unknown>;
            assert.deepEqual(
                [identity["cognito:username"], identity.email_verified, identity.aud],
                ["jane", true, clientId],
            );
        });
    });

    it("answers AdminInitiateAuth in the same way", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { poolId, clientId } = await importJane(emulator, cognito);
            const signIn = adminSignIn(poolId, clientId, "jane", "any");

            await assert.rejects(cognito.send(signIn), { name: "PasswordResetRequiredException" });
        });
    });

    it("is answered like that of an unknown user if the client does not tell who exists", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { poolId } = await importJane(emulator, cognito);
            const discreet = await createClient(cognito, poolId, { PreventUserExistenceErrors: "ENABLED" });
            const refused = { name: "NotAuthorizedException", message: "Incorrect username or password." };
            for (const username of ["jane", "nobody"]) {
                await assert.rejects(cognito.send(passwordSignIn(discreet, username, "any")), refused);
                await assert.rejects(cognito.send(adminSignIn(poolId, discreet, username, "any")), refused);
            }

            await cognito.send(new ForgotPasswordCommand({ ClientId: discreet, Username: "jane" }));
            const confirm = { ClientId: discreet, Username: "jane", Password: newPassword };
            const ConfirmationCode = emulator.messages[0]?.code ?? "";
            await cognito.send(new ConfirmForgotPasswordCommand({ ...confirm, ConfirmationCode }));
            const { AuthenticationResult } = await cognito.send(passwordSignIn(discreet, "jane", newPassword));
            assert.ok(AuthenticationResult?.AccessToken);
        });
    });

    it("lets a code expire after an hour", async () => {
        await withEmulator({ ...quick, clock: new ManualClock() }, async (emulator, { cognito }) => {
            const { clientId } = await importJane(emulator, cognito);
            await cognito.send(new ForgotPasswordCommand({ ClientId: clientId, Username: "jane" }));
            await emulator.advance(3600);

            const confirm = new ConfirmForgotPasswordCommand({
                ClientId: clientId,
                Username: "jane",
                Password: newPassword,
                ConfirmationCode: emulator.messages[0]?.code ?? "",
            });
            await assert.rejects(cognito.send(confirm), { name: "ExpiredCodeException" });
        });
    });
});

describe("signing in", () => {
    it("tells who does not exist only where the client allows it", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const open = await createClient(cognito, poolId);
            const discreet = await createClient(cognito, poolId, { PreventUserExistenceErrors: "ENABLED" });

            await assert.rejects(cognito.send(passwordSignIn(open, "nobody", "x")), { name: "UserNotFoundException" });
            await assert.rejects(cognito.send(passwordSignIn(discreet, "nobody", "x")), {
                name: "NotAuthorizedException",
            });
            await assert.rejects(cognito.send(passwordSignIn("nothing", "nobody", "x")), {
                name: "ResourceNotFoundException",
            });
        });
    });

    it("challenges a user created by an administrator to set a new password", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const clientId = await createClient(cognito, poolId);
            const user = { UserPoolId: poolId, Username: "jane", TemporaryPassword: newPassword };
            await cognito.send(new AdminCreateUserCommand(user));

            const { ChallengeName } = await cognito.send(passwordSignIn(clientId, "jane", newPassword));

            assert.equal(ChallengeName, "NEW_PASSWORD_REQUIRED");
            await assert.rejects(cognito.send(new ForgotPasswordCommand({ ClientId: clientId, Username: "jane" })), {
                name: "NotAuthorizedException",
            });
        });
    });

    it("requires the proof of a client's secret", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { poolId } = await importJane(emulator, cognito);
            const clientId = await createClient(cognito, poolId, { GenerateSecret: true });
            const described = await cognito.send(
                new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }),
            );
            const secret = described.UserPoolClient?.ClientSecret ?? "";
            const proof = createHmac("sha256", secret).update(`jane${clientId}`).digest("base64");

            await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "x")), {
                name: "NotAuthorizedException",
            });
            await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "x", { SECRET_HASH: proof })), {
                name: "PasswordResetRequiredException",
            });
        });
    });

    it("answers flows that it does not serve, or the client does not allow, as such", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const clientId = await createClient(cognito, await createPool(cognito), { ExplicitAuthFlows: [] });
            const start = (AuthFlow: "USER_SRP_AUTH" | "USER_PASSWORD_AUTH") =>
                cognito.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow, AuthParameters: {} }));

            await assert.rejects(start("USER_SRP_AUTH"), { name: "UnsupportedFeatureException" });
            await assert.rejects(start("USER_PASSWORD_AUTH"), {
                name: "InvalidParameterException",
                message: "USER_PASSWORD_AUTH flow not enabled for this client",
            });
        });
    });
});

describe("AdminUpdateUserAttributes", () => {
    it("changes, adds and removes attributes, and takes a new address for unverified", async () => {
        await withEmulator(quick, async (emulator, { cognito }) => {
            const { poolId } = await importJane(emulator, cognito);
            const ids = { UserPoolId: poolId, Username: "jane" };
            const update = (...pairs: [string, string][]) =>
                cognito.send(
                    new AdminUpdateUserAttributesCommand({
                        ...ids,
                        UserAttributes: pairs.map(([Name, Value]) => ({ Name, Value })),
                    }),
                );
            await update(["email", "jane@example.org"], ["name", "Jane"], ["nickname", "J"]);
            await update(["nickname", ""]);

            const user = await cognito.send(new AdminGetUserCommand(ids));
            const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
            const { sub: _sub, phone_number_verified: _flag, ...rest } = attributes;
            assert.deepEqual(rest, { email: "jane@example.org", email_verified: "false", name: "Jane" });
            await assert.rejects(update(["sub", "x"]), { name: "InvalidParameterException" });
            await assert.rejects(update(["shoe_size", "43"]), { name: "InvalidParameterException" });
        });
    });

    it("refuses another user's alias, and then changes nothing", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito, { AliasAttributes: ["preferred_username"] });
            for (const Username of ["ann", "ben"]) {
                const UserAttributes = [{ Name: "preferred_username", Value: `${Username}1` }];
                await cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username, UserAttributes }));
            }
            const take = new AdminUpdateUserAttributesCommand({
                UserPoolId: poolId,
                Username: "ben",
                UserAttributes: [{ Name: "preferred_username", Value: "ann1" }],
            });

            await assert.rejects(cognito.send(take), { name: "AliasExistsException" });
            const ben = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "ben1" }));
            assert.equal(ben.Username, "ben");
        });
    });
});
