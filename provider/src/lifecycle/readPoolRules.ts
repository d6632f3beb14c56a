import type { ImportApi } from "../cognito/importApi";
import type { CsvPoolRules } from "../csv/types";

/** What GetCSVHeader and DescribeUserPool say of the pool, as rules for its CSV. Throws what the SDK throws. */
export async function readPoolRules(api: ImportApi, userPoolId: string): Promise<CsvPoolRules> {
    const header = await api.getCsvHeader(userPoolId);
    return { header };
}
