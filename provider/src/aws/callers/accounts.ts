import type { AwsSettings } from "../settings/awsSettings";
import { accountOf } from "./accountCheck";

/** The account in the ARN of an IAM role; `undefined`: it is none. */
export function accountInArn(arn: string | undefined): string | undefined {
    return /^arn:[^:]+:iam::(\d{12}):/.exec(arn ?? "")?.[1];
}

/**
 * The account that the settings' calls are made in: the one that they name themselves, else the one that STS tells.
 *
 * @param region where STS is asked; `undefined`: the environment's, or any
 * @returns `undefined`: STS cannot be asked. AWS's own is not asked about an emulator, whose Cognito is elsewhere
 */
export async function callersAccount(settings: AwsSettings, region: string | undefined): Promise<string | undefined> {
    const named = namedAccount(settings);
    const { cognitoidp, sts } = settings.endpoints;
    if (named !== undefined || (cognitoidp !== undefined && sts === undefined)) {
        return named;
    }
    return await accountOf(settings, region).catch(() => undefined);
}

/** That of the role which is assumed last, or the only one that is allowed. `undefined`: only AWS can tell. */
function namedAccount(settings: AwsSettings): string | undefined {
    const { assumeRoles, assumeRoleWithWebIdentity, allowedAccountIds = [] } = settings;
    const lastRole = assumeRoles.at(-1) ?? assumeRoleWithWebIdentity;
    return accountInArn(lastRole?.roleArn) ?? (allowedAccountIds.length === 1 ? allowedAccountIds[0] : undefined);
}
