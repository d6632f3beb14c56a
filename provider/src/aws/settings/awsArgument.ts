import { isPresent } from "../../argumentValues";
import type { AssumeRoleSettings, WebIdentitySettings } from "./awsSettings";

/** A role to assume, in the words of the AWS plugin: its `duration` is a text such as `"1h"`. */
export type AssumeRoleArgument = Omit<AssumeRoleSettings, "durationSeconds"> & Duration;

/** A role that is assumed with a token of an identity provider, in the words of the AWS plugin. */
export type WebIdentityArgument = Omit<WebIdentitySettings, "durationSeconds"> & Duration;

interface Duration {
    readonly duration?: string | undefined;
}

/** The URLs of services, under the names that the AWS plugin has for them. */
export type EndpointsArgument = Readonly<Record<string, string | undefined>>;

/**
 * The argument `aws` of a resource or a look-up, without Pulumi's wrappers. It has the names of the AWS plugin's provider
 * arguments and comes before the stack's `aws:` config. `awsArgs.ts` has the docstrings.
 */
export interface AwsArgument {
    readonly region?: string | undefined;
    readonly profile?: string | undefined;
    readonly accessKey?: string | undefined;
    readonly secretKey?: string | undefined;
    readonly token?: string | undefined;
    readonly assumeRoles?: readonly AssumeRoleArgument[] | undefined;
    readonly assumeRole?: AssumeRoleArgument | undefined;
    readonly assumeRoleWithWebIdentity?: WebIdentityArgument | undefined;
    readonly endpoints?: EndpointsArgument | readonly EndpointsArgument[] | undefined;
    readonly useFipsEndpoint?: boolean | undefined;
    readonly useDualstackEndpoint?: boolean | undefined;
    readonly allowedAccountIds?: readonly string[] | undefined;
    readonly forbiddenAccountIds?: readonly string[] | undefined;
    readonly customCaBundle?: string | undefined;
    readonly httpProxy?: string | undefined;
    readonly httpsProxy?: string | undefined;
    readonly noProxy?: string | undefined;
    readonly retryMode?: string | undefined;
    readonly maxRetries?: number | undefined;
    readonly insecure?: boolean | undefined;
    readonly sharedConfigFiles?: readonly string[] | undefined;
    readonly sharedCredentialsFiles?: readonly string[] | undefined;
    readonly s3UsePathStyle?: boolean | undefined;
    readonly stsRegion?: string | undefined;
    readonly userAgents?: readonly string[] | undefined;
}

/**
 * What is a secret wherever it stands in the argument `aws`, also where the program does not say so. The URL of a proxy may
 * hold a password.
 */
export const secretAwsNames: readonly string[] = [
    "accessKey",
    "secretKey",
    "token",
    "webIdentityToken",
    "httpProxy",
    "httpsProxy",
];

/** The keys that say who calls. They are one group: an argument that says who calls takes nothing of it from the config. */
const callerKeys = [
    "profile",
    "accessKey",
    "secretKey",
    "token",
    "assumeRoles",
    "assumeRole",
    "assumeRoleWithWebIdentity",
    "sharedConfigFiles",
    "sharedCredentialsFiles",
] as const satisfies readonly (keyof AwsArgument)[];

/**
 * The keys about the account that the caller must be in. The config's hold for an argument too, whoever it says calls: an argument
 * that works in another account says so with accounts of its own.
 */
const accountKeys = ["allowedAccountIds", "forbiddenAccountIds"] as const satisfies readonly (keyof AwsArgument)[];

/** All keys that decide in whose account calls are made. */
export const accessKeys = [...callerKeys, ...accountKeys] as const;

/** Gives, for each key of the config, whether the argument takes its place. An empty list says neither who calls nor in which account. */
export function takesPlaceOfConfig(argument: Readonly<Record<string, unknown>>): (key: string) => boolean {
    const isSet = (key: string): boolean => isPresent(argument[key]) && argument[key] !== "";
    const isFilled = (key: string): boolean =>
        isSet(key) && !(Array.isArray(argument[key]) && argument[key].length === 0);
    const groups: readonly (readonly string[])[] = [callerKeys, accountKeys];
    return (key) => {
        const group = groups.find((keys) => keys.includes(key));
        return group === undefined ? isSet(key) : group.some(isFilled);
    };
}
