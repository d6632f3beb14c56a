import { AdminCreateUser } from "./adminCreateUser";
import { AdminDeleteUser } from "./adminDeleteUser";
import { AdminGetUser } from "./adminGetUser";
import { CreateUserImportJob } from "./createUserImportJob";
import { CreateUserPool } from "./createUserPool";
import { DeleteUserPool } from "./deleteUserPool";
import { DescribeLogStreams } from "./describeLogStreams";
import { DescribeUserImportJob } from "./describeUserImportJob";
import { DescribeUserPool } from "./describeUserPool";
import { GetCSVHeader } from "./getCSVHeader";
import { GetLogEvents } from "./getLogEvents";
import { ListUserImportJobs } from "./listUserImportJobs";
import { ListUserPools } from "./listUserPools";
import { ListUsers } from "./listUsers";
import { StartUserImportJob } from "./startUserImportJob";
import { StopUserImportJob } from "./stopUserImportJob";
import type { Target } from "./target";

/** The operations of Amazon Cognito user pools that the emulator serves. */
export const cognitoTargets = {
    AdminCreateUser,
    AdminDeleteUser,
    AdminGetUser,
    CreateUserImportJob,
    CreateUserPool,
    DeleteUserPool,
    DescribeUserImportJob,
    DescribeUserPool,
    GetCSVHeader,
    ListUserImportJobs,
    ListUserPools,
    ListUsers,
    StartUserImportJob,
    StopUserImportJob,
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
