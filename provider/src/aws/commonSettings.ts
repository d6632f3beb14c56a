import type { CognitoIdentityProviderClientConfig } from "@aws-sdk/client-cognito-identity-provider";
import { clientSettingsOfFiles, sharedFilesOf } from "./callers/sharedFiles";
import { connectionsOf } from "./connections/connections";
import type { AwsService, AwsSettings } from "./settings/awsSettings";

/** Tries of one call without `aws:maxRetries`: about ten seconds of connection faults, or half a minute of throttling. */
const defaultAttempts = 8;

/** What the settings of all services' clients have in common, but for credentials. */
type CommonSettings = Pick<
    CognitoIdentityProviderClientConfig,
    | "customUserAgent"
    | "endpoint"
    | "maxAttempts"
    | "profile"
    | "region"
    | "requestHandler"
    | "retryMode"
    | "useDualstackEndpoint"
    | "useFipsEndpoint"
>;

/**
 * What the clients of one account have in common. What the settings leave open is read from the environment and the profile.
 *
 * @param region `undefined`: the environment's, or the profile's
 * @param attempts tries of one call; `undefined`: the settings' retries + 1, else {@link defaultAttempts}
 */
export function commonSettings(
    settings: AwsSettings,
    region: string | undefined,
    attempts?: number,
): (service: AwsService) => CommonSettings {
    const { profile, useFipsEndpoint, useDualstackEndpoint, maxRetries, stsRegion, userAgents } = settings;
    const files = sharedFilesOf(settings);
    const common: CommonSettings = {
        // The SDK reads its own files itself, as soon as it knows the profile.
        ...(profile !== undefined && { profile }),
        ...(Object.keys(files).length > 0 && clientSettingsOfFiles(files, profile)),
        ...(region !== undefined && { region }),
        ...(useFipsEndpoint !== undefined && { useFipsEndpoint }),
        ...(useDualstackEndpoint !== undefined && { useDualstackEndpoint }),
        ...(userAgents !== undefined && { customUserAgent: userAgents.map((product) => [product]) }),
        retryMode: settings.retryMode ?? "adaptive",
        requestHandler: connectionsOf(settings).requestHandler as NonNullable<CommonSettings["requestHandler"]>,
        maxAttempts: attempts ?? (maxRetries === undefined ? defaultAttempts : maxRetries + 1),
    };
    return (service) => {
        const endpoint = settings.endpoints[service];
        // An endpoint of the settings is what it is: the SDK refuses to make another host of it.
        return {
            ...common,
            ...(service === "sts" && stsRegion !== undefined && { region: stsRegion }),
            ...(endpoint !== undefined && { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
        };
    };
}
