import { explainAwsError } from "../aws/awsError";
import { clientSettings } from "../aws/clientSettings";
import { readAwsSettings } from "../aws/settings/config";
import { readMfaConfig } from "../cognito/readMfaConfig";
import { createSdkImportApi } from "../cognito/sdkImportApi";
import { poolRulesFromUserPool } from "../csv/poolRules";
import type { CsvPoolRules } from "../csv/types";
import { CommandError } from "./command";

/** Tries of one call: somebody is waiting at a terminal. */
const attempts = 3;

/**
 * The rules of a pool, asked from AWS with the SDK's own chain of credentials and settings.
 *
 * @param fileOption the option that takes a file instead
 * @throws CommandError where AWS does not answer, or not with a pool
 */
export async function askUserPool(userPoolId: string, fileOption = "--user-pool"): Promise<CsvPoolRules> {
    const api = createSdkImportApi(
        clientSettings(
            readAwsSettings(() => undefined),
            userPoolId,
            attempts,
        ),
    );
    const ask = async <Answer>(operation: string, call: Promise<Answer>): Promise<Answer> => {
        try {
            return await call;
        } catch (error) {
            const { message } = explainAwsError(error, { operation, userPoolId });
            throw new CommandError(
                `${message} If you have no access to AWS, describe the pool in a file with ${fileOption}.`,
            );
        }
    };
    const [header, userPool] = await Promise.all([
        ask("GetCSVHeader", api.getCsvHeader(userPoolId)),
        ask("DescribeUserPool", api.describeUserPool(userPoolId)),
    ]);
    const mfaConfig = await ask("GetUserPoolMfaConfig", readMfaConfig(api, userPoolId, userPool.raw));
    return poolRulesFromUserPool(userPool.raw, header, mfaConfig);
}
