export type {
    AwsArgs,
    AwsAssumeRoleArgs,
    AwsAssumeRoleWithWebIdentityArgs,
    AwsEndpointsArgs,
    GetCsvHeaderArgs,
    GetCsvHeaderOutputArgs,
    GetCsvHeaderResult,
    GetUserImportJobArgs,
    GetUserImportJobOutputArgs,
    GetUserImportJobsArgs,
    GetUserImportJobsOutputArgs,
    GetUserImportJobsResult,
    ImportJob,
    ImportJobStatus,
    RowFailure,
    UserImportArgs,
    UserImportGroupsArgs,
    UserImportJobArgs,
    UserImportRoleArgs,
    UserRecordArgs,
} from "pulumi-cognito-user-import";
export { UserImportRole } from "pulumi-cognito-user-import";
export {
    getCsvHeader,
    getCsvHeaderOutput,
    getUserImportJob,
    getUserImportJobOutput,
    getUserImportJobs,
    getUserImportJobsOutput,
} from "./classes/lookUps";
export { Provider, type ProviderArgs } from "./classes/provider";
export { UserImport } from "./classes/userImport";
export { UserImportGroups } from "./classes/userImportGroups";
export { UserImportJob } from "./classes/userImportJob";
