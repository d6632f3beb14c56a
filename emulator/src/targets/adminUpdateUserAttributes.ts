import { EmulatorError, invalidParameter, userNotFound } from "../errors";
import { clientMetadata } from "../model/authTypes";
import { required, structure } from "../model/shape";
import { attributeList, username, userPoolId } from "../model/types";
import { checkAttributes } from "../services/newUser";
import { target } from "./target";

const input = structure({
    UserPoolId: required(userPoolId),
    Username: required(username),
    UserAttributes: required(attributeList),
    ClientMetadata: clientMetadata,
});

/**
 * An empty value removes the attribute. A new e-mail address or phone number is unverified unless the call says otherwise.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
 */
export const AdminUpdateUserAttributes = target(input, ({ pools, clock, journal }, request) => {
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
    const attributes = new Map([...user.attributes, ...changes]);
    for (const name of ["email", "phone_number"]) {
        if (changes.has(name) && !changes.has(`${name}_verified`) && attributes.has(`${name}_verified`)) {
            attributes.set(`${name}_verified`, "false");
        }
    }
    checkAttributes(attributes, pool);
    const filled = [...attributes].filter(([, value]) => value !== "");
    const changed = { ...user, attributes: filled, modifiedMs: clock.now() };
    if (!pool.users.replace(changed)) {
        throw new EmulatorError("AliasExistsException", "An account with the email or phone_number already exists.");
    }
    journal.append({ type: "user", poolId: pool.id, user: changed });
    return {};
});
