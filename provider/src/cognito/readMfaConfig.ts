import { isTransient } from "../aws/awsError";
import type { DescribedMfaConfig, DescribedUserPool } from "../csv/poolRules";
import type { ImportApi } from "./importApi";

/**
 * What GetUserPoolMfaConfig answers of a pool that requires multi-factor authentication. Other pools are not asked, and what
 * AWS refuses to tell is not known: nothing but a warning depends on it, so that nobody needs the permission.
 *
 * @param userPool what DescribeUserPool answers
 * @returns `undefined`: not asked, or not known
 * @throws what is no answer of AWS and no fault of the network, such as the end of the run
 */
export async function readMfaConfig(
    api: Pick<ImportApi, "getMfaConfig">,
    userPoolId: string,
    userPool: DescribedUserPool,
): Promise<DescribedMfaConfig | undefined> {
    if (userPool.MfaConfiguration !== "ON") {
        return undefined;
    }
    try {
        return await api.getMfaConfig(userPoolId);
    } catch (error) {
        if (isAnswer(error) || isTransient(error)) {
            return undefined;
        }
        throw error;
    }
}

/** Whether AWS has answered with this error: the SDK adds what it knows of the answer. */
function isAnswer(error: unknown): boolean {
    return error instanceof Error && "$metadata" in error;
}
