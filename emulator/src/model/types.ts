import { oneOf, string } from "./scalars";
import { type Infer, list, required, structure } from "./shape";

/**
 * The types that several operations share, as in AWS's model of cognito-idp 2016-04-18.
 * Captured 2026-11-21 from botocore 1.44.5 (`data/cognito-idp/2016-04-18/service-2.json`).
 */
export const userPoolId = string({ min: 1, max: 55, pattern: "[\\w-]+_[0-9a-zA-Z]+" });
export const jobId = string({ min: 1, max: 55, pattern: "import-[0-9a-zA-Z-]+" });
/** Job names and pool names follow the same rule. */
export const friendlyName = string({ min: 1, max: 128, pattern: "[\\w\\s+=,.@-]+" });
export const roleArn = string({
    min: 20,
    max: 2048,
    pattern: "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?",
});
export const paginationToken = string({ min: 1, pattern: "[\\S]+" });
export const username = string({ min: 1, max: 128, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", sensitive: true });
export const groupName = string({ min: 1, max: 128, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+" });
export const attributeName = string({ min: 1, max: 32, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+" });
export const attributeList = list(
    structure({ Name: required(attributeName), Value: string({ max: 2048, sensitive: true }) }),
);
export const passwordHashingAlgorithm = oneOf("BCRYPT", "SCRYPT", "ARGON2ID", "PBKDF2_SHA256");
/** PasswordHashingAlgorithmType of AWS's model. */
export type PasswordHashingAlgorithm = Infer<typeof passwordHashingAlgorithm>;

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

const anyText = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*";
/** The template of a message that holds a code. */
export const emailMessage = string({ min: 6, max: 20000, pattern: `${anyText}\\{####\\}${anyText}` });
/** The same for a text message. */
export const smsMessage = string({ min: 6, max: 140, pattern: ".*\\{####\\}.*" });

/** The request of the four job operations that name a pool and a job. */
export const jobReference = structure({ UserPoolId: required(userPoolId), JobId: required(jobId) });
/** The request of the operations on a whole pool. */
export const poolReference = structure({ UserPoolId: required(userPoolId) });
/** The request of the operations on one user. */
export const userReference = structure({ UserPoolId: required(userPoolId), Username: required(username) });
