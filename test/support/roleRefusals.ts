import { awsError, preconditionNotMet } from "./awsErrors";
import { fakeRoleArn } from "./fakeImportApi";

/** IAM's text about the session that Cognito has assumed the role with. */
const sessionOfRole = "User: arn:aws:sts::123456789012:assumed-role/CognitoImportLogs/CognitoUserImport";

/**
 * What AWS may say of a role that Cognito cannot use: it documents neither error nor text, its help page calls it
 * "CloudWatch Logs role missing permission". A PreconditionNotMet and a failed job may say so.
 */
export const textsOfTheRole: readonly string[] = [
    "CloudWatch Logs role missing permission",
    "CloudWatch Logs role missing permissions.",
    "Amazon Cognito cannot assume the CloudWatch Logs role of the import job.",
    "The role does not have a trust relationship allowing Cognito to assume the role",
    "Role does not have permission to write to CloudWatch Logs.",
    "The provided role is invalid or has been deleted.",
    "The role does not exist. Specify another role.",
    `${fakeRoleArn} cannot be used.`,
    "The access policy of the role is missing.",
    "Invalid access policy.",
    "The trust policy does not allow Cognito.",
    "Missing permission logs:CreateLogStream.",
    "You do not have the permissions that the import of a CSV file needs.",
    "Cognito is not authorized to write the log.",
    "Unable to write to CloudWatch Logs.",
    "Unable to write to CloudWatch.",
    "The log group could not be created.",
    "The log stream of the job could not be created.",
    "Logging is not set up.",
    "Insufficient privileges.",
    "CloudWatchLogsRoleArn is not valid.",
    "Access denied.",
    "One of the import job's permissions is missing.",
    "The role of import-1 job cannot be assumed.",
    `${sessionOfRole} is not authorized to perform: logs:CreateLogStream on resource: arn:aws:logs:eu-west-1:123456789012:log-group:/aws/cognito/any because no identity-based policy allows the logs:CreateLogStream action`,
    `${sessionOfRole} is not authorized to perform: logs:DescribeLogStreams`,
    `User: cognito-idp.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${fakeRoleArn}`,
];

/** The same as other exceptions that Cognito has. */
export const otherRefusalsOfTheRole: readonly Error[] = [
    awsError("InvalidParameterException", "Role cannot be assumed by Cognito."),
    awsError("InvalidParameterException", "Amazon Cognito cannot assume the role in CloudWatchLogsRoleArn."),
    awsError("InvalidParameterException", `Cognito is not able to assume ${fakeRoleArn}`),
    awsError("InvalidParameterException", "CloudWatch Logs role missing permission"),
    awsError("OperationNotEnabledException", "The role does not have permission to write to CloudWatch Logs."),
    awsError("NotAuthorizedException", "CloudWatch Logs role missing permission"),
    awsError(
        "AccessDeniedException",
        "The principal cognito-idp.amazonaws.com is not authorized to assume the provided role.",
    ),
    awsError("AccessDeniedException", `${sessionOfRole} is not authorized to perform: logs:PutLogEvents`),
    awsError("InvalidImportRoleTrustRelationshipException", "No trust."),
    awsError("InvalidCloudWatchLogsRoleAccessPolicyException", "Invalid."),
    awsError(
        "InvalidParameterException",
        `User: cognito-idp.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${fakeRoleArn}`,
    ),
];

/** Every refusal that is a matter of the role. */
export const refusalsOfTheRole: readonly Error[] = [
    ...textsOfTheRole.map(preconditionNotMet),
    ...otherRefusalsOfTheRole,
];

/** What plainly speaks of another job, whatever else it speaks of. */
export const textsOfAnotherJob: readonly string[] = [
    "Another import job is in progress in this account.",
    "Another user import job is active; its CloudWatch Logs role is in use.",
    "There is another CSV import running.",
    "Only one import job can be active at a time. Check that you have permission to stop the other.",
    "An import is already in progress under this policy.",
    "Too many concurrent jobs with this role.",
    "Other import jobs of this role are active.",
];

const caller = "User: arn:aws:sts::123456789012:assumed-role/Deploy/ci";

/** A PreconditionNotMet about the caller, which Cognito might pass on; it has neither to do with the role nor with another job. */
export const textsOfTheCaller: readonly string[] = [
    `${caller} is not authorized to perform: iam:PassRole on resource: ${fakeRoleArn} because no identity-based policy allows the iam:PassRole action`,
    `${caller} is not authorized to perform: iam:PassRole on resource: ${fakeRoleArn}`,
    `${caller} is not authorized to perform: cognito-idp:StartUserImportJob`,
    "The caller is not allowed to pass the role.",
    "Missing permission iam:PassRole.",
];
