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
export type { InvalidRows } from "./lifecycle/properties";
export type {
    GetCsvHeaderArgs,
    GetCsvHeaderResult,
    GetUserImportJobArgs,
    GetUserImportJobsArgs,
    GetUserImportJobsResult,
} from "./lookUps";
export type { ImportJob, ImportJobStatus, PasswordHashingAlgorithm, RowFailure } from "./types";
export { UserImport, type UserImportArgs } from "./userImport";
export { UserImportJob, type UserImportJobArgs } from "./userImportJob";
export { UserImportRole, type UserImportRoleArgs } from "./userImportRole";
