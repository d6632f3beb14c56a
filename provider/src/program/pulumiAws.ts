import * as pulumi from "@pulumi/pulumi";

/** The parts of @pulumi/aws that this package uses; `import()` types vanish from the compiled code. */
export interface PulumiAws {
    readonly Provider: typeof import("@pulumi/aws/provider").Provider;
    readonly Role: typeof import("@pulumi/aws/iam/role").Role;
    readonly RolePolicy: typeof import("@pulumi/aws/iam/rolePolicy").RolePolicy;
    readonly getCallerIdentityOutput: typeof import("@pulumi/aws/getCallerIdentity").getCallerIdentityOutput;
    readonly getPartitionOutput: typeof import("@pulumi/aws/getPartition").getPartitionOutput;
    readonly getRegionOutput: typeof import("@pulumi/aws/getRegion").getRegionOutput;
}

/**
 * Loads the few modules of @pulumi/aws that a role takes, not the package's 300. Only programs that let us create a
 * role get here, so that all others neither load nor need the package (an optional peer).
 *
 * @throws pulumi.RunError where @pulumi/aws is not installed, saying how to do without
 */
export function loadPulumiAws(): PulumiAws {
    try {
        return {
            Provider: require("@pulumi/aws/provider").Provider,
            Role: require("@pulumi/aws/iam/role").Role,
            RolePolicy: require("@pulumi/aws/iam/rolePolicy").RolePolicy,
            getCallerIdentityOutput: require("@pulumi/aws/getCallerIdentity").getCallerIdentityOutput,
            getPartitionOutput: require("@pulumi/aws/getPartition").getPartitionOutput,
            getRegionOutput: require("@pulumi/aws/getRegion").getRegionOutput,
        };
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") {
            throw error;
        }
        throw new pulumi.RunError(
            "The package @pulumi/aws, version 7, is not installed. It is needed to create the role with which Cognito writes the " +
                "log of an import. Run `npm install @pulumi/aws@7`, or set cloudWatchLogsRoleArn to the ARN of an existing role.",
        );
    }
}
