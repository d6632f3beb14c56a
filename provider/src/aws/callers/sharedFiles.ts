import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AwsSettings } from "../settings/awsSettings";

type SdkConfig = typeof import("@smithy/core/config");

/** Where the SDK finds profiles; `undefined`: where it looks itself. */
export interface SharedFiles {
    /** As the SDK's functions have it. */
    readonly configFilepath?: string;
    /** The file of credentials. */
    readonly filepath?: string;
}

/** One profile of the files, by the files' own names. */
export type Profile = Readonly<Record<string, string | undefined>>;

/**
 * The files with profiles. The SDK reads one file of each kind, so where there are several it gets one that is made of all
 * of them: a later file's value wins. That one is on no disk: it is put before the SDK's own reader, which keeps what it reads
 * for as long as the process lives, as this is kept. A file that is not there is passed over, as the AWS plugin does.
 */
export function sharedFilesOf(
    settings: Pick<AwsSettings, "sharedConfigFiles" | "sharedCredentialsFiles">,
): SharedFiles {
    const configFilepath = oneFile("configuration", settings.sharedConfigFiles);
    const filepath = oneFile("credentials", settings.sharedCredentialsFiles);
    return { ...(configFilepath !== undefined && { configFilepath }), ...(filepath !== undefined && { filepath }) };
}

/** The profiles of all files, by name. */
export async function readProfiles(files: SharedFiles): Promise<Readonly<Record<string, Profile | undefined>>> {
    return await sdkConfig().parseKnownFiles(files);
}

/**
 * What the SDK's clients read from a profile, and would read from the SDK's own files only. The environment wins over it.
 *
 * @param profile `undefined`: the environment's, or the default one
 */
export function clientSettingsOfFiles(files: SharedFiles, profile: string | undefined) {
    const { loadConfig, NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, ...selectors } = sdkConfig();
    const where = { ...files, ...(profile !== undefined && { profile }) };
    return {
        region: loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...where }),
        useFipsEndpoint: loadConfig(selectors.NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, where),
        useDualstackEndpoint: loadConfig(selectors.NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, where),
    };
}

/** The files that {@link readProfiles} reads, as a person knows them. */
export function namesOfFiles(settings: Pick<AwsSettings, "sharedConfigFiles" | "sharedCredentialsFiles">): string {
    const config =
        settings.sharedConfigFiles.length > 0 ? settings.sharedConfigFiles : [ownFile("config", "CONFIG_FILE")];
    const credentials =
        settings.sharedCredentialsFiles.length > 0
            ? settings.sharedCredentialsFiles
            : [ownFile("credentials", "SHARED_CREDENTIALS_FILE")];
    return [...config, ...credentials].join(", ");
}

function ownFile(name: string, variable: string): string {
    return process.env[`AWS_${variable}`] || `~/.aws/${name}`;
}

function oneFile(kind: string, paths: readonly string[]): string | undefined {
    if (paths.length <= 1) {
        return paths[0];
    }
    const name = `${kind} of ${paths.join(", ")}`;
    sdkConfig().externalDataInterceptor.interceptFile(name, paths.map(textOf).join("\n"));
    return name;
}

function textOf(path: string): string {
    try {
        return readFileSync(path, "utf8");
    } catch {
        return "";
    }
}

/** The copy that the SDK itself uses: what one copy was given, another one does not know. */
function sdkConfig(): SdkConfig {
    return createRequire(require.resolve("@aws-sdk/credential-providers"))("@smithy/core/config") as SdkConfig;
}
