import { messageOf } from "../errors/errors";
import type { AssumeOperation } from "./callers/roleError";
import { type Denial, denialIn } from "./refusalTexts";
import { logsPolicy, type RoleScope, trustPolicy } from "./rolePolicies";
import { mentionsPassRole } from "./roleRefusal";
import { configName } from "./settings/configName";

/** What a call was for, to be named in its error. */
export interface AttemptedCall {
    /** As AWS names it, such as `StartUserImportJob`. */
    readonly operation: string;
    readonly userPoolId: string;
    readonly jobId?: string | undefined;
    /** Named in the error if AWS refused the role. */
    readonly cloudWatchLogsRoleArn?: string | undefined;
}

const logOperations = ["DescribeLogStreams", "GetLogEvents"];

/** Partitions of AWS by what their regions begin with; all other regions are of `aws`. */
const partitions: readonly (readonly [string, string])[] = [
    ["cn-", "aws-cn"],
    ["us-gov-", "aws-us-gov"],
    ["us-iso-", "aws-iso"],
    ["us-isob-", "aws-iso-b"],
    ["eu-isoe-", "aws-iso-e"],
    ["us-isof-", "aws-iso-f"],
    ["eusc-", "aws-eusc"],
];

/** What to do if the caller lacks a permission: the exact action and resource, as far as they are known. */
export function deniedAdvice(error: unknown, call: AttemptedCall): string {
    const denial = denialIn(messageOf(error));
    if (denial?.action.startsWith("sts:")) {
        return assumeRoleAdvice(denial.action, denial.resource);
    }
    const credentials = `Check the credentials (${configName("profile")}, ${configName("accessKey")} or the environment), and that they allow`;
    return `${credentials} ${needed(error, call, denial)}.`;
}

/**
 * What to do if the credentials may not assume a role.
 *
 * @param action as AWS names it, such as `sts:AssumeRole`
 * @param role its ARN; `undefined` if AWS does not name it
 */
export function assumeRoleAdvice(action: string, role: string | undefined): string {
    return (
        `Allow ${action} on ${role ?? "the role"}, both in that role's trust policy and in the policy of the credentials that ` +
        `assume it. Those come from the Pulumi config (${configName("assumeRole")}, ${configName("profile")}) or the environment.`
    );
}

/** STS's errors of a token, and what to do about each. */
const tokenAdvice: readonly (readonly [RegExp, string])[] = [
    [
        /^ExpiredToken/,
        "The identity provider's token has expired. Ask for a new one in the same CI job, just before `pulumi` runs, or name a file that " +
            "is renewed: webIdentityTokenFile.",
    ],
    [
        /^(?:InvalidIdentityToken|IDPRejectedClaim)/,
        "Check that the account has an IAM identity provider for the token's issuer, and that its audience is the token's.",
    ],
    [/^IDPCommunicationError/, "AWS could not ask the identity provider. Run again."],
];

const keyNames =
    /^(?:ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken)/;

/**
 * What to do if STS does not let the credentials, or an identity provider's token, assume a role.
 *
 * @param name of STS's error
 */
export function adviceForRole(operation: AssumeOperation, role: string, name: string): string {
    const isByToken = operation === "AssumeRoleWithWebIdentity";
    if (/^AccessDenied/.test(name)) {
        return isByToken
            ? `Allow sts:${operation} in the role's trust policy: for the token's issuer as the principal, and with conditions that its ` +
                  "audience and subject (repository, branch, environment) meet."
            : assumeRoleAdvice(`sts:${operation}`, role);
    }
    const ofToken = isByToken ? tokenAdvice.find(([form]) => form.test(name)) : undefined;
    if (ofToken !== undefined) {
        return ofToken[1];
    }
    return keyNames.test(name)
        ? `The credentials that assume the role are not valid. Renew them: Pulumi config (${configName("profile")}, ${configName("accessKey")}) or the environment.`
        : `Correct what STS names, in the role or in the Pulumi config ${configName("assumeRoles")} or ${configName("assumeRoleWithWebIdentity")}, and run again.`;
}

/** What to do if AWS refuses the CloudWatch Logs role: shows both of its policies as its pool needs them. */
export function roleAdvice({
    userPoolId,
    cloudWatchLogsRoleArn,
}: Pick<AttemptedCall, "userPoolId" | "cloudWatchLogsRoleArn">): string {
    const [trust, logs] = [trustPolicy(), logsPolicy(scopeOf(userPoolId, cloudWatchLogsRoleArn))].map(
        ({ Statement: [statement] }) => JSON.stringify(statement),
    );
    return (
        `Check that ${cloudWatchLogsRoleArn ?? "the CloudWatch Logs role"} exists, that its trust policy allows ${trust}, and ` +
        `that one of its policies allows ${logs}. Conditions in its trust policy, such as aws:SourceAccount and aws:SourceArn, may be ` +
        "the cause: AWS does not document whether the import sends these keys."
    );
}

/** What to do about a limit. */
export function limitAdvice({ operation }: AttemptedCall): string {
    return operation === "CreateUserImportJob"
        ? "The user pool has reached its quota of import jobs. Jobs of every status count, and AWS has no call that deletes one. Ask for a " +
              "higher quota (Service Quotas, AWS Support), or import into another user pool."
        : "Look up the limit in the Service Quotas of Amazon Cognito user pools. Run again when less is running, or ask AWS Support.";
}

function needed(error: unknown, call: AttemptedCall, denial: Denial | undefined): string {
    const { operation, cloudWatchLogsRoleArn: role } = call;
    if (denial?.action === "iam:PassRole" || (denial === undefined && mentionsPassRole(messageOf(error)))) {
        return `iam:PassRole on ${denial?.resource ?? role ?? "the role"}`;
    }
    const actions =
        denial?.action ??
        operation
            .split(" or ")
            .map((name) => `${serviceOf(name)}:${name}`)
            .join(" and ");
    const passRole = operation === "CreateUserImportJob" ? ` and iam:PassRole on ${role ?? "the role"}` : "";
    return `${actions} on ${denial?.resource ?? resourceOf(error, call)}${passRole}`;
}

function serviceOf(operation: string): string {
    return logOperations.includes(operation) ? "logs" : "cognito-idp";
}

/** The pool, or its logs; `*` for an unknown account. */
function resourceOf(error: unknown, { operation, userPoolId, cloudWatchLogsRoleArn = "" }: AttemptedCall): string {
    const { partition, region, accountId } = scopeOf(userPoolId, cloudWatchLogsRoleArn, messageOf(error));
    const service = serviceOf(operation);
    const name = service === "logs" ? `log-group:/aws/cognito/userpools/${userPoolId}/*` : `userpool/${userPoolId}`;
    return `arn:${partition}:${service}:${region}:${accountId}:${name}`;
}

/** Where a pool is: its id, and the account of the first ARN that has one. Cognito accepts only callers of the pool's account. */
function scopeOf(userPoolId: string, ...texts: readonly (string | undefined)[]): RoleScope {
    const accounts = texts.map((text = "") => /\barn:[\w-]+:\w+::(\d{12}):/.exec(text)?.[1]);
    const region = /^(.+)_/.exec(userPoolId)?.[1] ?? "*";
    const partition = partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
    return { partition, region, accountId: accounts.find((account) => account !== undefined) ?? "*" };
}
