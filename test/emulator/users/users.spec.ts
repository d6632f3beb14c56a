import assert from "node:assert/strict";
import {
    AdminCreateUserCommand,
    AdminDeleteUserCommand,
    AdminGetUserCommand,
    type CognitoIdentityProviderClient,
    DescribeUserPoolCommand,
    ListUsersCommand,
    type ListUsersCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool } from "../../support/emulator/importFixtures";

function create(cognito: CognitoIdentityProviderClient, UserPoolId: string, Username: string, email?: string) {
    const UserAttributes = email === undefined ? [] : [{ Name: "email", Value: email }];
    return cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes }));
}

describe("AdminCreateUser", () => {
    it("makes a user who has to change the password", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);

            const { User: user } = await create(cognito, UserPoolId, "jane", "jane@example.com");

            assert.equal(user?.Username, "jane");
            assert.equal(user?.UserStatus, "FORCE_CHANGE_PASSWORD");
            assert.equal(user?.Enabled, true);
            assert.deepEqual(
                user?.Attributes?.map(({ Name }) => Name),
                ["sub", "email"],
            );
            assert.deepEqual(user?.UserCreateDate, user?.UserLastModifiedDate);
            const { UserPool: pool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
            assert.equal(pool?.EstimatedNumberOfUsers, 1);
        });
    });

    it("refuses a second user of the same name or alias", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito, { UsernameAttributes: ["email", "phone_number"] });
            await create(cognito, UserPoolId, "jane@example.com");

            await assert.rejects(create(cognito, UserPoolId, "jane@example.com"), { name: "UsernameExistsException" });
            await assert.rejects(create(cognito, UserPoolId, "+15550100", "jane@example.com"), {
                name: "UsernameExistsException",
            });
            await assert.rejects(create(cognito, UserPoolId, "jane"), {
                name: "InvalidParameterException",
                message: "Username should be either an email or a phone number.",
            });
        });
    });

    it("refuses attributes that the schema lacks, malformed addresses, missing required ones and weak passwords", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito, { Schema: [{ Name: "name", Required: true }] });
            const refusals: [string, string, string, RegExp][] = [
                ["team", "blue", "InvalidParameterException", /team: Attribute does not exist in the schema/],
                ["__proto__", "x", "InvalidParameterException", /__proto__: Attribute does not exist in the schema/],
                ["email", "nobody", "InvalidParameterException", /^Invalid email address format\.$/],
                ["phone_number", "12", "InvalidParameterException", /^Invalid phone number format\.$/],
                ["locale", "de", "InvalidParameterException", /name: The attribute is required/],
            ];
            for (const [Name, Value, name, message] of refusals) {
                const command = new AdminCreateUserCommand({
                    UserPoolId,
                    Username: "jane",
                    UserAttributes: [{ Name, Value }],
                });
                await assert.rejects(cognito.send(command), { name, message });
            }
            const weak = new AdminCreateUserCommand({ UserPoolId, Username: "jane", TemporaryPassword: "abcdefgh" });
            await assert.rejects(cognito.send(weak), {
                name: "InvalidPasswordException",
                message: "Password did not conform with policy: Password must have uppercase characters",
            });
        });
    });

    it("sends again only to users who exist", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            const command = new AdminCreateUserCommand({ UserPoolId, Username: "jane", MessageAction: "RESEND" });

            await assert.rejects(cognito.send(command), { name: "UserNotFoundException" });
            const created = await create(cognito, UserPoolId, "jane");
            const again = await cognito.send(command);

            assert.deepEqual(again.User, created.User);
        });
    });
});

describe("AdminDeleteUser", () => {
    it("removes the user and frees the name", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            const request = { UserPoolId, Username: "jane" };
            await create(cognito, UserPoolId, "jane");

            await cognito.send(new AdminDeleteUserCommand(request));

            const notFound = { name: "UserNotFoundException", message: "User does not exist." };
            await assert.rejects(cognito.send(new AdminGetUserCommand(request)), notFound);
            await assert.rejects(cognito.send(new AdminDeleteUserCommand(request)), notFound);
            await create(cognito, UserPoolId, "jane");
        });
    });
});

describe("ListUsers", () => {
    it("lists 60 users a page, each once, also while users come and go", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            for (let index = 0; index < 130; index++) {
                await create(cognito, UserPoolId, `user${index}`);
            }

            const names: string[] = [];
            let token: string | undefined;
            do {
                const page = await cognito.send(new ListUsersCommand({ UserPoolId, PaginationToken: token }));
                assert.ok((page.Users?.length ?? 0) <= 60);
                names.push(...(page.Users ?? []).map(({ Username = "" }) => Username));
                token = page.PaginationToken;
                await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username: names.at(-1) }));
            } while (token !== undefined);

            assert.deepEqual(
                names,
                Array.from({ length: 130 }, (_, index) => `user${index}`),
            );
        });
    });

    it("filters by one attribute, exactly or by its start, and gives only the attributes asked for", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            await create(cognito, UserPoolId, "jane", "jane@example.com");
            await create(cognito, UserPoolId, "janet", "janet@example.org");
            const list = async (input: Partial<ListUsersCommandInput>) => {
                const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId, ...input }));
                return Users.map(({ Username }) => Username);
            };

            assert.deepEqual(await list({ Filter: 'username = "jane"' }), ["jane"]);
            assert.deepEqual(await list({ Filter: 'email ^= "jane"' }), ["jane", "janet"]);
            assert.deepEqual(await list({ Filter: 'email = "JANE@example.com"' }), []);
            assert.deepEqual(await list({ Filter: 'cognito:user_status = "force_change_password"', Limit: 1 }), [
                "jane",
            ]);
            assert.deepEqual(await list({ Filter: 'status = "Disabled"' }), []);
            await assert.rejects(list({ Filter: 'custom:team = "blue"' }), { name: "InvalidParameterException" });
            await assert.rejects(list({ Filter: "jane" }), { name: "InvalidParameterException" });
            await assert.rejects(list({ AttributesToGet: ["shoe_size"] }), { name: "InvalidParameterException" });
            const some = await cognito.send(new ListUsersCommand({ UserPoolId, AttributesToGet: ["email"], Limit: 1 }));
            assert.deepEqual(some.Users?.[0]?.Attributes, [{ Name: "email", Value: "jane@example.com" }]);
        });
    });
});
