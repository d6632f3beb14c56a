import { randomBytes } from "node:crypto";
import { EmulatorError, invalidParameter, userNotFound } from "../errors";
import { clientMetadata } from "../model/authTypes";
import { boolean, oneOf, string } from "../model/scalars";
import { list, map, required, structure } from "../model/shape";
import { attributeList, username, userPoolId, userReference } from "../model/types";
import { checkAttributes, newUser } from "../users/newUser";
import { checkPassword } from "../users/passwords";
import type { User } from "../users/user";
import { epochSeconds, target } from "./target";

const adminCreateUserInput = structure({
    UserPoolId: required(userPoolId),
    Username: required(username),
    UserAttributes: attributeList,
    ValidationData: attributeList,
    TemporaryPassword: string({ max: 256, pattern: "[\\S]+", sensitive: true }),
    ForceAliasCreation: boolean(),
    MessageAction: oneOf("RESEND", "SUPPRESS"),
    DesiredDeliveryMediums: list(oneOf("SMS", "EMAIL")),
    ClientMetadata: map(string()),
});

/**
 * No message is sent, whatever MessageAction says.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export const AdminCreateUser = target(adminCreateUserInput, ({ pools, clock, journal }, request) => {
    const { users, ...pool } = pools.get(request.UserPoolId);
    const existing = users.get(request.Username);
    if (request.MessageAction === "RESEND") {
        if (existing === undefined) {
            throw new EmulatorError("UserNotFoundException", "User does not exist.");
        }
        return { User: userType(existing) };
    }
    if (request.TemporaryPassword !== undefined) {
        checkPassword(request.TemporaryPassword, pool.settings.Policies?.PasswordPolicy);
    }
    const user = newUser(request.Username, request.UserAttributes ?? [], pool, clock.now());
    if (existing !== undefined) {
        throw new EmulatorError("UsernameExistsException", "User account already exists");
    }
    if (users.hasNamesOf(user)) {
        throw new EmulatorError(
            "UsernameExistsException",
            "An account with the given email or phone number already exists.",
        );
    }
    users.add(user);
    const hash = pool.passwords.set(user.sub, request.TemporaryPassword ?? randomBytes(12).toString("base64"));
    journal.append({ type: "user", poolId: pool.id, user });
    journal.append({ type: "password", poolId: pool.id, sub: user.sub, hash });
    return { User: userType(user) };
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const AdminGetUser = target(userReference, ({ pools }, request) => {
    const user = pools.get(request.UserPoolId).users.get(request.Username);
    if (user === undefined) {
        throw userNotFound();
    }
    return {
        Username: user.username,
        UserAttributes: attributeTypes(user),
        UserCreateDate: epochSeconds(user.createdMs),
        UserLastModifiedDate: epochSeconds(user.modifiedMs),
        Enabled: user.enabled,
        UserStatus: user.status,
    };
});

const adminUpdateUserAttributesInput = structure({
    UserPoolId: required(userPoolId),
    Username: required(username),
    UserAttributes: required(attributeList),
    ClientMetadata: clientMetadata,
});

/**
 * An empty value removes the attribute. A new e-mail address or phone number is unverified unless the call says otherwise.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
 */
export const AdminUpdateUserAttributes = target(
    adminUpdateUserAttributesInput,
    ({ pools, clock, journal }, request) => {
        const pool = pools.get(request.UserPoolId);
        const user = pool.users.get(request.Username);
        if (user === undefined) {
            throw userNotFound();
        }
        const changes = new Map(request.UserAttributes.map(({ Name, Value }) => [Name, Value ?? ""]));
        for (const name of changes.keys()) {
            if (pool.schema.get(name)?.Mutable === false) {
                throw invalidParameter(`user.${name}: Attribute cannot be updated.\n`);
            }
        }
        const attributes = new Map([...Object.entries(user.attributes), ...changes]);
        for (const name of ["email", "phone_number"]) {
            if (changes.has(name) && !changes.has(`${name}_verified`) && attributes.has(`${name}_verified`)) {
                attributes.set(`${name}_verified`, "false");
            }
        }
        checkAttributes(attributes, pool);
        const filled = Object.fromEntries([...attributes].filter(([, value]) => value !== ""));
        const changed = { ...user, attributes: filled, modifiedMs: clock.now() };
        if (!pool.users.replace(changed)) {
            throw new EmulatorError(
                "AliasExistsException",
                "An account with the email or phone_number already exists.",
            );
        }
        journal.append({ type: "user", poolId: pool.id, user: changed });
        return {};
    },
);

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const AdminDeleteUser = target(userReference, ({ pools, journal }, request) => {
    const { users, passwords, groups } = pools.get(request.UserPoolId);
    const user = users.get(request.Username);
    if (user === undefined) {
        throw userNotFound();
    }
    users.delete(request.Username);
    passwords.delete(user.sub);
    groups.forget(user.sub);
    journal.append({ type: "userDeleted", poolId: request.UserPoolId, username: request.Username });
    return {};
});

/** UserType, with only the attributes in `wanted` where it is given. */
export function userType(user: User, wanted?: readonly string[]): object {
    const attributes = attributeTypes(user);
    return {
        Username: user.username,
        Attributes: wanted === undefined ? attributes : attributes.filter(({ Name }) => wanted.includes(Name)),
        UserCreateDate: epochSeconds(user.createdMs),
        UserLastModifiedDate: epochSeconds(user.modifiedMs),
        Enabled: user.enabled,
        UserStatus: user.status,
    };
}

/** A user's attributes, `sub` first. */
export function attributeTypes(user: User): { readonly Name: string; readonly Value: string }[] {
    return [
        { Name: "sub", Value: user.sub },
        ...Object.entries(user.attributes).map(([Name, Value]) => ({ Name, Value })),
    ];
}
