import { invalidParameter } from "../errors";
import { integer, string } from "../model/scalars";
import { list, required, structure } from "../model/shape";
import { attributeName, paginationToken, userPoolId } from "../model/types";
import { decodeToken, encodeToken } from "../services/tokens";
import { parseUserFilter } from "../services/userFilter";
import { userType } from "./responses";
import { target } from "./target";

const input = structure({
    UserPoolId: required(userPoolId),
    AttributesToGet: list(attributeName),
    Limit: integer({ min: 0, max: 60 }),
    PaginationToken: paginationToken,
    Filter: string({ max: 256 }),
});

/**
 * At most 60 users a page; Assumed: in the order of their creation, and Limit 0 means 60.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export const ListUsers = target(input, ({ pools }, request) => {
    const pool = pools.get(request.UserPoolId);
    const list = `users:${pool.id}`;
    const start = request.PaginationToken === undefined ? 0 : decodeToken(list, request.PaginationToken);
    const isWanted = parseUserFilter(request.Filter ?? "");
    const wanted = request.AttributesToGet;
    if (wanted?.some((name) => !pool.schema.has(name)) === true) {
        throw invalidParameter("One or more requested attributes do not exist in user pool.");
    }
    const users: object[] = [];
    let next = start;
    for (const candidate of pool.users.from(start)) {
        if (!isWanted(candidate.user)) {
            continue;
        }
        if (users.length === (request.Limit || 60)) {
            return { Users: users, PaginationToken: encodeToken(list, next) };
        }
        users.push(userType(candidate.user, wanted));
        next = candidate.next;
    }
    return { Users: users };
});
