import type { UserImportJobInputs, UserImportJobOutputs } from "./properties";

/** All outputs of the resource. The SDK offers an output only if it is named here, given as an argument or not. */
export const jobOutputs: Record<
    | Exclude<
          keyof UserImportJobOutputs,
          | keyof UserImportJobInputs
          | "isAdopted"
          | "isUploadExpired"
          | "organization"
          | "resourceUrn"
          | "isUp"
          | "plannedPart"
          | "sourceFolder"
          | "sourceRevision"
          | "__provider"
      >
    | SharedOutput,
    undefined
> = {
    jobId: undefined,
    jobName: undefined,
    userPoolId: undefined,
    status: undefined,
    creationDate: undefined,
    startDate: undefined,
    completionDate: undefined,
    importedUsers: undefined,
    skippedUsers: undefined,
    failedUsers: undefined,
    omittedUsers: undefined,
    totalUsers: undefined,
    completionMessage: undefined,
    passwordHashingAlgorithm: undefined,
    sourceDigest: undefined,
    failures: undefined,
};

/** Outputs that have the name of an argument. */
type SharedOutput = "jobName" | "userPoolId" | "passwordHashingAlgorithm";
