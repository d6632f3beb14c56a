export type { UserRecord } from "./csv/userRecord";
export type { ExistingUsers, InvalidRows } from "./lifecycle/properties";
export type { PasswordHashingAlgorithm, RowFailure } from "./types";
export { UserImportJob, type UserImportJobArgs, type UserRecordArgs } from "./userImportJob";
