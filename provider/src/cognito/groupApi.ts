import {
    AdminAddUserToGroupCommand,
    AdminRemoveUserFromGroupCommand,
    type CognitoIdentityProviderClient,
    DescribeUserPoolCommand,
    ListGroupsCommand,
    ListUsersInGroupCommand,
    UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { boundedCall, type CallBounds } from "../aws/callBounds";
import type { UserPage } from "./importApi";
import { toUser } from "./toUser";

/** One page of ListGroups. */
export interface GroupPage {
    readonly names: readonly string[];
    /** `undefined` on the last page. */
    readonly paginationToken: string | undefined;
}

/** The calls about groups. Every method throws what the SDK throws. */
export interface GroupApi {
    /** DescribeUserPool: AWS's answer, for the rules of names. */
    describeUserPool(userPoolId: string): Promise<object>;
    /** ListGroups: the next groups of the pool, at most 60. */
    listGroups(userPoolId: string, paginationToken: string | undefined): Promise<GroupPage>;
    /** ListUsersInGroup: the next members, at most 60. */
    listMembers(userPoolId: string, group: string, paginationToken: string | undefined): Promise<UserPage>;
    /** AdminAddUserToGroup; `false`: the pool has no such user. A member stays one. */
    addMember(userPoolId: string, group: string, username: string): Promise<boolean>;
    /** AdminRemoveUserFromGroup; `false`: the pool has no such user. */
    removeMember(userPoolId: string, group: string, username: string): Promise<boolean>;
}

/** AWS's largest page of both lists. */
const pageSize = 60;

/** The calls of {@link GroupApi} through this client, which end with these bounds. */
export function groupCallsOf(cognito: CognitoIdentityProviderClient, bounds: CallBounds): GroupApi {
    return {
        describeUserPool: async (userPoolId) => {
            const command = new DescribeUserPoolCommand({ UserPoolId: userPoolId });
            return (await boundedCall(bounds, (options) => cognito.send(command, options))).UserPool ?? {};
        },
        listGroups: async (userPoolId, paginationToken) => {
            const request = { UserPoolId: userPoolId, Limit: pageSize, NextToken: paginationToken };
            const command = new ListGroupsCommand(request);
            const answer = await boundedCall(bounds, (options) => cognito.send(command, options));
            const names = (answer.Groups ?? []).flatMap(({ GroupName }) => GroupName ?? []);
            return { names, paginationToken: answer.NextToken };
        },
        listMembers: async (userPoolId, group, paginationToken) => {
            const request = { UserPoolId: userPoolId, GroupName: group, Limit: pageSize, NextToken: paginationToken };
            const command = new ListUsersInGroupCommand(request);
            const answer = await boundedCall(bounds, (options) => cognito.send(command, options));
            return { users: (answer.Users ?? []).map(toUser), paginationToken: answer.NextToken };
        },
        addMember: async (userPoolId, group, username) => {
            const command = new AdminAddUserToGroupCommand({
                UserPoolId: userPoolId,
                GroupName: group,
                Username: username,
            });
            return await whereUserExists(boundedCall(bounds, (options) => cognito.send(command, options)));
        },
        removeMember: async (userPoolId, group, username) => {
            const command = new AdminRemoveUserFromGroupCommand({
                UserPoolId: userPoolId,
                GroupName: group,
                Username: username,
            });
            return await whereUserExists(boundedCall(bounds, (options) => cognito.send(command, options)));
        },
    };
}

async function whereUserExists(call: Promise<unknown>): Promise<boolean> {
    try {
        await call;
        return true;
    } catch (error) {
        if (error instanceof UserNotFoundException) {
            return false;
        }
        throw error;
    }
}
