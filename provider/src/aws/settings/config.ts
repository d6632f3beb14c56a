import { UserImportError } from "../../errors/errors";
import { takesPlaceOfConfig } from "./awsArgument";
import type { AwsSettings } from "./awsSettings";
import type { ConfigNamespace } from "./configName";
import { readSettings, type SettingOf } from "./readSettings";
import { Setting, type SettingFinding, SettingFindings } from "./setting";
import { ignoredKeys, knownKeys } from "./settingKeys";

/** Reads one stack config value by its full key, such as `aws:region`; `undefined` where it is not set. */
export type ReadConfig = (key: string) => string | undefined;

/**
 * AWS client settings from Pulumi's config and, over it, a resource's argument `aws`. Both have the names and forms of the
 * AWS plugin's own configuration.
 *
 * A key of the argument takes the place of the config's. Who calls is decided as a whole: if the argument has a profile,
 * keys, a role or shared files, then the config's do not count. The config's allowed or forbidden accounts count
 * unless the argument has some of its own.
 *
 * @param argument an `AwsArgument`, whose values need not be checked
 * @throws UserImportError `config-invalid` with all that is wrong, naming keys but never their values
 */
export function readAwsSettings(
    read: ReadConfig,
    argument?: object | null,
    namespace: ConfigNamespace = "aws",
): AwsSettings {
    const findings = new SettingFindings();
    const values = valuesOf(argument);
    const settings = readSettings(merged(findings, configuredIn(findings, read, namespace), values));
    refuseUnknown(findings, values);
    if (findings.problems.length > 0) {
        const sentences = findings.problems.map(
            (problem) => `${placeOf(problem, namespace)} cannot be used: ${problem.reason}.`,
        );
        throw new UserImportError("config-invalid", sentences.join("\n"));
    }
    return settings;
}

/** What is wrong with a resource's argument `aws` by itself, such as `assumeRoles[0].roleArn`. Reasons hold no values. */
export function awsArgumentProblems(argument: object): readonly SettingFinding[] {
    const findings = new SettingFindings();
    const values = valuesOf(argument);
    readSettings(givenIn(findings, values));
    refuseUnknown(findings, values);
    return findings.problems;
}

/** What a user should know of the argument `aws` of a resource or look-up: keys of the AWS plugin's that do nothing here. */
export function awsArgumentWarnings(argument: object | null | undefined): readonly string[] {
    return ignoredFindings(argument).map((warning) => asWarning(warning));
}

/** The same, each by its path. */
export function ignoredFindings(argument: object | null | undefined): readonly SettingFinding[] {
    const findings = new SettingFindings();
    warnOfIgnored(givenIn(findings, valuesOf(argument)));
    return findings.warnings;
}

/**
 * What a user should know of the stack's `aws:` config: keys and names that are unknown here, with those that are near, and keys of
 * the AWS plugin's that do nothing here. It names no value. What cannot be used at all is not among it.
 *
 * @param config all of the stack's config, by full key
 */
export function awsConfigWarnings(config: Readonly<Record<string, string>>): readonly string[] {
    const findings = new SettingFindings();
    const setting = configuredIn(findings, (key) => config[key]);
    for (const key of Object.keys(config).filter((one) => one.startsWith("aws:"))) {
        const name = key.slice("aws:".length);
        if (!knownKeys.includes(name)) {
            setting(name).sayUnknown(knownKeys);
        }
    }
    readSettings(setting);
    warnOfIgnored(setting);
    return findings.warnings.map((warning) => asWarning(warning));
}

/**
 * The region of a user pool: the prefix of its id if that is a region (`eu-west-1_AbCdEf`), else the configured one, else
 * `undefined`: the SDK's chain decides.
 */
export function regionOfUserPool(userPoolId: string, settings: Pick<AwsSettings, "region">): string | undefined {
    const prefix = /^([a-z]{2,}(?:-[a-z]+)+-\d+)_/.exec(userPoolId)?.[1];
    return prefix ?? settings.region;
}

function configuredIn(findings: SettingFindings, read: ReadConfig, namespace: ConfigNamespace = "aws"): SettingOf {
    return (key) => new Setting(findings, "config", key, read(`${namespace}:${key}`));
}

/** What an argument holds, by key. */
type Values = Readonly<Record<string, unknown>>;

function valuesOf(argument: object | null | undefined): Values {
    return { ...argument };
}

function givenIn(findings: SettingFindings, values: Values): SettingOf {
    return (key) => new Setting(findings, "argument", key, values[key]);
}

function merged(findings: SettingFindings, configured: SettingOf, values: Values): SettingOf {
    const given = givenIn(findings, values);
    const isGiven = takesPlaceOfConfig(values);
    return (key) => (isGiven(key) ? given(key) : configured(key));
}

function refuseUnknown(findings: SettingFindings, values: Values): void {
    for (const key of Object.keys(values).filter((one) => !knownKeys.includes(one))) {
        givenIn(findings, values)(key).sayUnknown(knownKeys);
    }
}

function warnOfIgnored(setting: SettingOf): void {
    const saysWhoCalls = ["accessKey", "assumeRoleWithWebIdentity"].some((key) => setting(key).isSet);
    for (const [key, { meaning, value, isOfMetadata }] of Object.entries(ignoredKeys)) {
        const ignored = setting(key);
        const isExpected = value === undefined ? ignored.isSet : ignored.text() === value;
        if (isExpected && !(isOfMetadata === true && saysWhoCalls)) {
            ignored.warn(`does nothing for import jobs. ${meaning}`);
        }
    }
}

function asWarning(warning: SettingFinding): string {
    return `${placeOf(warning)} ${warning.reason}`;
}

function placeOf({ origin, path }: SettingFinding, namespace: ConfigNamespace = "aws"): string {
    return origin === "config" ? `Pulumi config ${namespace}:${path}` : `Argument aws.${path}`;
}
