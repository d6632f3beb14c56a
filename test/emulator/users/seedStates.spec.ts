import assert from "node:assert/strict";
import { InitiateAuthCommand, ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";

const poolId = "us-east-1_People001";
const password = "Correct-Horse-7";

function seedOf(users: readonly Readonly<Record<string, unknown>>[]) {
    const client = { ClientId: "app1", ClientName: "app", ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] };
    const pool = { Id: poolId, PoolName: "people", UserPoolClients: [client], Users: users };
    return { UserPools: [pool] };
}

describe("users of the seed", () => {
    it("are in the state that the seed says, also after a list of them", async () => {
        const seed = seedOf([
            { Username: "ada" },
            { Username: "Google_1009", UserStatus: "EXTERNAL_PROVIDER" },
            { Username: "grace", UserStatus: "CONFIRMED", Enabled: false },
        ]);
        await withEmulator({ seed }, async (_emulator, { cognito }) => {
            const { Users: users } = await cognito.send(new ListUsersCommand({ UserPoolId: poolId }));

            assert.deepEqual(
                users?.map(({ Username, UserStatus, Enabled }) => [Username, UserStatus, Enabled]),
                [
                    ["ada", "FORCE_CHANGE_PASSWORD", true],
                    ["Google_1009", "EXTERNAL_PROVIDER", true],
                    ["grace", "CONFIRMED", false],
                ],
            );
            const command = new ListUsersCommand({ UserPoolId: poolId, Filter: 'status = "Disabled"' });
            const { Users: disabled } = await cognito.send(command);
            assert.deepEqual(
                disabled?.map(({ Username }) => Username),
                ["grace"],
            );
        });
    });

    it("cannot sign in when they are disabled or unconfirmed", async () => {
        const seed = seedOf([
            { Username: "ada", TemporaryPassword: password, UserStatus: "CONFIRMED" },
            { Username: "grace", TemporaryPassword: password, UserStatus: "CONFIRMED", Enabled: false },
            { Username: "edith", TemporaryPassword: password, UserStatus: "UNCONFIRMED" },
        ]);
        await withEmulator({ seed }, async (_emulator, { cognito }) => {
            const signIn = (USERNAME: string) =>
                cognito.send(
                    new InitiateAuthCommand({
                        ClientId: "app1",
                        AuthFlow: "USER_PASSWORD_AUTH",
                        AuthParameters: { USERNAME, PASSWORD: password },
                    }),
                );

            assert.ok((await signIn("ada")).AuthenticationResult?.AccessToken);
            await assert.rejects(signIn("grace"), { name: "NotAuthorizedException", message: "User is disabled." });
            await assert.rejects(signIn("edith"), { name: "UserNotConfirmedException" });
        });
    });

    it("with a status that AWS has not are refused", async () => {
        await assert.rejects(
            withEmulator({ seed: seedOf([{ Username: "ada", UserStatus: "GONE" }]) }, async () => undefined),
            /^Error: UserPools\[0\]\.Users\[0\]: .*userStatus/,
        );
    });
});
