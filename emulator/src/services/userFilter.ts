import { invalidParameter } from "../errors";
import type { User } from "./users/user";

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
export function parseUserFilter(filter: string): (user: User) => boolean {
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
            return user.attributes.find(([attribute]) => attribute === name)?.[1] ?? "";
    }
}
