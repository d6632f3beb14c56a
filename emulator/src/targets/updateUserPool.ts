import { EmulatorError } from "../errors";
import { updateUserPoolRequest } from "../model/createUserPoolRequest";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html */
export const UpdateUserPool = target(updateUserPoolRequest, ({ pools, runner }, { UserPoolId, ...changes }) => {
    const pool = pools.get(UserPoolId);
    if (runner.isActive(pool.id)) {
        // Assumed: the text. The error is the one that AWS's model has for it.
        throw new EmulatorError("UserImportInProgressException", "A user import job is in progress in this user pool.");
    }
    pools.update(pool, changes);
    return {};
});
