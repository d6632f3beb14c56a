import { isAccessDenied } from "../cognito/awsError";
import type { ImportApi } from "../cognito/importApi";
import { poolRulesFromUserPool } from "../csv/poolRules";
import type { CsvPoolRules } from "../csv/types";

/**
 * What GetCSVHeader and DescribeUserPool say of the pool, as rules for its CSV. Credentials that may not describe the
 * pool leave it at the header. Throws what the SDK throws.
 */
export async function readPoolRules(api: ImportApi, userPoolId: string): Promise<CsvPoolRules> {
    const header = await api.getCsvHeader(userPoolId);
    try {
        const { raw } = await api.describeUserPool(userPoolId);
        return poolRulesFromUserPool(raw, header);
    } catch (error) {
        if (isAccessDenied(error)) {
            return { header };
        }
        throw error;
    }
}
