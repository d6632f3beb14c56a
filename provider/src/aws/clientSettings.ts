import type { CloudWatchLogsClientConfig } from "@aws-sdk/client-cloudwatch-logs";
import type { CognitoIdentityProviderClientConfig } from "@aws-sdk/client-cognito-identity-provider";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { ProfileError } from "./awsError";
import type { AwsSettings } from "./awsSettings";
import { regionOfUserPool } from "./config";

/** Tries of one call without `aws:maxRetries`: about ten seconds of connection faults, or half a minute of throttling. */
const defaultAttempts = 8;

/** How long connecting may take, and how long a connection may be silent, before the try counts as failed. */
const connectionMilliseconds = 5_000;
const silenceMilliseconds = 60_000;

/** Switches off the SDK's notice that it will drop this version of Node. */
const noticeVariable = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/** Constructor arguments of the SDK clients. */
export interface ClientSettings {
    readonly cognito: CognitoIdentityProviderClientConfig;
    readonly logs: CloudWatchLogsClientConfig;
    readonly s3: S3ClientConfig;
}

/**
 * The settings of the SDK's clients for one user pool. Retries, signing and the credential chain are the SDK's.
 *
 * @param userPoolId `undefined`: not known yet; the region is then the configured one
 * @param attempts tries of one call; `undefined`: `aws:maxRetries` + 1, else {@link defaultAttempts}
 */
export function clientSettings(
    settings: AwsSettings,
    userPoolId: string | undefined,
    attempts?: number,
): ClientSettings {
    const region = userPoolId === undefined ? settings.region : regionOfUserPool(userPoolId, settings);
    const common = {
        ...(region !== undefined && { region }),
        ...credentialsOf(settings, region),
        retryMode: "adaptive",
        requestHandler: { connectionTimeout: connectionMilliseconds, socketTimeout: silenceMilliseconds },
        maxAttempts: attempts ?? (settings.maxRetries === undefined ? defaultAttempts : settings.maxRetries + 1),
    };
    const endpoint = (url: string | undefined): { endpoint?: string } => (url === undefined ? {} : { endpoint: url });
    return {
        cognito: { ...common, ...endpoint(settings.endpoints.cognitoidp) },
        logs: { ...common, ...endpoint(settings.endpoints.logs) },
        s3: {
            ...common,
            ...endpoint(settings.endpoints.s3),
            // Buckets as host names need a DNS that only AWS's endpoints have.
            forcePathStyle: settings.endpoints.s3 !== undefined,
            followRegionRedirects: true,
            // Every reading is checked by its SHA-256; a second checksum would cost as much again.
            responseChecksumValidation: "WHEN_REQUIRED",
        },
    };
}

type Credentials = Pick<CognitoIdentityProviderClientConfig, "credentials">;

/**
 * Makes a client of the AWS SDK without the SDK's notice about old Node versions, which would be on the stack's row in
 * every run: Node 20 is supported here.
 *
 * The SDK reads an environment variable for that; a client has no such argument. The environment is shared with the program
 * and other providers, so it is restored before this returns. That copy of the SDK then prints no notice any more.
 */
export function withoutNodeNotice<Client>(make: () => Client): Client {
    if (process.env[noticeVariable] !== undefined) {
        return make();
    }
    process.env[noticeVariable] = "true";
    try {
        return make();
    } finally {
        delete process.env[noticeVariable];
    }
}

function credentialsOf(settings: AwsSettings, region: string | undefined): Credentials {
    const { accessKey, secretKey, token, profile } = settings;
    const sharedConfigFile = settings.sharedConfigFiles[0];
    const sharedCredentialsFile = settings.sharedCredentialsFiles[0];
    let credentials: Credentials["credentials"];
    if (accessKey !== undefined && secretKey !== undefined) {
        credentials = {
            accessKeyId: accessKey,
            secretAccessKey: secretKey,
            ...(token !== undefined && { sessionToken: token }),
        };
    } else if (profile !== undefined || sharedConfigFile !== undefined || sharedCredentialsFile !== undefined) {
        const chain = fromNodeProviderChain({
            ...(profile !== undefined && { profile }),
            ...(sharedConfigFile !== undefined && { configFilepath: sharedConfigFile }),
            ...(sharedCredentialsFile !== undefined && { filepath: sharedCredentialsFile }),
        });
        credentials = profile === undefined ? chain : namingProfile(chain, profile);
    }
    for (const role of settings.assumeRoles) {
        credentials = fromTemporaryCredentials({
            ...(credentials !== undefined && { masterCredentials: credentials }),
            params: {
                RoleArn: role.roleArn,
                RoleSessionName: role.sessionName ?? "pulumi-cognito-user-import",
                ExternalId: role.externalId,
                DurationSeconds: role.durationSeconds,
                Policy: role.policy,
                PolicyArns: role.policyArns?.map((arn) => ({ arn })),
                SourceIdentity: role.sourceIdentity,
                Tags: role.tags && Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
                TransitiveTagKeys: role.transitiveTagKeys && [...role.transitiveTagKeys],
            },
            ...(region !== undefined && { clientConfig: { region } }),
        });
    }
    return credentials === undefined ? {} : { credentials };
}

/** The chain's last error does not belong to a profile: by then the chain has tried every other source of credentials. */
function namingProfile(chain: ReturnType<typeof fromNodeProviderChain>, profile: string): typeof chain {
    return async (...options) => {
        try {
            return await chain(...options);
        } catch (cause) {
            // Another error names its own cause: the network, or a role that the profile assumes.
            const isOfCredentials = cause instanceof Error && cause.name === "CredentialsProviderError";
            throw isOfCredentials ? new ProfileError(profile, cause) : cause;
        }
    };
}
