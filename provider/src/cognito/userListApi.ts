import {
    type CognitoIdentityProviderClient,
    ListGroupsCommand,
    ListUsersCommand,
    ListUsersInGroupCommand,
    type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import { abortable } from "../aws/callBounds";
import { usersPerPage } from "./callPace";

/** A user of the pool with everything that ListUsers tells. Personal data: never shown. */
export interface ListedUser {
    readonly username: string;
    /** By name, `sub` among them. */
    readonly attributes: ReadonlyMap<string, string>;
    /** UserStatus as AWS spells it, such as `CONFIRMED`. */
    readonly status: string;
    readonly enabled: boolean;
}

/** One page of a list; `next` is the token of the next one, `undefined` on the last. A page may be empty and not the last. */
export interface ListPage<Item> {
    readonly items: readonly Item[];
    readonly next: string | undefined;
}

/** The calls of AWS that list the users of a pool and its groups, 60 a page. Every method throws what the SDK throws. */
export interface UserListApi {
    /** ListUsers, with all attributes. */
    listUsers(userPoolId: string, token: string | undefined): Promise<ListPage<ListedUser>>;
    /** ListGroups: the groups' names. */
    listGroups(userPoolId: string, token: string | undefined): Promise<ListPage<string>>;
    /** ListUsersInGroup, with all attributes. */
    listUsersInGroup(userPoolId: string, group: string, token: string | undefined): Promise<ListPage<ListedUser>>;
}

/**
 * The calls of {@link UserListApi} through the AWS SDK.
 *
 * @param signal ends a call at once, which throws its reason
 */
export function createUserListApi(cognito: CognitoIdentityProviderClient, signal?: AbortSignal): UserListApi {
    return {
        listUsers: async (userPoolId, token) => {
            const command = new ListUsersCommand({
                UserPoolId: userPoolId,
                Limit: usersPerPage,
                PaginationToken: token,
            });
            const answer = await abortable(signal, (options) => cognito.send(command, options));
            return { items: (answer.Users ?? []).map(toListedUser), next: answer.PaginationToken };
        },
        listGroups: async (userPoolId, token) => {
            const command = new ListGroupsCommand({ UserPoolId: userPoolId, Limit: usersPerPage, NextToken: token });
            const answer = await abortable(signal, (options) => cognito.send(command, options));
            return { items: (answer.Groups ?? []).flatMap(({ GroupName }) => GroupName ?? []), next: answer.NextToken };
        },
        listUsersInGroup: async (userPoolId, group, token) => {
            const command = new ListUsersInGroupCommand({
                UserPoolId: userPoolId,
                GroupName: group,
                Limit: usersPerPage,
                NextToken: token,
            });
            const answer = await abortable(signal, (options) => cognito.send(command, options));
            return { items: (answer.Users ?? []).map(toListedUser), next: answer.NextToken };
        },
    };
}

/** Assumed: a user of whom AWS does not say it is enabled. */
function toListedUser(answer: UserType): ListedUser {
    return {
        username: answer.Username ?? "",
        attributes: new Map((answer.Attributes ?? []).map(({ Name, Value }) => [Name ?? "", Value ?? ""])),
        status: answer.UserStatus ?? "UNKNOWN",
        enabled: answer.Enabled ?? true,
    };
}
