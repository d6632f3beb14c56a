import { explainAwsError, isAccessDenied } from "../aws/awsError";
import type { ImportApi } from "../cognito/importApi";
import { readMfaConfig } from "../cognito/readMfaConfig";
import { type DescribedUserPool, poolRulesFromUserPool } from "../csv/poolRules";
import type { CsvPoolRules } from "../csv/types";
import type { UserImportError } from "../errors/errors";

/** The pool to ask about, and what its errors may name. */
export interface AskedPool {
    readonly userPoolId: string;
    readonly cloudWatchLogsRoleArn?: string | undefined;
}

/**
 * What GetCSVHeader, DescribeUserPool and, where MFA is required, GetUserPoolMfaConfig say of the pool, as rules for its CSV.
 * Credentials that may not describe the pool leave it at the header.
 *
 * @param warn is told what cannot be checked with the header alone, and why
 * @throws UserImportError naming the call that failed
 */
export async function readPoolRules(
    api: ImportApi,
    pool: AskedPool,
    warn: (text: string) => void,
): Promise<CsvPoolRules> {
    const { userPoolId, cloudWatchLogsRoleArn } = pool;
    const explain = (operation: string, error: unknown): UserImportError =>
        explainAwsError(error, { operation, userPoolId, cloudWatchLogsRoleArn });
    const failed = (operation: string, error: unknown): never => {
        throw explain(operation, error);
    };
    const header = await api.getCsvHeader(userPoolId).catch((error: unknown) => failed("GetCSVHeader", error));
    let userPool: DescribedUserPool;
    try {
        userPool = (await api.describeUserPool(userPoolId)).raw;
    } catch (error) {
        if (!isAccessDenied(error)) {
            return failed("DescribeUserPool", error);
        }
        warn(
            `Only the columns of user pool ${userPoolId} are known. Required attributes, lengths, MFA and the kind of usernames ` +
                `were not checked. ${explain("DescribeUserPool", error).message}`,
        );
        return { header };
    }
    const mfaConfig = await readMfaConfig(api, userPoolId, userPool).catch((error: unknown) =>
        failed("GetUserPoolMfaConfig", error),
    );
    return poolRulesFromUserPool(userPool, header, mfaConfig);
}
