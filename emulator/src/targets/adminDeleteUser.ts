import { userNotFound } from "../errors";
import { userReference } from "../model/types";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const AdminDeleteUser = target(userReference, ({ pools, journal }, request) => {
    const { users, passwords } = pools.get(request.UserPoolId);
    const user = users.get(request.Username);
    if (user === undefined) {
        throw userNotFound();
    }
    users.delete(request.Username);
    passwords.delete(user.sub);
    journal.append({ type: "userDeleted", poolId: request.UserPoolId, username: request.Username });
    return {};
});
