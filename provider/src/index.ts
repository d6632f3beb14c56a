export type { InvalidRows } from "./lifecycle/properties";
export type { PasswordHashingAlgorithm, RowFailure } from "./types";
export { UserImport, type UserImportArgs } from "./userImport";
export { UserImportJob, type UserImportJobArgs } from "./userImportJob";
export { UserImportRole, type UserImportRoleArgs } from "./userImportRole";
