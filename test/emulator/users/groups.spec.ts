import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    AdminAddUserToGroupCommand,
    AdminCreateUserCommand,
    AdminDeleteUserCommand,
    AdminListGroupsForUserCommand,
    AdminRemoveUserFromGroupCommand,
    type CognitoIdentityProviderClient,
    ConfirmForgotPasswordCommand,
    CreateGroupCommand,
    type CreateGroupCommandInput,
    DeleteGroupCommand,
    ForgotPasswordCommand,
    GetGroupCommand,
    ListGroupsCommand,
    ListUsersInGroupCommand,
    UpdateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, endOf, people, roleArn, startImport } from "../../support/emulator/importFixtures";
import { createClient, newPassword, passwordSignIn } from "../../support/emulator/signInFixtures";

const notFound = { name: "ResourceNotFoundException", message: "Group not found." };
const noUser = { name: "UserNotFoundException", message: "User does not exist." };

/** A pool with the users user0, user1, … and a group of each name. */
async function poolWith(
    cognito: CognitoIdentityProviderClient,
    users: number,
    groups: readonly (string | Partial<CreateGroupCommandInput>)[],
): Promise<string> {
    const UserPoolId = await createPool(cognito);
    for (let index = 0; index < users; index++) {
        await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: `user${index}` }));
    }
    for (const group of groups) {
        const settings = typeof group === "string" ? { GroupName: group } : group;
        await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: undefined, ...settings }));
    }
    return UserPoolId;
}

async function membersOf(
    cognito: CognitoIdentityProviderClient,
    UserPoolId: string,
    GroupName: string,
    Limit?: number,
): Promise<(string | undefined)[][]> {
    const pages: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
        const page = await cognito.send(new ListUsersInGroupCommand({ UserPoolId, GroupName, Limit, NextToken }));
        pages.push((page.Users ?? []).map(({ Username }) => Username));
        NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return pages;
}

describe("groups of a pool", () => {
    it("are created, read, changed, listed by page and deleted", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const full = { GroupName: "staff", Description: "All of us", RoleArn: roleArn, Precedence: 0 };
            const UserPoolId = await poolWith(cognito, 0, [full, "buyers", "guests"]);
            const staff = { UserPoolId, GroupName: "staff" };

            const { Group: made } = await cognito.send(new GetGroupCommand(staff));
            const { CreationDate, LastModifiedDate, ...rest } = made ?? {};
            assert.deepEqual(rest, { ...full, UserPoolId });
            assert.deepEqual(CreationDate, LastModifiedDate);
            await assert.rejects(cognito.send(new CreateGroupCommand(staff)), { name: "GroupExistsException" });

            const { Group } = await cognito.send(new UpdateGroupCommand({ ...staff, Precedence: 7 }));
            assert.deepEqual([Group?.Precedence, Group?.Description], [7, "All of us"]);

            const first = await cognito.send(new ListGroupsCommand({ UserPoolId, Limit: 2 }));
            assert.deepEqual([first.Groups?.[0], first.Groups?.length], [Group, 2]);
            await cognito.send(new DeleteGroupCommand({ UserPoolId, GroupName: "buyers" }));
            const rest2 = await cognito.send(new ListGroupsCommand({ UserPoolId, NextToken: first.NextToken }));
            assert.deepEqual(
                [rest2.Groups?.map(({ GroupName }) => GroupName), rest2.NextToken],
                [["guests"], undefined],
            );

            await cognito.send(new DeleteGroupCommand(staff));
            for (const command of [GetGroupCommand, DeleteGroupCommand, UpdateGroupCommand, ListUsersInGroupCommand]) {
                // Each of them takes the same request.
                await assert.rejects(cognito.send(new (command as typeof GetGroupCommand)(staff)), notFound);
            }
            const elsewhere = new ListGroupsCommand({ UserPoolId, NextToken: "made-up" });
            await assert.rejects(cognito.send(elsewhere), { name: "InvalidParameterException" });
        });
    });

    it("have members once, by page, who leave, are deleted or lose the group", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await poolWith(cognito, 5, ["staff", "buyers"]);
            const change = (
                command: typeof AdminAddUserToGroupCommand | typeof AdminRemoveUserFromGroupCommand,
                Username: string,
                GroupName = "staff",
            ) => cognito.send(new (command as typeof AdminAddUserToGroupCommand)({ UserPoolId, Username, GroupName }));
            for (const name of ["user4", "user2", "user0", "user2"]) {
                await change(AdminAddUserToGroupCommand, name);
            }
            await change(AdminAddUserToGroupCommand, "user2", "buyers");

            assert.deepEqual(await membersOf(cognito, UserPoolId, "staff", 2), [["user4", "user2"], ["user0"]]);
            const groupsOf = async (Username: string, Limit?: number) => {
                const page = await cognito.send(new AdminListGroupsForUserCommand({ UserPoolId, Username, Limit }));
                return [page.Groups?.map(({ GroupName }) => GroupName), page.NextToken !== undefined];
            };
            assert.deepEqual(await groupsOf("user2"), [["staff", "buyers"], false]);
            assert.deepEqual(await groupsOf("user2", 1), [["staff"], true]);

            await change(AdminRemoveUserFromGroupCommand, "user4");
            await change(AdminRemoveUserFromGroupCommand, "user4");
            await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username: "user0" }));
            assert.deepEqual(await membersOf(cognito, UserPoolId, "staff"), [["user2"]]);
            // Somebody new of the same name is somebody else.
            await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: "user0" }));
            assert.deepEqual(await groupsOf("user0"), [[], false]);
            await cognito.send(new DeleteGroupCommand({ UserPoolId, GroupName: "staff" }));
            assert.deepEqual(await groupsOf("user2"), [["buyers"], false]);

            for (const command of [AdminAddUserToGroupCommand, AdminRemoveUserFromGroupCommand] as const) {
                await assert.rejects(change(command, "user1", "staff"), notFound);
                await assert.rejects(change(command, "nobody", "buyers"), noUser);
            }
            await assert.rejects(groupsOf("nobody"), noUser);
        });
    });

    it("are in the tokens of their members, those of the highest precedence first", async () => {
        await withEmulator({ pendingSeconds: 0, inProgressSeconds: 0 }, async ({ messages }, { cognito }) => {
            const other = `${roleArn}Other`;
            const UserPoolId = await poolWith(cognito, 0, [
                { GroupName: "last" },
                { GroupName: "second", Precedence: 2, RoleArn: roleArn },
                { GroupName: "first", Precedence: 0 },
                { GroupName: "equal", Precedence: 2, RoleArn: other },
            ]);
            await endOf(cognito, await startImport(cognito, UserPoolId, await csvFor(cognito, UserPoolId, people(1))));
            const ClientId = await createClient(cognito, UserPoolId);
            const user = { ClientId, Username: "user0" };
            await cognito.send(new ForgotPasswordCommand(user));
            const ConfirmationCode = messages.at(-1)?.code ?? "";
            await cognito.send(new ConfirmForgotPasswordCommand({ ...user, ConfirmationCode, Password: newPassword }));
            const claimsAfter = async (...groups: string[]) => {
                for (const GroupName of groups) {
                    await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: "user0", GroupName }));
                }
                const { AuthenticationResult: tokens } = await cognito.send(
                    passwordSignIn(ClientId, "user0", newPassword),
                );
                return [tokens?.IdToken, tokens?.AccessToken].map((token = "") => {
                    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
                    return ["groups", "roles", "preferred_role"].map((name) => claims[`cognito:${name}`] as unknown);
                });
            };
            const none = undefined;

            assert.deepEqual(await claimsAfter(), [
                [none, none, none],
                [none, none, none],
            ]);
            assert.deepEqual(await claimsAfter("last", "second", "first"), [
                [["first", "second", "last"], [roleArn], roleArn],
                [["first", "second", "last"], none, none],
            ]);
            assert.deepEqual((await claimsAfter("equal"))[0], [
                ["first", "second", "equal", "last"],
                [roleArn, other],
                none,
            ]);
        });
    });

    it("are kept in the data folder with their members", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-groups-"));
        try {
            const UserPoolId = await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
                const pool = await poolWith(cognito, 4, ["staff", "gone"]);
                const of = { UserPoolId: pool, GroupName: "staff" };
                for (const Username of ["user3", "user1", "user0"]) {
                    await cognito.send(new AdminAddUserToGroupCommand({ ...of, Username }));
                }
                await cognito.send(new AdminRemoveUserFromGroupCommand({ ...of, Username: "user1" }));
                await cognito.send(new AdminDeleteUserCommand({ UserPoolId: pool, Username: "user0" }));
                await cognito.send(new UpdateGroupCommand({ ...of, Description: "All of us" }));
                await cognito.send(new DeleteGroupCommand({ UserPoolId: pool, GroupName: "gone" }));
                return pool;
            });

            await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
                const { Groups } = await cognito.send(new ListGroupsCommand({ UserPoolId }));
                assert.deepEqual(
                    Groups?.map(({ GroupName, Description }) => [GroupName, Description]),
                    [["staff", "All of us"]],
                );
                assert.deepEqual(await membersOf(cognito, UserPoolId, "staff"), [["user3"]]);
            });
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });
});
