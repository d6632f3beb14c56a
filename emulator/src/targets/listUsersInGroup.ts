import { integer } from "../model/scalars";
import { required, structure } from "../model/shape";
import { groupName, paginationToken, userPoolId } from "../model/types";
import { groupOf, pageOf } from "./groups";
import { target } from "./target";
import { userType } from "./users";

const input = structure({
    UserPoolId: required(userPoolId),
    GroupName: required(groupName),
    Limit: integer({ min: 0, max: 60 }),
    NextToken: paginationToken,
});

/**
 * Assumed: in the order in which they became members, and Limit 0 means 60.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html
 */
export const ListUsersInGroup = target(input, ({ pools }, request) => {
    const pool = pools.get(request.UserPoolId);
    const { name } = groupOf(pool, request.GroupName);
    const page = pageOf(`members:${pool.id}:${name}`, request, (start) => pool.groups.membersFrom(name, start));
    const users = page.items.map(({ sub }) => pool.users.get(sub)).filter((user) => user !== undefined);
    return { Users: users.map((user) => userType(user)), NextToken: page.token };
});
