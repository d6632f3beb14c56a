import type { Emulator } from "../../../emulator/src";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";

/** Settings that leave all to the SDK, but for some. */
export function awsSettings(settings: Partial<AwsSettings> = {}): AwsSettings {
    return {
        region: undefined,
        profile: undefined,
        accessKey: undefined,
        secretKey: undefined,
        token: undefined,
        assumeRoles: [],
        endpoints: {},
        maxRetries: undefined,
        sharedConfigFiles: [],
        sharedCredentialsFiles: [],
        ...settings,
    };
}

/** Settings whose calls all go to one emulator; each is tried once. */
export function emulatorSettings({ url, region }: Emulator, settings: Partial<AwsSettings> = {}): AwsSettings {
    const endpoints = { cognitoidp: url, logs: url, s3: url, sts: url };
    return awsSettings({ region, endpoints, maxRetries: 0, ...settings });
}

/** Without anything in the environment that names who calls AWS, or how. */
export const noAwsEnvironment: Readonly<Record<string, string | undefined>> = {
    ...Object.fromEntries(
        [
            "ACCESS_KEY_ID",
            "SECRET_ACCESS_KEY",
            "SESSION_TOKEN",
            "PROFILE",
            "REGION",
            "DEFAULT_REGION",
            "ROLE_ARN",
            "ROLE_SESSION_NAME",
            "WEB_IDENTITY_TOKEN_FILE",
            "CA_BUNDLE",
            "USE_FIPS_ENDPOINT",
            "USE_DUALSTACK_ENDPOINT",
        ].map((name) => [`AWS_${name}`, undefined]),
    ),
    ...Object.fromEntries(
        ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [
            [name, undefined],
            [name.toLowerCase(), undefined],
        ]),
    ),
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
};
