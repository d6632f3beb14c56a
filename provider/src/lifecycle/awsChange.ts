import { isDeepStrictEqual } from "node:util";
import { accountInArn } from "../aws/callers/accounts";
import { accessKeys } from "../aws/settings/awsArgument";
import { regionOfUserPool } from "../aws/settings/config";
import type { LifecycleDependencies } from "../job/dependencies";
import { isUnknown } from "../resource/inputValues";
import type { CheckedInputs, UserImportJobOutputs } from "../resource/properties";

/** Where the job in the state is, seen from the new argument `aws`. */
export type AwsChange =
    /** In the same account and region. */
    | "same"
    /** In another account or region. */
    | "elsewhere"
    /** AWS does not say whose the credentials are. */
    | "unsure";

/**
 * What a change of the argument `aws` means: see docs/decisions/0017. AWS is asked for the account only if what says who calls has
 * changed and does not name it.
 *
 * @param before the dependencies of the argument in the state
 * @param now those of the new one
 */
export async function awsChange(
    before: LifecycleDependencies,
    now: LifecycleDependencies,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<AwsChange> {
    if (isUnknown(news.aws)) {
        return "unsure";
    }
    if (isDeepStrictEqual(olds.aws, news.aws)) {
        return "same";
    }
    if (isOtherRegion(before, now, olds.userPoolId)) {
        return "elsewhere";
    }
    if (accessKeys.every((key) => isDeepStrictEqual(olds.aws?.[key], news.aws?.[key]))) {
        return "same";
    }
    const [was, is] = await Promise.all([before.account(olds.userPoolId), now.account(olds.userPoolId)]);
    // Credentials in the state may have expired; the role of the job is one of the job's account.
    const account = was ?? accountInArn(olds.cloudWatchLogsRoleArn);
    if (account === undefined || is === undefined) {
        return "unsure";
    }
    return account === is ? "same" : "elsewhere";
}

/** A pool's id names its region, and wins. Where it names none, the settings decide. */
function isOtherRegion(before: LifecycleDependencies, now: LifecycleDependencies, userPoolId: string): boolean {
    const isNamed = regionOfUserPool(userPoolId, { region: undefined }) !== undefined;
    return !isNamed && before.region !== undefined && now.region !== undefined && before.region !== now.region;
}
