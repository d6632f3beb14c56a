export type {
    AssumeRoleArgument,
    AwsArgument,
    EndpointsArgument,
    WebIdentityArgument,
} from "./aws/settings/awsArgument";
export { isUserImportError, UserImportError, type UserImportErrorCode } from "./errors/errors";
export {
    type GetCsvHeaderOutputArgs,
    type GetUserImportJobOutputArgs,
    type GetUserImportJobsOutputArgs,
    getCsvHeader,
    getCsvHeaderOutput,
    getUserImportJob,
    getUserImportJobOutput,
    getUserImportJobs,
    getUserImportJobsOutput,
} from "./getUserImportJobs";
export type {
    GetCsvHeaderArgs,
    GetCsvHeaderResult,
    GetUserImportJobArgs,
    GetUserImportJobsArgs,
    GetUserImportJobsResult,
} from "./invokes";
export type {
    AwsArgs,
    AwsAssumeRoleArgs,
    AwsAssumeRoleWithWebIdentityArgs,
    AwsEndpointsArgs,
} from "./program/awsArgs";
export type { ExistingUsers, InvalidRows } from "./resource/properties";
export type { ImportJob, ImportJobStatus, PasswordHashingAlgorithm, RowFailure } from "./types";
export { UserImport, type UserImportArgs } from "./userImport";
export { UserImportGroups, type UserImportGroupsArgs } from "./userImportGroups";
export { UserImportJob } from "./userImportJob";
export type { UserImportJobArgs, UserRecordArgs } from "./userImportJobArgs";
export { UserImportRole, type UserImportRoleArgs } from "./userImportRole";
export type { UserRecord } from "./users/userRecord";
