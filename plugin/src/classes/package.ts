import * as pulumi from "@pulumi/pulumi";
import { version } from "../schema";

const packageName = "cognito-user-import";

/** Where releases of the plugin are, for a machine that has no other copy of it. */
export const pluginDownloadURL = "github://api.github.com/pulumi-cognito-user-import/pulumi-cognito-user-import";

/** What every resource of the package asks of the engine: a plugin of this package's own version. */
export const ofThisPackage = { version, pluginDownloadURL } satisfies pulumi.CustomResourceOptions;

/**
 * The options of a component that the plugin makes. The package's own provider goes from `providers` to `provider`, which means the
 * same: of the former, the SDK warns that it contradicts itself.
 */
export function componentOptions(opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    const { provider, providers, ...others } = opts;
    const given = [provider, ...Object.values(providers ?? {})].filter((one) => one !== undefined);
    const own = given.find((one) => packageOf(one) === packageName);
    const rest = given.filter((one) => one !== own);
    return pulumi.mergeOptions(ofThisPackage, {
        ...others,
        ...(own !== undefined && { provider: own }),
        ...(rest.length > 0 && { providers: rest }),
    });
}

/** Left out of the SDK's types. */
function packageOf(provider: pulumi.ProviderResource): string | undefined {
    return (provider as { readonly getPackage?: () => string }).getPackage?.();
}
