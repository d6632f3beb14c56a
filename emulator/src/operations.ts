/** How far an operation is served. The README says what a partial one leaves out; a test compares both with AWS's model. */
export type Support = "full" | "partial";

/** The operations of Amazon Cognito user pools that the emulator serves. */
const cognitoOperations = {
    AdminAddUserToGroup: "full",
    AdminCreateUser: "partial",
    AdminDeleteUser: "full",
    AdminGetUser: "full",
    AdminInitiateAuth: "partial",
    AdminListGroupsForUser: "full",
    AdminRemoveUserFromGroup: "full",
    AdminUpdateUserAttributes: "full",
    ConfirmForgotPassword: "full",
    CreateGroup: "full",
    CreateUserImportJob: "full",
    CreateUserPool: "partial",
    CreateUserPoolClient: "partial",
    DeleteGroup: "full",
    DeleteUserPool: "full",
    DescribeUserImportJob: "full",
    DescribeUserPool: "partial",
    DescribeUserPoolClient: "partial",
    ForgotPassword: "partial",
    GetCSVHeader: "full",
    GetGroup: "full",
    GetUserPoolMfaConfig: "full",
    InitiateAuth: "partial",
    ListGroups: "full",
    ListUserImportJobs: "full",
    ListUserPools: "partial",
    ListUsers: "full",
    ListUsersInGroup: "full",
    SetUserPoolMfaConfig: "partial",
    StartUserImportJob: "full",
    StopUserImportJob: "full",
    UpdateGroup: "full",
    UpdateUserPool: "partial",
} as const satisfies Record<string, Support>;

/** The operations of Amazon CloudWatch Logs that the emulator serves. */
const logsOperations = { DescribeLogStreams: "full", GetLogEvents: "full" } as const satisfies Record<string, Support>;

/** The operations of AWS STS that the emulator serves. */
const stsOperations = {
    AssumeRole: "partial",
    AssumeRoleWithWebIdentity: "partial",
    GetCallerIdentity: "full",
} as const satisfies Record<string, Support>;

/** The operations of Amazon S3 that the emulator serves. */
const s3Operations = {
    CreateBucket: "partial",
    GetObject: "partial",
    HeadObject: "partial",
    PutBucketVersioning: "partial",
    PutObject: "partial",
} as const satisfies Record<string, Support>;

/** A served operation of Amazon Cognito user pools. */
export type CognitoOperation = keyof typeof cognitoOperations;
/** A served operation of Amazon CloudWatch Logs. */
export type LogsOperation = keyof typeof logsOperations;
/** A served operation of AWS STS. */
export type StsOperation = keyof typeof stsOperations;
/** A served operation of Amazon S3. */
export type S3Operation = keyof typeof s3Operations;
/** A served operation of a JSON API: of Cognito or CloudWatch Logs. */
export type TargetName = CognitoOperation | LogsOperation;
/** Every operation that the emulator serves, as fault scripts and call records name it. */
export type OperationName = TargetName | StsOperation | S3Operation;

const operations: Readonly<Record<OperationName, Support>> = {
    ...cognitoOperations,
    ...logsOperations,
    ...stsOperations,
    ...s3Operations,
};

/** Every {@link OperationName}. */
export const operationNames: readonly string[] = Object.keys(operations);

/** How far an operation is served; `undefined`: not at all. */
export function operationSupport(operation: string): Support | undefined {
    return Object.hasOwn(operations, operation) ? operations[operation as OperationName] : undefined;
}

/** Whether an operation belongs to CloudWatch Logs. */
export function isLogsOperation(operation: string): operation is LogsOperation {
    return Object.hasOwn(logsOperations, operation);
}

/** Whether an operation belongs to AWS STS. */
export function isStsOperation(operation: string): operation is StsOperation {
    return Object.hasOwn(stsOperations, operation);
}
