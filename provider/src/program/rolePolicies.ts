/** Where a role is used: the account and region of the user pool. */
export interface RoleScope {
    /** `aws`, `aws-cn`, `aws-us-gov`, … */
    readonly partition: string;
    readonly region: string;
    /** 12 digits. */
    readonly accountId: string;
    /** The pool whose jobs may use the role; `undefined`: every pool of the account in the region. */
    readonly userPoolId: string | undefined;
}

/**
 * Who may assume the role: Cognito, for import jobs of this account and pool only. Without the two conditions another
 * account's pool could make Cognito write here (the "confused deputy").
 *
 * Assumed: Cognito's import sends both keys and has the same service name in every partition, as for its other roles.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool-cli-cloudwatch-iam-role.html
 */
export function trustPolicy({ partition, region, accountId, userPoolId }: RoleScope): object {
    const pool = `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${userPoolId ?? "*"}`;
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Service: "cognito-idp.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: {
                    StringEquals: { "aws:SourceAccount": accountId },
                    ArnLike: { "aws:SourceArn": pool },
                },
            },
        ],
    };
}

/** What the role may do: write the log of an import job, in the log groups that Cognito makes for it. */
export function logsPolicy({ partition, region, accountId }: RoleScope): object {
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
