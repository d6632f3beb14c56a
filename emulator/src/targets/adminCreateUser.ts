import { randomBytes } from "node:crypto";
import { EmulatorError } from "../errors";
import { boolean, oneOf, string } from "../model/scalars";
import { list, map, required, structure } from "../model/shape";
import { attributeList, username, userPoolId } from "../model/types";
import { checkPassword } from "../services/checkPassword";
import { newUser } from "../services/newUser";
import { userType } from "./responses";
import { target } from "./target";

const input = structure({
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
export const AdminCreateUser = target(input, ({ pools, clock, journal }, request) => {
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
