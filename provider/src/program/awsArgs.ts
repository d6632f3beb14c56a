import type * as pulumi from "@pulumi/pulumi";

/** A role to assume: `assumeRoles` of the AWS plugin. */
export interface AwsAssumeRoleArgs {
    /** The role's ARN. */
    readonly roleArn: pulumi.Input<string>;
    /** How long a session lasts, such as `"1h"`, between 15 minutes and 12 hours. */
    readonly duration?: pulumi.Input<string | undefined>;
    /** The id that the role's trust policy asks for, where it does. */
    readonly externalId?: pulumi.Input<string | undefined>;
    /** A policy, as JSON, that narrows what the session may do. */
    readonly policy?: pulumi.Input<string | undefined>;
    /** The ARNs of policies that narrow what the session may do. */
    readonly policyArns?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /** The session's name, as CloudTrail shows it. */
    readonly sessionName?: pulumi.Input<string | undefined>;
    /** Who assumes the role, as CloudTrail shows it. */
    readonly sourceIdentity?: pulumi.Input<string | undefined>;
    /** Tags of the session. */
    readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
    /** The keys of the tags that later sessions of a chain get too. */
    readonly transitiveTagKeys?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** A role that is assumed with a token of an identity provider, as CI systems have one: `assumeRoleWithWebIdentity` of the AWS plugin. */
export interface AwsAssumeRoleWithWebIdentityArgs {
    /** The role's ARN. */
    readonly roleArn: pulumi.Input<string>;
    /** The token. It is kept as a secret. Either this or {@link webIdentityTokenFile} is required. */
    readonly webIdentityToken?: pulumi.Input<string | undefined>;
    /** The path of a file with the token, which is read anew for each session. */
    readonly webIdentityTokenFile?: pulumi.Input<string | undefined>;
    /** How long a session lasts, such as `"1h"`, between 15 minutes and 12 hours. */
    readonly duration?: pulumi.Input<string | undefined>;
    /** A policy, as JSON, that narrows what the session may do. */
    readonly policy?: pulumi.Input<string | undefined>;
    /** The ARNs of policies that narrow what the session may do. */
    readonly policyArns?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /** The session's name, as CloudTrail shows it. */
    readonly sessionName?: pulumi.Input<string | undefined>;
}

/** URLs of services, by the names that the AWS plugin has for them: `cognitoidp`, `logs`, `s3` and `sts` are used here. */
export type AwsEndpointsArgs = Record<string, pulumi.Input<string | undefined>>;

/**
 * Another account, profile or region than that of the stack's `aws:` config. The names are those of `aws.ProviderArgs` of the AWS
 * plugin. Each comes before the same name in the config, one by one.
 *
 * Who calls is one thing: where `profile`, `accessKey`, `secretKey`, `token`, `assumeRoles`, `assumeRole`,
 * `assumeRoleWithWebIdentity`, `sharedConfigFiles` or `sharedCredentialsFiles` is set, the config's values of all of these do not
 * count. Its `allowedAccountIds` or `forbiddenAccountIds` count unless either is set here. An empty list is not set.
 *
 * It is kept in the state, so that `refresh` and `destroy` use it: a profile or a role stays valid, a session token does not.
 */
export interface AwsArgs {
    /** The region of a pool whose id does not begin with one, and of STS. A pool's id wins. */
    readonly region?: pulumi.Input<string | undefined>;
    /** A profile of the shared files. */
    readonly profile?: pulumi.Input<string | undefined>;
    /** It is kept as a secret, and needs {@link secretKey}. */
    readonly accessKey?: pulumi.Input<string | undefined>;
    /** It is kept as a secret. */
    readonly secretKey?: pulumi.Input<string | undefined>;
    /** The token of temporary keys. It is kept as a secret. */
    readonly token?: pulumi.Input<string | undefined>;
    /** Roles that are assumed one after another, each with the credentials of the one before. */
    readonly assumeRoles?: pulumi.Input<pulumi.Input<AwsAssumeRoleArgs>[] | undefined>;
    /** One role, as version 6 of the AWS plugin has it. */
    readonly assumeRole?: pulumi.Input<AwsAssumeRoleArgs | undefined>;
    /** How CI gets in without keys. It takes the place of all other credentials; {@link assumeRoles} come after it. */
    readonly assumeRoleWithWebIdentity?: pulumi.Input<AwsAssumeRoleWithWebIdentityArgs | undefined>;
    /** Other URLs than AWS's own, for example of an emulator: one object, or a list of them as the AWS plugin has it. */
    readonly endpoints?: pulumi.Input<AwsEndpointsArgs | pulumi.Input<AwsEndpointsArgs>[] | undefined>;
    /** Whether the hosts are those that follow FIPS. */
    readonly useFipsEndpoint?: pulumi.Input<boolean | undefined>;
    /** Whether the hosts are those that also have IPv6. */
    readonly useDualstackEndpoint?: pulumi.Input<boolean | undefined>;
    /** The only accounts that may be used; another one is refused before anything is created. */
    readonly allowedAccountIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /** Accounts that are refused. */
    readonly forbiddenAccountIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /** A PEM file with the certificates of those who may sign for AWS's hosts, beside the system's. */
    readonly customCaBundle?: pulumi.Input<string | undefined>;
    /** The URL of a proxy for `http://` endpoints. */
    readonly httpProxy?: pulumi.Input<string | undefined>;
    /** The URL of a proxy for `https://` endpoints. */
    readonly httpsProxy?: pulumi.Input<string | undefined>;
    /** Hosts that are called without the proxy, with commas between them. */
    readonly noProxy?: pulumi.Input<string | undefined>;
    /** `"standard"` or `"adaptive"`. */
    readonly retryMode?: pulumi.Input<string | undefined>;
    /** Tries after the first one. */
    readonly maxRetries?: pulumi.Input<number | undefined>;
    /** Whether certificates are not checked. */
    readonly insecure?: pulumi.Input<boolean | undefined>;
    /** Config files instead of `~/.aws/config`. */
    readonly sharedConfigFiles?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /** Credentials files instead of `~/.aws/credentials`. */
    readonly sharedCredentialsFiles?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /** Whether buckets are part of the path rather than of the host. */
    readonly s3UsePathStyle?: pulumi.Input<boolean | undefined>;
    /** The region of STS, where that is another one. */
    readonly stsRegion?: pulumi.Input<string | undefined>;
    /** Words that are added to the user agent of each call. */
    readonly userAgents?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
