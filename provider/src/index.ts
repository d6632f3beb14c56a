export type { InvalidRows } from "./lifecycle/properties";
export type { PasswordHashingAlgorithm, RowFailure } from "./types";
export { UserImportJob, type UserImportJobArgs } from "./userImportJob";
