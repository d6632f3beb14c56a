import assert from "node:assert/strict";
import {
    AdminCreateUserCommand,
    AdminGetUserCommand,
    type AuthFactorType,
} from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, person, type RowValues, startImport } from "../../support/emulator/importFixtures";
import { createClient, passwordSignIn } from "../../support/emulator/signInFixtures";

describe("an imported user", () => {
    it("has the row's attributes, a sub and the status RESET_REQUIRED", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const row = person("jane", {
                name: "Doe\\, Jane",
                email_verified: "TRUE",
                profile: '"quoted"',
                locale: " de ",
            });
            await startImport(cognito, poolId, await csvFor(cognito, poolId, [row]));
            await emulator.advance(10);

            const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "jane" }));

            const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
            assert.equal(user.UserStatus, "RESET_REQUIRED");
            assert.equal(user.Enabled, true);
            assert.match(attributes.sub ?? "", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
            assert.deepEqual(
                { ...attributes, sub: "" },
                {
                    sub: "",
                    name: "Doe, Jane",
                    profile: '"quoted"',
                    locale: "de",
                    email: "jane@example.com",
                    email_verified: "true",
                    phone_number_verified: "false",
                },
            );
        });
    });

    it("has its sub as username where usernames are e-mail addresses, and is found by either", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito, { UsernameAttributes: ["email"] });
            const row = person("jane", { "cognito:username": "jane@example.com" });
            await startImport(cognito, poolId, await csvFor(cognito, poolId, [row]));
            await emulator.advance(10);

            const user = await cognito.send(
                new AdminGetUserCommand({ UserPoolId: poolId, Username: "jane@example.com" }),
            );
            const bySub = await cognito.send(
                new AdminGetUserCommand({ UserPoolId: poolId, Username: user.Username ?? "" }),
            );

            assert.equal(user.Username, user.UserAttributes?.find(({ Name }) => Name === "sub")?.Value);
            assert.deepEqual(bySub.UserAttributes, user.UserAttributes);
        });
    });

    it("is never changed by a later import", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            await cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: "jane" }));
            await startImport(cognito, poolId, await csvFor(cognito, poolId, [person("jane"), person("joe")]));
            await emulator.advance(10);

            const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "jane" }));

            assert.equal(user.UserStatus, "FORCE_CHANGE_PASSWORD");
            assert.equal(user.UserAttributes?.length, 1);
        });
    });

    const passwordless: readonly [what: string, factors: readonly AuthFactorType[], row: RowValues, status: string][] =
        [
            ["with an address where the pool sends codes by e-mail", ["PASSWORD", "EMAIL_OTP"], {}, "CONFIRMED"],
            ["without a number where the pool sends codes by SMS", ["PASSWORD", "SMS_OTP"], {}, "RESET_REQUIRED"],
            [
                "with a number, verified or not, where the pool sends codes by SMS",
                ["PASSWORD", "SMS_OTP"],
                { phone_number: "+15550100" },
                "CONFIRMED",
            ],
            [
                "without an address where the pool sends codes by e-mail",
                ["PASSWORD", "EMAIL_OTP"],
                { email: "", email_verified: "false", phone_number: "+15550100", phone_number_verified: "true" },
                "RESET_REQUIRED",
            ],
            ["where the pool has other factors", ["PASSWORD", "WEB_AUTHN"], {}, "RESET_REQUIRED"],
        ];
    for (const [what, AllowedFirstAuthFactors, row, status] of passwordless) {
        it(`is ${status} ${what}`, async () => {
            await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
                const poolId = await createPool(cognito, {
                    AutoVerifiedAttributes: ["email", "phone_number"],
                    Policies: { SignInPolicy: { AllowedFirstAuthFactors: [...AllowedFirstAuthFactors] } },
                });
                await startImport(cognito, poolId, await csvFor(cognito, poolId, [person("jane", row)]));
                await emulator.advance(10);

                const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "jane" }));
                assert.equal(user.UserStatus, status);
            });
        });
    }

    it("has no password where it is CONFIRMED because the pool sends codes", async () => {
        await withEmulator({ pendingSeconds: 0, inProgressSeconds: 0 }, async ({ settled }, { cognito }) => {
            const poolId = await createPool(cognito, {
                Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
            });
            await startImport(cognito, poolId, await csvFor(cognito, poolId, [person("jane")]));
            await settled();
            const clientId = await createClient(cognito, poolId);

            await assert.rejects(cognito.send(passwordSignIn(clientId, "jane", "any")), {
                name: "NotAuthorizedException",
            });
        });
    });
});
