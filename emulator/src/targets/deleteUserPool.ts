import { EmulatorError, invalidParameter } from "../errors";
import { poolReference } from "../model/types";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html */
export const DeleteUserPool = target(poolReference, async ({ pools, runner, uploads, journal }, request) => {
    const pool = pools.get(request.UserPoolId);
    if (pool.settings.DeletionProtection === "ACTIVE") {
        throw invalidParameter(
            "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
        );
    }
    if (runner.isActive(pool.id)) {
        // Assumed: the text. The error is the one that AWS's model has for it.
        throw new EmulatorError("UserImportInProgressException", "A user import job is in progress in this user pool.");
    }
    pools.delete(pool.id);
    // Until the journal says so, the next start may look for the files.
    journal.flush();
    await Promise.all([...pool.jobs.keys()].map((jobId) => uploads.delete(jobId)));
    return {};
});
