import { explainAwsError, isAccessDenied } from "../cognito/awsError";
import type { ImportApi } from "../cognito/importApi";
import { poolRulesFromUserPool } from "../csv/poolRules";
import type { CsvPoolRules } from "../csv/types";

/** The pool to ask about, and what its errors may name. */
export interface AskedPool {
    readonly userPoolId: string;
    readonly cloudWatchLogsRoleArn?: string | undefined;
}

/**
 * What GetCSVHeader and DescribeUserPool say of the pool, as rules for its CSV. Credentials that may not describe the
 * pool leave it at the header.
 *
 * @throws UserImportError naming the call that failed
 */
export async function readPoolRules(api: ImportApi, pool: AskedPool): Promise<CsvPoolRules> {
    const { userPoolId, cloudWatchLogsRoleArn } = pool;
    const failed = (operation: string, error: unknown): never => {
        throw explainAwsError(error, { operation, userPoolId, cloudWatchLogsRoleArn });
    };
    const header = await api.getCsvHeader(userPoolId).catch((error: unknown) => failed("GetCSVHeader", error));
    try {
        const { raw } = await api.describeUserPool(userPoolId);
        return poolRulesFromUserPool(raw, header);
    } catch (error) {
        return isAccessDenied(error) ? { header } : failed("DescribeUserPool", error);
    }
}
