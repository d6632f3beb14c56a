/** Where a role is used: the account and region of the user pool. */
export interface RoleScope {
    /** `aws`, `aws-cn`, `aws-us-gov`, … */
    readonly partition: string;
    readonly region: string;
    /** 12 digits; `*` where it is not known. */
    readonly accountId: string;
}

/** A policy of IAM with one statement. */
export interface RolePolicy {
    readonly Version: string;
    readonly Statement: readonly [object];
}

/** The pools for whose jobs Cognito may assume a role. */
export interface TrustScope extends RoleScope {
    /** The pool whose jobs may use the role; `undefined`: every pool of the account in the region. */
    readonly userPoolId: string | undefined;
}

/**
 * Who may assume the role: Cognito.
 *
 * Assumed: Cognito has the same service name in every partition, as for its other roles.
 *
 * @param only the pools; adds the two conditions that AWS calls "confused deputy prevention". `undefined`: no condition, as in
 *   AWS's guide. Whether Cognito's import sends the two keys is not known; where it does not, it cannot assume the role.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool-cli-cloudwatch-iam-role.html
 */
export function trustPolicy(only?: TrustScope): RolePolicy {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Service: "cognito-idp.amazonaws.com" },
                Action: "sts:AssumeRole",
                ...(only !== undefined && { Condition: conditionOf(only) }),
            },
        ],
    };
}

function conditionOf({ partition, region, accountId, userPoolId }: TrustScope): object {
    const pool = `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${userPoolId ?? "*"}`;
    return { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": pool } };
}

/** What the role may do: write the log of an import job, in the log groups that Cognito makes for it. */
export function logsPolicy({ partition, region, accountId }: RoleScope): RolePolicy {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                Resource: [`arn:${partition}:logs:${region}:${accountId}:log-group:/aws/cognito/*`],
            },
        ],
    };
}
