import type { CloudWatchLogsClientConfig } from "@aws-sdk/client-cloudwatch-logs";
import type { CognitoIdentityProviderClientConfig } from "@aws-sdk/client-cognito-identity-provider";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { credentialsFor } from "./callers/accountCheck";
import { commonSettings } from "./commonSettings";
import type { AwsSettings } from "./settings/awsSettings";
import { regionOfUserPool } from "./settings/config";

/** Constructor arguments of the SDK clients. */
export interface ClientSettings {
    readonly cognito: CognitoIdentityProviderClientConfig;
    readonly logs: CloudWatchLogsClientConfig;
    readonly s3: S3ClientConfig;
}

/**
 * The settings of the SDK's clients for one user pool. Retries, signing and the credential chain are the SDK's. No client signs
 * a call with credentials of an account that the settings refuse.
 *
 * @param userPoolId `undefined`: not known yet; the region is then the configured one
 * @param attempts tries of one call; `undefined`: `aws:maxRetries` + 1, else eight
 * @throws UserImportError `config-invalid` where a file of certificates cannot be used
 */
export function clientSettings(
    settings: AwsSettings,
    userPoolId: string | undefined,
    attempts?: number,
): ClientSettings {
    const region = userPoolId === undefined ? settings.region : regionOfUserPool(userPoolId, settings);
    const common = commonSettings(settings, region, attempts);
    const credentials = credentialsFor(settings, region);
    return {
        cognito: { ...common("cognitoidp"), credentials },
        logs: { ...common("logs"), credentials },
        s3: {
            ...common("s3"),
            credentials,
            // Buckets as host names need a DNS that only AWS's endpoints have.
            forcePathStyle: settings.s3UsePathStyle ?? settings.endpoints.s3 !== undefined,
            followRegionRedirects: true,
            // Every reading is checked by its SHA-256; a second checksum would cost as much again.
            responseChecksumValidation: "WHEN_REQUIRED",
        },
    };
}
