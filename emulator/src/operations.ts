import { type S3Operation, s3Operations } from "./s3/s3Request";
import { cognitoTargets, logsTargets } from "./targets/targets";

/** Every operation that the emulator serves, as fault scripts and call records name it. */
export type OperationName = keyof typeof cognitoTargets | keyof typeof logsTargets | S3Operation;

/** Every {@link OperationName}. */
export const operationNames: readonly string[] = [
    ...Object.keys(cognitoTargets),
    ...Object.keys(logsTargets),
    ...s3Operations,
];

/** Operations that leave something out; the README says what. A test holds this list against AWS's model. */
const partial = new Set([
    "AdminCreateUser",
    "AdminInitiateAuth",
    "CreateUserPool",
    "CreateUserPoolClient",
    "DescribeUserPool",
    "DescribeUserPoolClient",
    "ForgotPassword",
    "InitiateAuth",
    "ListUserPools",
    "SetUserPoolMfaConfig",
    "UpdateUserPool",
]);

/** How far an operation is served; `undefined`: not at all. */
export function operationSupport(operation: string): "full" | "partial" | undefined {
    if (!operationNames.includes(operation)) {
        return undefined;
    }
    return partial.has(operation) ? "partial" : "full";
}
