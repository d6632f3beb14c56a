import { invalidParameter } from "../errors";
import { integer, string } from "../model/scalars";
import { list, required, structure } from "../model/shape";
import { attributeName, paginationToken, userPoolId } from "../model/types";
import type { User } from "../users/user";
import { decodeToken, encodeToken, target } from "./target";
import { userType } from "./users";

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

const searchable = [
    "username",
    "email",
    "phone_number",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
    "cognito:user_status",
    "status",
    "sub",
];

/**
 * ListUsers' Filter: `name = "value"`, or `name ^= "start"`; empty: everybody.
 * @throws EmulatorError InvalidParameterException when it is not one.
 */
function parseUserFilter(filter: string): (user: User) => boolean {
    if (filter.trim() === "") {
        return () => true;
    }
    const match = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter);
    if (match === null) {
        throw invalidParameter("Error while parsing filter: invalid filter.");
    }
    const [, name = "", operator, quoted = ""] = match;
    if (!searchable.includes(name)) {
        throw invalidParameter(`Invalid search attribute: ${name}`);
    }
    const wanted = fold(name, quoted.replace(/\\(.)/g, "$1"));
    return (user) => {
        const value = fold(name, searchedValue(user, name));
        return operator === "=" ? value === wanted : value.startsWith(wanted);
    };
}

/** cognito:user_status is compared without regard to case, the others exactly. */
function fold(name: string, value: string): string {
    return name === "cognito:user_status" ? value.toLowerCase() : value;
}

function searchedValue(user: User, name: string): string {
    switch (name) {
        case "username":
            return user.username;
        case "sub":
            return user.sub;
        case "status":
            return user.enabled ? "Enabled" : "Disabled";
        case "cognito:user_status":
            return user.status;
        default:
            return user.attributes[name] ?? "";
    }
}
