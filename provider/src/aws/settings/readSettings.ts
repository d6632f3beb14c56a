import type { AwsSettings } from "./awsSettings";
import { filePath } from "./filePath";
import { readEndpoints, webAddress } from "./readEndpoints";
import { readAssumeRoles, readWebIdentity } from "./readRoles";
import type { Setting } from "./setting";

/** Gives the setting of a key. */
export type SettingOf = (key: string) => Setting;

/** The settings of the clients. What is wrong is noted at each setting, and reads as `undefined`. */
export function readSettings(setting: SettingOf): AwsSettings {
    return {
        region: setting("region").text(),
        stsRegion: setting("stsRegion").text(),
        ...readCaller(setting),
        ...readAccounts(setting("allowedAccountIds"), setting("forbiddenAccountIds")),
        endpoints: readEndpoints(setting("endpoints")),
        useFipsEndpoint: setting("useFipsEndpoint").trueOrFalse(),
        useDualstackEndpoint: setting("useDualstackEndpoint").trueOrFalse(),
        s3UsePathStyle: setting("s3UsePathStyle").trueOrFalse(),
        customCaBundle: setting("customCaBundle").text(filePath),
        insecure: setting("insecure").trueOrFalse(),
        httpProxy: readProxy(setting("httpProxy")),
        httpsProxy: readProxy(setting("httpsProxy")),
        noProxy: setting("noProxy").text(),
        retryMode: setting("retryMode").text(
            (mode) => (mode === "standard" || mode === "adaptive" ? mode : undefined),
            "it must be standard or adaptive",
        ),
        maxRetries: setting("maxRetries").wholeNumber(),
        userAgents: setting("userAgents").texts(),
    };
}

type CallerSettings = Pick<
    AwsSettings,
    | "profile"
    | "accessKey"
    | "secretKey"
    | "token"
    | "assumeRoles"
    | "assumeRoleWithWebIdentity"
    | "sharedConfigFiles"
    | "sharedCredentialsFiles"
>;

function readCaller(setting: SettingOf): CallerSettings {
    const accessKey = setting("accessKey");
    const secretKey = setting("secretKey");
    const token = setting("token");
    if (accessKey.isSet !== secretKey.isSet) {
        const [missing, other] = accessKey.isSet ? ["secretKey", accessKey] : ["accessKey", secretKey];
        other.refuse(`accessKey and secretKey must be set together, and ${missing} is not set`);
    } else if (token.isSet && !accessKey.isSet) {
        token.refuse("it belongs to an accessKey and a secretKey, which are not set");
    }
    return {
        profile: setting("profile").text(),
        accessKey: accessKey.text(),
        secretKey: secretKey.text(),
        token: token.text(),
        assumeRoles: readAssumeRoles(setting("assumeRoles"), setting("assumeRole")),
        assumeRoleWithWebIdentity: readWebIdentity(setting("assumeRoleWithWebIdentity")),
        sharedConfigFiles: readFiles(setting("sharedConfigFiles")),
        sharedCredentialsFiles: readFiles(setting("sharedCredentialsFiles")),
    };
}

function readFiles(files: Setting): string[] {
    return files.list().flatMap((file) => file.text(filePath) ?? []);
}

function readAccounts(
    allowed: Setting,
    forbidden: Setting,
): Pick<AwsSettings, "allowedAccountIds" | "forbiddenAccountIds"> {
    if (allowed.isSet && forbidden.isSet) {
        forbidden.refuse("allowedAccountIds is set too: set only one of them");
    }
    return { allowedAccountIds: readAccountIds(allowed), forbiddenAccountIds: readAccountIds(forbidden) };
}

/** `undefined` where there are none: the AWS plugin takes an empty list for no list. */
function readAccountIds(accounts: Setting): string[] | undefined {
    const ids = accounts
        .list()
        .flatMap((id) => id.matching(/^\d{12}$/, "it is not the id of an account: 12 digits, in quotes") ?? []);
    return ids.length > 0 ? ids : undefined;
}

/** A proxy's URL. Without a scheme it is an HTTP proxy, as for the AWS plugin. */
function readProxy(proxy: Setting): string | undefined {
    return proxy.text(
        (text) => webAddress(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`),
        "it must be the URL of an HTTP proxy, such as http://proxy.example.com:8080",
    );
}
