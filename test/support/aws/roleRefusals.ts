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
    "CloudWatch Logs role missing permission for import job; one policy per job",
    "Only one role per import job is allowed and it has to be assumable",
    "The role for import is not already active",
    "Use another role for the import job.",
    "The header of the CSV cannot be written to the logs: the role lacks a permission.",
    "The trust relationship of the role does not permit sts:AssumeRole",
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
    ...[
        `Role ${fakeRoleArn} does not exist.`,
        `Invalid role: ${fakeRoleArn}`,
        "The CloudWatch Logs role is invalid.",
        "The role is not valid.",
        "The role does not have the required permissions.",
        "CloudWatchLogsRoleArn is invalid.",
        "Cognito cannot find the provided IAM role.",
    ].map((text) => awsError("InvalidParameterException", text)),
    awsError("NotAuthorizedException", "The role does not have permission to write logs."),
    awsError("NotAuthorizedException", `Role ${fakeRoleArn} is not authorized.`),
    awsError("AccessDeniedException", "The role does not exist."),
    awsError("ResourceNotFoundException", `Role ${fakeRoleArn} not found`),
    awsError("ResourceNotFoundException", "The CloudWatch Logs role does not exist."),
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
    "Only one active user import job is allowed per account, whatever its role.",
    "Only one import can run at a time with this role.",
    "Maximum of 1 import job per role.",
];

/** Lasting causes that a PreconditionNotMet may name: they stay until a person changes the CSV, the pool or the job. */
export const textsOfLastingCauses: readonly string[] = [
    "No csv file was uploaded for import-1",
    "The user pool must have at least one auto verified attribute.",
    "The user pool must have at least one attribute to import users.",
    "Upload one file for import-Fake1 before you start it.",
    "Upload another file to import.",
    "The MFA configuration does not allow imports.",
    "User pool MFA policy is not met",
    "Account recovery policy not set",
    "The trusted device policy of the pool does not allow imports.",
    "Header is not authorized in csv",
    "User pool is not authorized for imports: set autoVerifiedAttributes.",
    "Cognito is not authorized to invoke the Lambda trigger.",
    "The header of the import does not match the schema.",
    "User import is not enabled.",
    "The password policy does not allow imports.",
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
