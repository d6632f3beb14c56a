import {
    AdminAddUserToGroupCommand,
    AdminCreateUserCommand,
    type CognitoIdentityProviderClient,
    CreateGroupCommand,
    ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";

/** Creates groups in a pool. */
export async function createGroups(
    cognito: CognitoIdentityProviderClient,
    UserPoolId: string,
    names: readonly string[],
): Promise<void> {
    for (const GroupName of names) {
        await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    }
}

/** Creates users in a pool. */
export async function createUsers(
    cognito: CognitoIdentityProviderClient,
    UserPoolId: string,
    names: readonly string[],
): Promise<void> {
    for (const Username of names) {
        await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username }));
    }
}

/** Puts users into a group. */
export async function addMembers(
    cognito: CognitoIdentityProviderClient,
    UserPoolId: string,
    GroupName: string,
    names: readonly string[],
): Promise<void> {
    for (const Username of names) {
        await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName, Username }));
    }
}

/** The members of a group, sorted. */
export async function membersOf(
    cognito: CognitoIdentityProviderClient,
    UserPoolId: string,
    GroupName: string,
): Promise<string[]> {
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
        const page = await cognito.send(new ListUsersInGroupCommand({ UserPoolId, GroupName, NextToken }));
        names.push(...(page.Users ?? []).map(({ Username = "" }) => Username));
        NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return names.sort((one, other) => (one < other ? -1 : 1));
}

/** A groups file of these memberships. */
export function groupsCsv(groups: Readonly<Record<string, readonly string[]>>): string {
    const lines = Object.entries(groups).flatMap(([group, names]) => names.map((name) => `${name},${group}`));
    return ["cognito:username,group", ...lines, ""].join("\n");
}
