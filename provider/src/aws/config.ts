import { UserImportError } from "../errors/errors";
import { replacedKeys } from "./awsArgument";
import type { AwsSettings } from "./awsSettings";
import { filePath } from "./settings/filePath";
import { readEndpoints, webAddress } from "./settings/readEndpoints";
import { readAssumeRoles, readWebIdentity } from "./settings/readRoles";
import { Setting, type SettingFinding, type SettingFindings } from "./settings/setting";

/** Reads one stack config value by its full key, such as `aws:region`; `undefined` where it is not set. */
export type ReadConfig = (key: string) => string | undefined;

/**
 * AWS client settings from Pulumi's `aws:` config and, over it, a resource's argument `aws`. Both have the names and forms of the
 * AWS plugin's own configuration.
 *
 * A key of the argument takes the place of the config's. Who calls is decided as a whole: if the argument has a profile,
 * keys, a role or shared files, then the config's do not count, nor do its allowed and forbidden accounts. An empty
 * list counts as given.
 *
 * @param argument an `AwsArgument`, whose values need not be checked
 * @throws UserImportError `config-invalid` with all that is wrong, naming keys but never their values
 */
export function readAwsSettings(read: ReadConfig, argument?: object | null): AwsSettings {
    const findings: SettingFindings = { problems: [], warnings: [] };
    const settings = settingsOf(mergedSettings(read, argument, findings));
    if (findings.problems.length > 0) {
        throw new UserImportError("config-invalid", findings.problems.map(asSentence).join("\n"));
    }
    return settings;
}

/** What is wrong with a resource's argument `aws` by itself, such as `assumeRoles[0].roleArn`. Reasons hold no values. */
export function awsArgumentProblems(argument: object): readonly SettingFinding[] {
    const findings: SettingFindings = { problems: [], warnings: [] };
    settingsOf(mergedSettings(() => undefined, argument, findings));
    return findings.problems;
}

/**
 * The region of a user pool: the prefix of its id if that is a region (`eu-west-1_AbCdEf`), else the configured one, else
 * `undefined`: the SDK's chain decides.
 */
export function regionOfUserPool(userPoolId: string, settings: Pick<AwsSettings, "region">): string | undefined {
    const prefix = /^([a-z]{2,}(?:-[a-z]+)+-\d+)_/.exec(userPoolId)?.[1];
    return prefix ?? settings.region;
}

/** Gives the setting of each key. */
type SettingOf = (name: string) => Setting;

function mergedSettings(read: ReadConfig, argument: object | null | undefined, findings: SettingFindings): SettingOf {
    const values: Readonly<Record<string, unknown>> = { ...argument };
    const given: SettingOf = (name) => new Setting(findings, "argument", name, values[name]);
    const isGiven = (name: string): boolean => given(name).isSet;
    const replaced = replacedKeys(isGiven);
    return (name) =>
        isGiven(name) || replaced.includes(name)
            ? given(name)
            : new Setting(findings, "config", name, read(`aws:${name}`));
}

function settingsOf(setting: SettingOf): AwsSettings {
    const httpProxy = readProxy(setting("httpProxy"));
    return {
        region: setting("region").text(),
        ...readCaller(setting),
        ...readAccounts(setting("allowedAccountIds"), setting("forbiddenAccountIds")),
        endpoints: readEndpoints(setting("endpoints")),
        useFipsEndpoint: setting("useFipsEndpoint").trueOrFalse(),
        useDualstackEndpoint: setting("useDualstackEndpoint").trueOrFalse(),
        s3UsePathStyle: setting("s3UsePathStyle").trueOrFalse(),
        customCaBundle: setting("customCaBundle").text(filePath),
        insecure: setting("insecure").trueOrFalse(),
        httpProxy,
        httpsProxy: readProxy(setting("httpsProxy")) ?? (isHttpsProxyInEnvironment() ? undefined : httpProxy),
        noProxy: setting("noProxy").text(),
        retryMode: setting("retryMode").text(
            (mode) => (mode === "standard" || mode === "adaptive" ? mode : undefined),
            "it must be standard or adaptive",
        ),
        maxRetries: setting("maxRetries").wholeNumber(),
        stsRegion: setting("stsRegion").text(),
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
    const [accessKey, secretKey, token] = ["accessKey", "secretKey", "token"].map(setting) as [
        Setting,
        Setting,
        Setting,
    ];
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

/** Whether the environment has a proxy for HTTPS. If not, `httpProxy` serves both, as in the AWS plugin. */
function isHttpsProxyInEnvironment(): boolean {
    return Boolean(process.env.HTTPS_PROXY || process.env.https_proxy);
}

function asSentence({ origin, path, reason }: SettingFinding): string {
    const place = origin === "config" ? `Pulumi config aws:${path}` : `Argument aws.${path}`;
    return `${place} cannot be used: ${reason}.`;
}
