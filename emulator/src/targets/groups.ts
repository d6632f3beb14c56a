import { EmulatorError, resourceNotFound, userNotFound } from "../errors";
import { integer, string } from "../model/scalars";
import { required, structure } from "../model/shape";
import { groupName, paginationToken, roleArn, username, userPoolId } from "../model/types";
import type { UserPool } from "../pools/userPool";
import type { Services } from "../services";
import type { Group } from "../users/groupStore";
import { decodeToken, encodeToken, epochSeconds, target } from "./target";

/** Cognito's quota. */
const mostGroups = 10_000;

const groupReference = structure({ GroupName: required(groupName), UserPoolId: required(userPoolId) });
const groupSettings = structure({
    GroupName: required(groupName),
    UserPoolId: required(userPoolId),
    Description: string({ max: 2048 }),
    RoleArn: roleArn,
    Precedence: integer({ min: 0 }),
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const CreateGroup = target(groupSettings, ({ pools, clock, journal }, request) => {
    const pool = pools.get(request.UserPoolId);
    if (pool.groups.get(request.GroupName) !== undefined) {
        throw new EmulatorError("GroupExistsException", "A group with the name already exists.");
    }
    if (pool.groups.size >= mostGroups) {
        // Assumed: the text. The error is the one that AWS's model has for it.
        throw new EmulatorError("LimitExceededException", "The user pool has as many groups as it can have.");
    }
    const nowMs = clock.now();
    const { GroupName: name, Description: description, RoleArn, Precedence: precedence } = request;
    const group = { name, description, roleArn: RoleArn, precedence, createdMs: nowMs, modifiedMs: nowMs };
    pool.groups.put(group);
    journal.append({ type: "group", poolId: pool.id, group });
    return { Group: groupType(pool, group) };
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const GetGroup = target(groupReference, ({ pools }, request) => {
    const pool = pools.get(request.UserPoolId);
    return { Group: groupType(pool, groupOf(pool, request.GroupName)) };
});

/**
 * Assumed: what is not given stays as it is.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateGroup.html
 */
export const UpdateGroup = target(groupSettings, ({ pools, clock, journal }, request) => {
    const pool = pools.get(request.UserPoolId);
    const before = groupOf(pool, request.GroupName);
    const group = {
        ...before,
        description: request.Description ?? before.description,
        roleArn: request.RoleArn ?? before.roleArn,
        precedence: request.Precedence ?? before.precedence,
        modifiedMs: clock.now(),
    };
    pool.groups.put(group);
    journal.append({ type: "group", poolId: pool.id, group });
    return { Group: groupType(pool, group) };
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html */
export const DeleteGroup = target(groupReference, ({ pools, journal }, request) => {
    const pool = pools.get(request.UserPoolId);
    const { name } = groupOf(pool, request.GroupName);
    pool.groups.delete(name);
    journal.append({ type: "groupDeleted", poolId: pool.id, name });
    return {};
});

const limit = integer({ min: 0, max: 60 });
const listGroupsInput = structure({ UserPoolId: required(userPoolId), Limit: limit, NextToken: paginationToken });

/**
 * Assumed: oldest group first, and Limit 0 means 60.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html
 */
export const ListGroups = target(listGroupsInput, ({ pools }, request) => {
    const pool = pools.get(request.UserPoolId);
    const page = pageOf(`groups:${pool.id}`, request, (start) => pool.groups.from(start));
    return { Groups: page.items.map(({ group }) => groupType(pool, group)), NextToken: page.token };
});

const membership = structure({
    UserPoolId: required(userPoolId),
    Username: required(username),
    GroupName: required(groupName),
});

/**
 * A user who is in the group already stays in it. Assumed: of an unknown user and an unknown group, the user is reported.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html
 */
export const AdminAddUserToGroup = target(membership, (services, request) => setMember(services, request, true));

/**
 * Assumed: a user who is not in the group is no error.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html
 */
export const AdminRemoveUserFromGroup = target(membership, (services, request) => setMember(services, request, false));

const groupsForUserInput = structure({
    Username: required(username),
    UserPoolId: required(userPoolId),
    Limit: limit,
    NextToken: paginationToken,
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const AdminListGroupsForUser = target(groupsForUserInput, ({ pools }, request) => {
    const pool = pools.get(request.UserPoolId);
    const user = pool.users.get(request.Username);
    if (user === undefined) {
        throw userNotFound();
    }
    const page = pageOf(`groupsOf:${user.sub}`, request, (start) => pool.groups.ofUser(user.sub, start));
    return { Groups: page.items.map(({ group }) => groupType(pool, group)), NextToken: page.token };
});

/** What AdminAddUserToGroup and AdminRemoveUserFromGroup have in common. */
function setMember(
    { pools, journal }: Services,
    request: { readonly UserPoolId: string; readonly Username: string; readonly GroupName: string },
    isMember: boolean,
): object {
    const pool = pools.get(request.UserPoolId);
    const user = pool.users.get(request.Username);
    if (user === undefined) {
        throw userNotFound();
    }
    const { name } = groupOf(pool, request.GroupName);
    if (pool.groups.setMember(name, user.sub, isMember)) {
        journal.append({ type: "member", poolId: pool.id, name, sub: user.sub, isMember });
    }
    return {};
}

/** @throws EmulatorError ResourceNotFoundException when the pool has no such group. */
export function groupOf(pool: UserPool, name: string): Group {
    const group = pool.groups.get(name);
    if (group === undefined) {
        throw resourceNotFound("Group not found.");
    }
    return group;
}

/** One page of a list, and the token of the next. */
export function pageOf<T extends { readonly next: number }>(
    list: string,
    { Limit = 0, NextToken }: { readonly Limit?: number | undefined; readonly NextToken?: string | undefined },
    from: (start: number) => Iterable<T>,
): { readonly items: readonly T[]; readonly token: string | undefined } {
    const items: T[] = [];
    for (const item of from(NextToken === undefined ? 0 : decodeToken(list, NextToken))) {
        const last = items.at(-1);
        if (last !== undefined && items.length === (Limit || 60)) {
            return { items, token: encodeToken(list, last.next) };
        }
        items.push(item);
    }
    return { items, token: undefined };
}

/** GroupType. */
function groupType(pool: UserPool, group: Group): object {
    return {
        GroupName: group.name,
        UserPoolId: pool.id,
        Description: group.description,
        RoleArn: group.roleArn,
        Precedence: group.precedence,
        LastModifiedDate: epochSeconds(group.modifiedMs),
        CreationDate: epochSeconds(group.createdMs),
    };
}
