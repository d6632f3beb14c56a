import * as pulumi from "@pulumi/pulumi";

/**
 * The source as it goes into state: an asset that holds its content, or a URL, is a secret. Inside an output an asset has
 * lost its class, but not its fields.
 */
export function secretAsset(source: string | pulumi.asset.Asset | undefined): pulumi.Input<unknown> {
    // Any part of a URL may be a credential: whoever knows it can read the users.
    return typeof source !== "object" || source === null || "path" in source ? source : pulumi.secret(source);
}
