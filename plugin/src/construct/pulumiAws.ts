import * as pulumi from "@pulumi/pulumi";
import type { PulumiAws } from "pulumi-cognito-user-import/bin/nativeProgram";
import { textOf } from "../configuration";

/**
 * What a role takes of `@pulumi/aws`, by its tokens: the plugin has no such package, and whatever AWS plugin the program has, or the
 * engine installs, serves them.
 */
export const pulumiAws = {
    Provider: class extends pulumi.ProviderResource {
        public constructor(name: string, args: pulumi.Inputs, opts: pulumi.ResourceOptions) {
            super(
                "aws",
                name,
                Object.fromEntries(Object.entries(args).map(([key, value]) => [key, asText(value)])),
                opts,
            );
        }
    },
    Role: class extends pulumi.CustomResource {
        public constructor(name: string, args: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
            super("aws:iam/role:Role", name, { arn: undefined, name: undefined, ...args }, opts);
        }
    },
    RolePolicy: class extends pulumi.CustomResource {
        public constructor(name: string, args: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
            super("aws:iam/rolePolicy:RolePolicy", name, args, opts);
        }
    },
    getCallerIdentityOutput: looksUp("aws:index/getCallerIdentity:getCallerIdentity"),
    getPartitionOutput: looksUp("aws:index/getPartition:getPartition"),
    getRegionOutput: (args: pulumi.Inputs, opts: pulumi.InvokeOutputOptions) =>
        looksUp("aws:index/getRegion:getRegion")(args, opts).apply((found) => ({
            ...found,
            // Before version 7 of the AWS plugin.
            region: found.region ?? found.name,
        })),
} as unknown as PulumiAws;

function looksUp(token: string) {
    return (args: pulumi.Inputs, opts: pulumi.InvokeOutputOptions) =>
        pulumi.runtime.invokeOutput<Readonly<Record<string, unknown>>>(token, args, opts);
}

/** The settings of a provider are texts, and JSON where they have parts. */
function asText(value: unknown): pulumi.Output<string | undefined> {
    return (pulumi.output(value) as pulumi.Output<unknown>).apply((known) => textOf(known));
}
