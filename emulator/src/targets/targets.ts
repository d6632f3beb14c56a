import { AdminCreateUser } from "./adminCreateUser";
import { AdminDeleteUser } from "./adminDeleteUser";
import { AdminGetUser } from "./adminGetUser";
import { AdminInitiateAuth } from "./adminInitiateAuth";
import { AdminUpdateUserAttributes } from "./adminUpdateUserAttributes";
import { ConfirmForgotPassword } from "./confirmForgotPassword";
import { CreateUserImportJob } from "./createUserImportJob";
import { CreateUserPool } from "./createUserPool";
import { CreateUserPoolClient } from "./createUserPoolClient";
import { DeleteUserPool } from "./deleteUserPool";
import { DescribeLogStreams } from "./describeLogStreams";
import { DescribeUserImportJob } from "./describeUserImportJob";
import { DescribeUserPool } from "./describeUserPool";
import { DescribeUserPoolClient } from "./describeUserPoolClient";
import { ForgotPassword } from "./forgotPassword";
import { GetCSVHeader } from "./getCSVHeader";
import { GetLogEvents } from "./getLogEvents";
import { GetUserPoolMfaConfig } from "./getUserPoolMfaConfig";
import { InitiateAuth } from "./initiateAuth";
import { ListUserImportJobs } from "./listUserImportJobs";
import { ListUserPools } from "./listUserPools";
import { ListUsers } from "./listUsers";
import { SetUserPoolMfaConfig } from "./setUserPoolMfaConfig";
import { StartUserImportJob } from "./startUserImportJob";
import { StopUserImportJob } from "./stopUserImportJob";
import type { Target } from "./target";
import { UpdateUserPool } from "./updateUserPool";

/** The operations of Amazon Cognito user pools that the emulator serves. */
export const cognitoTargets = {
    AdminCreateUser,
    AdminDeleteUser,
    AdminGetUser,
    AdminInitiateAuth,
    AdminUpdateUserAttributes,
    ConfirmForgotPassword,
    CreateUserImportJob,
    CreateUserPool,
    CreateUserPoolClient,
    DeleteUserPool,
    DescribeUserImportJob,
    DescribeUserPool,
    DescribeUserPoolClient,
    ForgotPassword,
    GetCSVHeader,
    GetUserPoolMfaConfig,
    InitiateAuth,
    ListUserImportJobs,
    ListUserPools,
    ListUsers,
    SetUserPoolMfaConfig,
    StartUserImportJob,
    StopUserImportJob,
    UpdateUserPool,
} satisfies Record<string, Target>;

/** The operations of Amazon CloudWatch Logs that the emulator serves. */
export const logsTargets = { DescribeLogStreams, GetLogEvents } satisfies Record<string, Target>;

/** An operation that the emulator serves. */
export type TargetName = keyof typeof cognitoTargets | keyof typeof logsTargets;

/** A served operation with its name. */
export interface NamedTarget {
    readonly name: TargetName;
    readonly target: Target;
}

const targets: ReadonlyMap<string, NamedTarget> = new Map([
    ...prefixed("AWSCognitoIdentityProviderService", cognitoTargets),
    ...prefixed("Logs_20140328", logsTargets),
]);

/** The operation that an X-Amz-Target header names; `undefined`: the emulator has no such. */
export function findTarget(header: string): NamedTarget | undefined {
    return targets.get(header);
}

function prefixed<N extends TargetName>(prefix: string, group: Record<N, Target>): [string, NamedTarget][] {
    const names = Object.keys(group) as N[];
    return names.map((name) => [`${prefix}.${name}`, { name, target: group[name] }]);
}
