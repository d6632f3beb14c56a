import { cognitoTargets, logsTargets } from "./targets/targets";

/** The operations of Amazon S3 that the emulator serves. */
export const s3Operations = ["PutObject"] as const;

/** Every operation that the emulator serves, as fault scripts and call records name it. */
export type OperationName = keyof typeof cognitoTargets | keyof typeof logsTargets | (typeof s3Operations)[number];

/** Every {@link OperationName}. */
export const operationNames: readonly string[] = [
    ...Object.keys(cognitoTargets),
    ...Object.keys(logsTargets),
    ...s3Operations,
];
