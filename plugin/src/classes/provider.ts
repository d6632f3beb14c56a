import * as pulumi from "@pulumi/pulumi";
import type { AwsArgs } from "pulumi-cognito-user-import";
import { withSecretCredentials } from "pulumi-cognito-user-import/bin/nativeProgram";
import { ofThisPackage } from "./package";

/** The arguments of a {@link Provider}: which account, profile, role, region or endpoint its resources use. */
export interface ProviderArgs extends AwsArgs {}

/**
 * A configured copy of the plugin, for resources in another account or region than the stack's config `cognito-user-import:` names:
 * give it to them in the option `provider`, or to a component in `providers`.
 *
 * @example
 * ```ts
 * const other = new Provider("other", { profile: "customers", region: "eu-west-1" });
 * new UserImportJob("seed", { userPoolId, cloudWatchLogsRoleArn, source: "users.csv" }, { provider: other });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
    public constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
        const inputs = withSecretCredentials(args) as pulumi.Inputs;
        super("cognito-user-import", name, inputs, pulumi.mergeOptions(ofThisPackage, opts));
    }
}
