import { userNotFound } from "../errors";
import { userReference } from "../model/types";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const AdminDeleteUser = target(userReference, ({ pools }, request) => {
    if (!pools.get(request.UserPoolId).users.delete(request.Username)) {
        throw userNotFound();
    }
    return {};
});
