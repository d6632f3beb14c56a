import * as pulumi from "@pulumi/pulumi";
import { isPresent } from "../argumentValues";

/** What of a resource's options names providers. */
type Providers = Pick<pulumi.ComponentResourceOptions, "provider" | "providers">;

/** What of a resource's options may hold a provider. */
type Options = Providers & Pick<pulumi.ComponentResourceOptions, "parent">;

/** Any type of the AWS plugin's: by it Pulumi finds the provider that a parent hands down. */
export const awsType = "aws:cognito/userPool:UserPool";

/** A dynamic provider is told nothing of an AWS provider, so that its settings have to be said once more. */
const settingsAdvice =
    "For another account or profile than that of the stack's `aws:` config, write the provider's settings into the argument " +
    '`aws`, such as `aws: { profile: "NAME" }` or `aws: { assumeRoles: [{ roleArn: "ARN" }] }`. The region is the one in the ' +
    "pool's id.";

const roleAdvice = "The role that UserImport creates is then in the same account.";

/**
 * Refuses an AWS provider given to a `UserImport`: its role would go to the provider's account, and its jobs silently to
 * that of the stack's config.
 *
 * @returns the options, without `provider` and `providers` where they hold none: the SDK waits for ever for `null`
 * @throws pulumi.RunError where the options have an AWS provider, or the parent hands one down
 */
export function refuseAwsProvider(
    name: string,
    opts: pulumi.ComponentResourceOptions = {},
): pulumi.ComponentResourceOptions {
    const given = providersOf(opts);
    if (given.some(isAws)) {
        throw new pulumi.RunError(
            `UserImport "${name}" does not support an AWS provider: remove it from the options. ${settingsAdvice} ${roleAdvice}`,
        );
    }
    refuseInherited(`UserImport "${name}"`, opts, roleAdvice);
    return given.length > 0 ? opts : withoutProviders(opts);
}

/**
 * Refuses any provider given to a `UserImportJob` or a `UserImportGroups`, which Pulumi's own plugin for dynamic resources makes: another plugin
 * would be asked for it, and what that answers would be in state.
 *
 * @returns the options without those of providers: the SDK refuses even an empty list
 * @throws pulumi.RunError where the options have a provider, or the parent hands an AWS provider down
 */
export function refuseAnyProvider(
    name: string,
    opts: Options = {},
    kind: "UserImportJob" | "UserImportGroups" = "UserImportJob",
): Omit<pulumi.CustomResourceOptions, "provider"> {
    if (providersOf(opts).length > 0) {
        throw new pulumi.RunError(
            `${kind} "${name}" does not support a provider: remove it from the options. ${settingsAdvice}`,
        );
    }
    refuseInherited(`${kind} "${name}"`, opts);
    return withoutProviders(opts);
}

/**
 * What is to be thrown of a resource whose options were fine, and that has an AWS provider all the same: the SDK runs
 * `transformations`, also those of parents and of the stack, while the resource is made.
 *
 * @returns `undefined` where it has none
 */
export function transformedRefusal(
    kind: "UserImport" | "UserImportJob" | "UserImportGroups",
    name: string,
    resource: pulumi.Resource,
): pulumi.RunError | undefined {
    return resource.getProvider(awsType) === undefined
        ? undefined
        : new pulumi.RunError(
              `${kind} "${name}" does not support an AWS provider, and a transformation adds one: let the transformation ` +
                  `skip resources of the type ${kind}. ${settingsAdvice}`,
          );
}

function refuseInherited(what: string, opts: Options, more = ""): void {
    if (opts.parent?.getProvider(awsType) !== undefined) {
        const refusal = `${what} does not support an AWS provider, and inherits one from its parent: give it another parent, or none.`;
        throw new pulumi.RunError([refusal, settingsAdvice, more].join(" ").trim());
    }
}

function withoutProviders<Given extends Providers>(opts: Given): Omit<Given, keyof Providers> {
    const { provider: _, providers: __, ...others } = opts;
    return others;
}

function providersOf({ provider, providers }: Providers): pulumi.ProviderResource[] {
    return [provider, ...Object.values(providers ?? {})].filter(isPresent);
}

function isAws(provider: pulumi.ProviderResource): boolean {
    // Left out of the SDK's types.
    const { getPackage } = provider as { readonly getPackage?: () => string };
    return getPackage?.call(provider) === "aws";
}
