import { explainAwsError, isAccessDenied } from "../aws/awsError";
import type { ImportApi } from "../cognito/importApi";
import { readMfaConfig } from "../cognito/readMfaConfig";
import { type DescribedUserPool, poolRulesFromUserPool } from "../csv/poolRules";
import type { CsvPoolRules } from "../csv/types";
import { isInterrupted, isUserImportError, messageOf, type UserImportError } from "../errors/errors";
import { type LifecycleDependencies, previewAttempts } from "../job/dependencies";
import type { CheckedInputs } from "../resource/properties";
import type { ArgumentFailure } from "./checkArguments";

/** The rules of the pool for a check. */
export interface PoolFindings {
    /** `undefined`: the pool could not be asked. */
    readonly rules?: CsvPoolRules;
    readonly failures?: ArgumentFailure[];
}

/**
 * The pool's rules, if it can be reached. A pool that does not exist, or an endpoint of the program that does not answer,
 * is a failure. Without credentials, access or network the rules are checked in create. A preview warns of that; in an `up`
 * create fails with the reason. Settings that cannot be used are thrown.
 *
 * @param userPoolId `undefined`: the pool does not exist yet, so it cannot be asked
 */
export async function lookUpPool(
    deps: LifecycleDependencies,
    userPoolId: string | undefined,
    { resourceUrn, isUp }: Pick<Partial<CheckedInputs>, "resourceUrn" | "isUp">,
): Promise<PoolFindings> {
    if (userPoolId === undefined) {
        return {};
    }
    const warn = (text: string): void => {
        if (isUp !== true) {
            deps.progress(resourceUrn).warn(text);
        }
    };
    try {
        return { rules: await readPoolRules(deps.connect(userPoolId, previewAttempts), { userPoolId }, warn) };
    } catch (error) {
        const code = isUserImportError(error) ? error.code : undefined;
        if (code === "config-invalid" || code === "wrong-account") {
            throw error;
        }
        if (code === "not-found" || (code === "unreachable" && deps.hasConfiguredEndpoint)) {
            return { failures: [{ property: "userPoolId", reason: messageOf(error) }] };
        }
        if (!isInterrupted(error)) {
            warn(
                `The CSV was not checked against user pool ${userPoolId}: its columns, required and custom attributes, MFA and ` +
                    `kind of usernames are checked when \`pulumi up\` creates the job. ${messageOf(error)}`,
            );
        }
        return {};
    }
}

/** The pool to ask about, and what its errors may name. */
export interface AskedPool {
    readonly userPoolId: string;
    readonly cloudWatchLogsRoleArn?: string | undefined;
}

/**
 * What GetCSVHeader, DescribeUserPool and, if MFA is required, GetUserPoolMfaConfig say about the pool, as rules for its CSV.
 * If the credentials may not describe the pool, the rules are those of the header alone.
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
