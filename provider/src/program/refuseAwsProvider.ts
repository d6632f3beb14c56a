import * as pulumi from "@pulumi/pulumi";

/** What of a resource's options may hold a provider. */
type Options = Pick<pulumi.ComponentResourceOptions, "parent" | "provider" | "providers">;

/** Any type of the AWS plugin's: by it Pulumi finds the provider that a parent hands down. */
const awsType = "aws:cognito/userPool:UserPool";

const settingsAdvice =
    "Jobs take account and credentials from the stack's config, such as `pulumi config set aws:profile NAME` or aws:assumeRole, " +
    "and the region from the pool's id.";

const roleAdvice =
    "A role in that provider's account is `new UserImportRole(name, { userPoolId }, { provider })`, whose arn is given as " +
    "cloudWatchLogsRoleArn.";

/**
 * Refuses an AWS provider given to a `UserImport`: its role would go to the provider's account, and its jobs silently to
 * that of the stack's config.
 *
 * @returns the options as they are
 * @throws pulumi.RunError where the options have an AWS provider, or the parent hands one down
 */
export function refuseAwsProvider<Given extends Options>(name: string, opts: Given | undefined): Given | undefined {
    const { provider, providers } = opts ?? {};
    if ([provider, ...Object.values(providers ?? {})].some(isAws)) {
        throw new pulumi.RunError(
            `UserImport "${name}" takes no AWS provider: leave it out of the options. ${settingsAdvice} ${roleAdvice}`,
        );
    }
    refuseInherited(`UserImport "${name}"`, opts, roleAdvice);
    return opts;
}

/**
 * Refuses any provider given to a `UserImportJob`, which Pulumi's own plugin for dynamic resources makes: another plugin
 * would be asked for it, and what that answers would be in state.
 *
 * @throws pulumi.RunError where the options have a provider, or the parent hands an AWS provider down
 */
export function refuseAnyProvider(name: string, opts: Options | undefined): void {
    if (opts?.provider !== undefined || opts?.providers !== undefined) {
        throw new pulumi.RunError(
            `UserImportJob "${name}" takes no provider: leave it out of the options. ${settingsAdvice}`,
        );
    }
    refuseInherited(`UserImportJob "${name}"`, opts);
}

function refuseInherited(what: string, opts: Options | undefined, more = ""): void {
    if (opts?.parent?.getProvider(awsType) !== undefined) {
        const refusal = `${what} takes no AWS provider, and its parent has one, which children inherit: give it another parent, or none.`;
        throw new pulumi.RunError([refusal, settingsAdvice, more].join(" ").trim());
    }
}

function isAws(provider: pulumi.ProviderResource | undefined): boolean {
    // Left out of the SDK's types.
    const { getPackage } = (provider ?? {}) as { readonly getPackage?: () => string };
    return getPackage?.call(provider) === "aws";
}
