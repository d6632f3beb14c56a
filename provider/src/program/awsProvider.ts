import type { Provider, ProviderArgs } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { isPresent } from "../argumentValues";
import { type AwsArgument, takesPlaceOfConfig } from "../aws/settings/awsArgument";
import { type ReadConfig, regionOfUserPool } from "../aws/settings/config";
import type { ConfigNamespace } from "../aws/settings/configName";
import type { AwsArgs } from "./awsArgs";
import { isLater, withSecretCredentials } from "./awsProperty";
import type { PulumiAws } from "./pulumiAws";

/** What our settings and an AWS provider have in common, under the provider's names. */
const providerKeys = [
    "region",
    "profile",
    "accessKey",
    "secretKey",
    "token",
    "assumeRoles",
    "assumeRoleWithWebIdentity",
    "endpoints",
    "useFipsEndpoint",
    "useDualstackEndpoint",
    "allowedAccountIds",
    "forbiddenAccountIds",
    "customCaBundle",
    "httpProxy",
    "httpsProxy",
    "noProxy",
    "retryMode",
    "maxRetries",
    "insecure",
    "sharedConfigFiles",
    "sharedCredentialsFiles",
    "s3UsePathStyle",
    "stsRegion",
    "userAgents",
] as const satisfies readonly (keyof ProviderArgs & keyof AwsArgument)[];

/** Values that are text, and so not JSON in the config. */
const textKeys: readonly string[] = [
    "region",
    "profile",
    "accessKey",
    "secretKey",
    "token",
    "customCaBundle",
    "httpProxy",
    "httpsProxy",
    "noProxy",
    "retryMode",
    "stsRegion",
];

/** Values that are lists. */
const listKeys: readonly string[] = [
    "assumeRoles",
    "endpoints",
    "allowedAccountIds",
    "forbiddenAccountIds",
    "sharedConfigFiles",
    "sharedCredentialsFiles",
    "userAgents",
];

/** Whose settings, for which pool. */
export interface ProviderOwner {
    /** Comes before {@link settings}. */
    readonly aws: pulumi.Input<AwsArgs | undefined>;
    readonly settings: ConfiguredSettings;
    readonly userPoolId: pulumi.Input<string>;
}

/** Settings as Pulumi's config has them, by their whole keys, such as `aws:region`. */
export interface ConfiguredSettings {
    readonly namespace: ConfigNamespace;
    readonly read: ReadConfig;
    isSecret(key: string): boolean;
}

/** Whether there is any setting that an AWS provider has too. */
export function isConfigured({ namespace, read }: Omit<ConfiguredSettings, "isSecret">): boolean {
    return [...providerKeys, "assumeRole"].some((key) => read(`${namespace}:${key}`) !== undefined);
}

/**
 * An AWS provider with the settings that the jobs have: the argument `aws` before the config, of which the AWS plugin
 * tells no provider but its default one. Where nothing names a region, it is the pool's.
 */
export function providerOf(
    { Provider }: Pick<PulumiAws, "Provider">,
    name: string,
    { aws, settings, userPoolId }: ProviderOwner,
    parent: pulumi.Resource,
): Provider {
    const given = (pulumi.unsecret(pulumi.output(aws)) as pulumi.Output<Argument | undefined>).apply((argument = {}) =>
        providerKeys.filter(takesPlaceOfConfig(argument)),
    );
    const inputOf = (key: ProviderKey): unknown => {
        const own = ownValue(aws, key);
        const configured = configValue(settings, key);
        if (own === undefined && configured === undefined) {
            return undefined;
        }
        return pulumi
            .all([own, configured, given])
            .apply(([value, fromConfig, givenKeys]: [unknown, unknown, readonly ProviderKey[]]) =>
                givenKeys.includes(key) ? value : fromConfig,
            );
    };
    const args = Object.fromEntries(providerKeys.map((key) => [key, inputOf(key)]));
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    // The pool may not exist yet; only without another region the provider waits for it.
    const ofPool = (pool: string): string | undefined => regionOfUserPool(pool, { region: undefined });
    const elsewhere = () => AWS_REGION ?? AWS_DEFAULT_REGION ?? pulumi.output(userPoolId).apply(ofPool);
    // An output need not have one in the end.
    const region =
        args.region === undefined
            ? elsewhere()
            : pulumi.output(args.region).apply((known) => (isPresent(known) && known !== "" ? known : elsewhere()));
    return new Provider(name, { ...args, region } as ProviderArgs, { parent });
}

type ProviderKey = (typeof providerKeys)[number];

type Argument = Readonly<Record<string, unknown>>;

/** The argument's value, each secret by itself where the argument is no output as a whole. `undefined`: it has none for sure. */
function ownValue(aws: unknown, key: ProviderKey): unknown {
    const read = (argument: unknown): unknown => inProviderForm((argument ?? {}) as Argument, key);
    const marked = withSecretCredentials(aws);
    return isLater(marked) ? (pulumi.output(marked) as pulumi.Output<unknown>).apply(read) : read(marked);
}

/** A provider takes lists where we take one of a kind too. */
function inProviderForm(argument: Argument, key: ProviderKey): unknown {
    const value = argument[key] ?? (key === "assumeRoles" ? argument.assumeRole : undefined);
    return isPresent(value) && listKeys.includes(key)
        ? (pulumi.output(value) as pulumi.Output<unknown>).apply(asList)
        : value;
}

function asList(value: unknown): unknown {
    return isPresent(value) && !Array.isArray(value) ? [value] : value;
}

/** What the stack's config has, a secret where it is one there. */
function configValue({ namespace, read, isSecret }: ConfiguredSettings, key: ProviderKey): unknown {
    const names = key === "assumeRoles" ? [key, "assumeRole"] : [key];
    const name = names.find((each) => read(`${namespace}:${each}`));
    if (name === undefined) {
        return undefined;
    }
    const text = read(`${namespace}:${name}`) ?? "";
    const found = textKeys.includes(key) ? text : parsed(text);
    const value = listKeys.includes(key) ? asList(found) : found;
    return isSecret(`${namespace}:${name}`) ? pulumi.secret(value) : value;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        // A list of one.
        return text;
    }
}
