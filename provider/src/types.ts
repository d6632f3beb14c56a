import type { UserImportJobStatusType } from "@aws-sdk/client-cognito-identity-provider";

/**
 * The statuses of an import job (UserImportJobType, Status), as the installed SDK lists them. `cognito/jobStatus` says what
 * each of them means.
 */
export type ImportJobStatus = UserImportJobStatusType;

/** The algorithms that CreateUserImportJob takes for imported password hashes. */
export const passwordHashingAlgorithms = ["BCRYPT", "SCRYPT", "ARGON2ID", "PBKDF2_SHA256"] as const;

/** One of {@link passwordHashingAlgorithms}. */
export type PasswordHashingAlgorithm = (typeof passwordHashingAlgorithms)[number];

/**
 * An import job as AWS describes it (DescribeUserImportJob), in our own spelling, since AWS's PascalCase ends in `cognito/`.
 * Its upload address is left out, because it is a credential.
 */
export interface ImportJob {
    /** AWS's id of the job, such as `import-AbCdEfGhIj`. */
    readonly jobId: string;
    /** AWS's name of the job. */
    readonly jobName: string;
    /** The user pool that the users go into. */
    readonly userPoolId: string;
    /** As AWS spells it; a status that is not an {@link ImportJobStatus} is one that AWS has added since. */
    readonly status: string;
    /** The role that Cognito writes the job's log with. */
    readonly cloudWatchLogsRoleArn: string;
    /** ISO 8601; `undefined` where AWS gives none. */
    readonly creationDate: string | undefined;
    /** ISO 8601; `undefined` until the job is started. AWS sets it anew when the job begins to import. */
    readonly startDate: string | undefined;
    /** ISO 8601; `undefined` until the job has ended. */
    readonly completionDate: string | undefined;
    /** Users that the job created. */
    readonly importedUsers: number;
    /** Users who were in the pool already and were left as they are. */
    readonly skippedUsers: number;
    /** Rows that Cognito refused. */
    readonly failedUsers: number;
    /** AWS's word on how the job ended; `undefined` until then. */
    readonly completionMessage: string | undefined;
    /** How the password hashes were made; `undefined` where there were none. */
    readonly passwordHashingAlgorithm: string | undefined;
}

/** A row that Cognito did not import. */
export interface RowFailure {
    /** The line number as Cognito's log gives it. */
    readonly line: number;
    /** Cognito's reason, with anything that looks like a person's data taken out. */
    readonly reason: string;
}
