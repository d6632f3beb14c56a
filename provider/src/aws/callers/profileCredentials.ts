import { fromIni, fromSSO } from "@aws-sdk/credential-providers";
import type { AwsSettings } from "../settings/awsSettings";
import { configName } from "../settings/configName";
import {
    assuming,
    byWebIdentity,
    type CredentialProvider,
    type Credentials,
    parametersOf,
    type RoleParameters,
    type StsSettings,
} from "./assumeRole";
import { ProfileError } from "./profileError";
import { RoleError } from "./roleError";
import { namesOfFiles, type Profile, readProfiles, type SharedFiles, sharedFilesOf } from "./sharedFiles";

/**
 * The credentials of a profile and of nothing else: the SDK's chain would go on to others where there is no such profile.
 *
 * @throws (from the provider) ProfileError, RoleError, or what the SDK throws
 */
export function byProfile(settings: AwsSettings, profile: string, sts: StsSettings): CredentialProvider {
    const files = sharedFilesOf(settings);
    return async (options) => {
        const profiles = await readProfiles(files);
        if (profiles[profile] === undefined) {
            const origin =
                settings.profile === undefined
                    ? "the environment variable AWS_PROFILE"
                    : `the Pulumi config or argument ${configName("profile")}`;
            throw new ProfileError(profile, {
                reason: `no file has it: ${namesOfFiles(settings)}.`,
                advice: `Correct ${origin}, or add the profile.`,
            });
        }
        try {
            return await profileProvider(profile, profiles, files, sts)(options);
        } catch (error) {
            // Another error names its own cause: the network, or a role that the profile assumes.
            const isOfCredentials = error instanceof Error && error.name === "CredentialsProviderError";
            throw isOfCredentials && !(error instanceof RoleError) ? new ProfileError(profile, error) : error;
        }
    };
}

/**
 * The SDK reads single sign-on from its own files only, whichever it is given for the profile that names it. So with other files
 * it is told of a profile for single sign-on itself, and the roles on the way to it are assumed here.
 */
function profileProvider(
    profile: string,
    profiles: Readonly<Record<string, Profile | undefined>>,
    files: SharedFiles,
    sts: StsSettings,
): CredentialProvider {
    const roles: Profile[] = [];
    let [name, last] = [profile, profiles[profile]];
    while (last?.role_arn && last.source_profile && !roles.includes(last)) {
        roles.unshift(last);
        [name, last] = [last.source_profile, profiles[last.source_profile]];
    }
    const isSignOn = last !== undefined && !last.role_arn && (last.sso_session || last.sso_start_url);
    if (!isSignOn || Object.keys(files).length === 0) {
        return fromIni({ ...profileSettings(files, sts), profile }) as CredentialProvider;
    }
    const signOn = fromSSO({ ...profileSettings(files, sts), profile: name }) as CredentialProvider;
    return roles.reduce((source, role) => {
        const duration = role.duration_seconds === undefined ? undefined : Number(role.duration_seconds);
        const parameters = parametersOf({
            roleArn: role.role_arn ?? "",
            sessionName: role.role_session_name,
            externalId: role.external_id,
            durationSeconds: duration,
        });
        return assuming(parameters, source, sts);
    }, signOn);
}

/** What the SDK's functions for profiles need, so that they call STS as everything else does, and single sign-on by the same way. */
export function profileSettings(files: SharedFiles, sts: StsSettings) {
    const { requestHandler } = sts;
    return {
        ...files,
        // Of STS and of single sign-on: an endpoint or a region of one is none of the other.
        clientConfig: requestHandler === undefined ? {} : { requestHandler },
        roleAssumer: async (source: Credentials, parameters: RoleParameters) =>
            await assuming(parameters, async () => source, sts)(),
        roleAssumerWithWebIdentity: async (parameters: {
            RoleArn?: string;
            WebIdentityToken?: string;
            RoleSessionName?: string;
        }) =>
            await byWebIdentity(
                {
                    roleArn: parameters.RoleArn ?? "",
                    webIdentityToken: parameters.WebIdentityToken,
                    sessionName: parameters.RoleSessionName,
                },
                sts,
            )(),
    };
}
