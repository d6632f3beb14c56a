/** One role to assume, as in `aws:assumeRoles`. */
export interface AssumeRoleSettings {
    readonly roleArn: string;
    readonly sessionName?: string | undefined;
    readonly externalId?: string | undefined;
    readonly durationSeconds?: number | undefined;
    readonly policy?: string | undefined;
    readonly policyArns?: readonly string[] | undefined;
    readonly sourceIdentity?: string | undefined;
    readonly tags?: Readonly<Record<string, string>> | undefined;
    readonly transitiveTagKeys?: readonly string[] | undefined;
}

/** A role that is assumed with a token of an identity provider, as in `aws:assumeRoleWithWebIdentity`: how CI gets in. */
export interface WebIdentitySettings {
    readonly roleArn: string;
    /** The token itself, a secret; `undefined`: it is in the file. */
    readonly webIdentityToken?: string | undefined;
    /** The file with the token, read anew for each session; `undefined`: the token is given. */
    readonly webIdentityTokenFile?: string | undefined;
    readonly sessionName?: string | undefined;
    readonly durationSeconds?: number | undefined;
    readonly policy?: string | undefined;
    readonly policyArns?: readonly string[] | undefined;
}

/** The services whose endpoint can be configured. */
export type AwsService = "cognitoidp" | "logs" | "s3" | "sts";

/**
 * What the AWS clients of one account are made of, whether it comes from the stack's `aws:` config or from a resource's
 * `aws` argument. `undefined`: the SDK's own chain decides (environment, files, metadata).
 */
export interface AwsSettings {
    readonly region: string | undefined;
    readonly profile: string | undefined;
    readonly accessKey: string | undefined;
    readonly secretKey: string | undefined;
    readonly token: string | undefined;
    /** One after another, each with the credentials of the one before. */
    readonly assumeRoles: readonly AssumeRoleSettings[];
    /** Comes before {@link assumeRoles}, and takes the place of all other credentials. */
    readonly assumeRoleWithWebIdentity?: WebIdentitySettings | undefined;
    readonly endpoints: Readonly<Partial<Record<AwsService, string>>>;
    readonly useFipsEndpoint?: boolean | undefined;
    readonly useDualstackEndpoint?: boolean | undefined;
    /** Account ids; another account is refused before anything is created. `undefined` or empty: any is fine. */
    readonly allowedAccountIds?: readonly string[] | undefined;
    readonly forbiddenAccountIds?: readonly string[] | undefined;
    /** A PEM file with the certificates of those who may sign for AWS's hosts, beside the system's. */
    readonly customCaBundle?: string | undefined;
    readonly httpProxy?: string | undefined;
    readonly httpsProxy?: string | undefined;
    /** Hosts that are called without the proxy, with commas between them. */
    readonly noProxy?: string | undefined;
    readonly retryMode?: "standard" | "adaptive" | undefined;
    /** Tries after the first one. */
    readonly maxRetries: number | undefined;
    /** Whether certificates are not checked. */
    readonly insecure?: boolean | undefined;
    /** All are read; a later file wins. Empty: the SDK's own. */
    readonly sharedConfigFiles: readonly string[];
    readonly sharedCredentialsFiles: readonly string[];
    readonly s3UsePathStyle?: boolean | undefined;
    /** Where STS is called; `undefined`: in the region of the clients. */
    readonly stsRegion?: string | undefined;
    /** Products that every call names beside the SDK, such as `pipeline/1.0`. */
    readonly userAgents?: readonly string[] | undefined;
}
