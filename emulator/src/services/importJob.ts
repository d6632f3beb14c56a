import type { PasswordHashingAlgorithm } from "../model/types";

/** UserImportJobStatusType of AWS's model. */
export type ImportJobStatus =
    | "Created"
    | "Pending"
    | "InProgress"
    | "Stopping"
    | "Expired"
    | "Stopped"
    | "Failed"
    | "Succeeded";

/** One import job. Dates are milliseconds since 1970. */
export interface ImportJob {
    readonly id: string;
    readonly name: string;
    readonly poolId: string;
    readonly roleArn: string;
    readonly passwordHashingAlgorithm: PasswordHashingAlgorithm | undefined;
    readonly presignedUrl: string;
    /** Counts up within the pool; orders ListUserImportJobs. */
    readonly sequence: number;
    readonly createdMs: number;
    status: ImportJobStatus;
    startedMs: number | undefined;
    completedMs: number | undefined;
    importedUsers: number;
    skippedUsers: number;
    failedUsers: number;
    completionMessage: string | undefined;
}
