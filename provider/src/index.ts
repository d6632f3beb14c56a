export {
    type GetCsvHeaderArgs,
    type GetCsvHeaderOutputArgs,
    type GetCsvHeaderResult,
    type GetUserImportJobArgs,
    type GetUserImportJobOutputArgs,
    type GetUserImportJobsArgs,
    type GetUserImportJobsOutputArgs,
    type GetUserImportJobsResult,
    getCsvHeader,
    getCsvHeaderOutput,
    getUserImportJob,
    getUserImportJobOutput,
    getUserImportJobs,
    getUserImportJobsOutput,
} from "./getUserImportJobs";
export type { InvalidRows } from "./lifecycle/properties";
export type { ImportJob, ImportJobStatus, PasswordHashingAlgorithm, RowFailure } from "./types";
export { UserImport, type UserImportArgs } from "./userImport";
export { UserImportJob, type UserImportJobArgs } from "./userImportJob";
export { UserImportRole, type UserImportRoleArgs } from "./userImportRole";
