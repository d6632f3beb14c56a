import { userNotFound } from "../errors";
import { userReference } from "../model/types";
import { attributeTypes, epochSeconds } from "./responses";
import { target } from "./target";

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
