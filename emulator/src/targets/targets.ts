import type { CognitoOperation, LogsOperation, TargetName } from "../operations";
import { CreateUserPoolClient, DescribeUserPoolClient } from "./appClients";
import { ConfirmForgotPassword, ForgotPassword } from "./forgottenPassword";
import {
    AdminAddUserToGroup,
    AdminListGroupsForUser,
    AdminRemoveUserFromGroup,
    CreateGroup,
    DeleteGroup,
    GetGroup,
    ListGroups,
    UpdateGroup,
} from "./groups";
import {
    CreateUserImportJob,
    DescribeUserImportJob,
    GetCSVHeader,
    ListUserImportJobs,
    StartUserImportJob,
    StopUserImportJob,
} from "./importJobs";
import { ListUsers } from "./listUsers";
import { ListUsersInGroup } from "./listUsersInGroup";
import { DescribeLogStreams, GetLogEvents } from "./logs";
import { AdminInitiateAuth, InitiateAuth } from "./signIn";
import type { Target } from "./target";
import {
    CreateUserPool,
    DeleteUserPool,
    DescribeUserPool,
    GetUserPoolMfaConfig,
    ListUserPools,
    SetUserPoolMfaConfig,
    UpdateUserPool,
} from "./userPools";
import { AdminCreateUser, AdminDeleteUser, AdminGetUser, AdminUpdateUserAttributes } from "./users";

/** The operations of Amazon Cognito user pools that the emulator serves. */
export const cognitoTargets: Readonly<Record<CognitoOperation, Target>> = {
    AdminAddUserToGroup,
    AdminCreateUser,
    AdminDeleteUser,
    AdminGetUser,
    AdminInitiateAuth,
    AdminListGroupsForUser,
    AdminRemoveUserFromGroup,
    AdminUpdateUserAttributes,
    ConfirmForgotPassword,
    CreateGroup,
    CreateUserImportJob,
    CreateUserPool,
    CreateUserPoolClient,
    DeleteGroup,
    DeleteUserPool,
    DescribeUserImportJob,
    DescribeUserPool,
    DescribeUserPoolClient,
    ForgotPassword,
    GetCSVHeader,
    GetGroup,
    GetUserPoolMfaConfig,
    InitiateAuth,
    ListGroups,
    ListUserImportJobs,
    ListUserPools,
    ListUsers,
    ListUsersInGroup,
    SetUserPoolMfaConfig,
    StartUserImportJob,
    StopUserImportJob,
    UpdateGroup,
    UpdateUserPool,
};

/** The operations of Amazon CloudWatch Logs that the emulator serves. */
export const logsTargets: Readonly<Record<LogsOperation, Target>> = { DescribeLogStreams, GetLogEvents };

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
