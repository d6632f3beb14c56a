import { fromEnv, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { AwsSettings } from "../settings/awsSettings";
import {
    assuming,
    byWebIdentity,
    type CredentialProvider,
    type Credentials,
    parametersOf,
    type StsSettings,
} from "./assumeRole";
import { byProfile, profileSettings } from "./profileCredentials";
import { sharedFilesOf } from "./sharedFiles";

/** Temporary credentials are asked for anew so long before their end, as the SDK does. */
const renewMilliseconds = 5 * 60 * 1000;

/**
 * Who calls AWS, in the order of the AWS plugin: the key of the settings, a token of an identity provider, the settings' profile,
 * the environment's key, token or profile, then what the SDK finds (default profile, container, machine). Where one of them is
 * named, no other is tried in its place: that might be another account. The settings' roles are assumed one after another.
 *
 * @param sts how STS is called
 * @throws (from the provider) ProfileError, RoleError, UserImportError `config-invalid`, what the SDK throws
 */
export function credentialsOf(settings: AwsSettings, sts: StsSettings): CredentialProvider {
    return remembered(
        settings.assumeRoles.reduce(
            (source, role) => assuming(parametersOf(role), source, sts),
            firstCredentials(settings, sts),
        ),
    );
}

function firstCredentials(settings: AwsSettings, sts: StsSettings): CredentialProvider {
    const { accessKey, secretKey, token, profile, assumeRoleWithWebIdentity } = settings;
    if (assumeRoleWithWebIdentity !== undefined) {
        return byWebIdentity(assumeRoleWithWebIdentity, sts);
    }
    if (accessKey !== undefined && secretKey !== undefined) {
        const key = { accessKeyId: accessKey, secretAccessKey: secretKey };
        return async () => ({ ...key, ...(token !== undefined && { sessionToken: token }) });
    }
    if (profile !== undefined) {
        return byProfile(settings, profile, sts);
    }
    return async (options) => await environmentCredentials(settings, sts)(options);
}

function environmentCredentials(settings: AwsSettings, sts: StsSettings): CredentialProvider {
    const { env } = process;
    if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) {
        return fromEnv();
    }
    if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) {
        const identity = {
            roleArn: env.AWS_ROLE_ARN,
            webIdentityTokenFile: env.AWS_WEB_IDENTITY_TOKEN_FILE,
            sessionName: env.AWS_ROLE_SESSION_NAME || undefined,
        };
        return byWebIdentity(identity, sts);
    }
    if (env.AWS_PROFILE) {
        return byProfile(settings, env.AWS_PROFILE, sts);
    }
    return fromNodeProviderChain(profileSettings(sharedFilesOf(settings), sts)) as CredentialProvider;
}

/** Credentials that all clients share, until shortly before their end. */
function remembered(provider: CredentialProvider): CredentialProvider {
    let known: Promise<Credentials> | undefined;
    let endsAt = Number.POSITIVE_INFINITY;
    return async (options) => {
        if (known === undefined || options?.forceRefresh === true || Date.now() >= endsAt - renewMilliseconds) {
            endsAt = Number.POSITIVE_INFINITY;
            known = provider(options);
            known.then(
                ({ expiration }) => {
                    endsAt = expiration?.getTime() ?? Number.POSITIVE_INFINITY;
                },
                () => {
                    known = undefined;
                },
            );
        }
        return await known;
    };
}
