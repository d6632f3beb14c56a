import * as pulumi from "@pulumi/pulumi";
import { logsPolicy, type TrustScope, trustPolicy } from "./aws/rolePolicies";
import { regionOfUserPool } from "./aws/settings/config";
import { loadPulumiAws, type PulumiAws } from "./program/pulumiAws";

/** The arguments of a {@link UserImportRole}. */
export interface UserImportRoleArgs {
    /**
     * The pool that the role is for: its region is where the role may write logs. By default the provider's region.
     * With `confusedDeputyPrevention` only jobs of this pool may use the role; without a pool every pool of the account in the region.
     */
    readonly userPoolId?: pulumi.Input<string | undefined>;
    /**
     * Whether the trust policy has the conditions `aws:SourceAccount` and `aws:SourceArn`, so that Cognito may assume the role for jobs
     * of this account and pool only; `false` by default, as in AWS's guide.
     *
     * They guard against a "confused deputy": somebody in another account who gives Cognito this role. Nobody has shown that
     * Cognito's import sends these keys. Where it does not, Cognito cannot assume the role and every import fails: try it with a few users
     * first. A change changes the role in place.
     */
    readonly confusedDeputyPrevention?: pulumi.Input<boolean | undefined>;
    /** The role's name in IAM, up to 64 characters; by default made of the resource's name. A change is a new role. */
    readonly roleName?: pulumi.Input<string | undefined>;
    /** The role's path in IAM, such as `/cognito/`; `/` by default. A change is a new role. */
    readonly path?: pulumi.Input<string | undefined>;
    /** The ARN of a policy that bounds what the role may do. */
    readonly permissionsBoundary?: pulumi.Input<string | undefined>;
    /** Tags of the role. */
    readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
}

/**
 * The IAM role that Cognito writes the log of import jobs with: assumable by Cognito, and allowed the four actions on
 * `/aws/cognito/*` in CloudWatch Logs that an import takes.
 *
 * Its children are made with the AWS provider that the component is given, and with `@pulumi/aws` 7, which has to be
 * installed beside this package.
 *
 * @example
 * ```ts
 * const role = new UserImportRole("import-role", { userPoolId: pool.id });
 * new UserImportJob("seed", { userPoolId: pool.id, cloudWatchLogsRoleArn: role.arn, source: "users.csv" });
 * ```
 */
export class UserImportRole extends pulumi.ComponentResource {
    /** The role's ARN; known once its policy is attached, so that whatever uses it waits for that. */
    public readonly arn: pulumi.Output<string>;
    /** The role's name in IAM. */
    public readonly roleName: pulumi.Output<string>;

    public constructor(name: string, args?: UserImportRoleArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal With other classes than those of `@pulumi/aws`. */
    public constructor(
        name: string,
        args: UserImportRoleArgs,
        opts: pulumi.ComponentResourceOptions,
        loadAws: () => PulumiAws,
    );
    public constructor(
        name: string,
        args: UserImportRoleArgs = {},
        opts?: pulumi.ComponentResourceOptions,
        loadAws: () => PulumiAws = loadPulumiAws,
    ) {
        super("cognito-user-import:index:UserImportRole", name, {}, opts);
        const aws = loadAws();
        const scope = roleScope(aws, args.userPoolId, { parent: this });
        const trust = pulumi
            .all([scope, args.confusedDeputyPrevention])
            .apply(([known, isRestricted]) => JSON.stringify(trustPolicy(isRestricted === true ? known : undefined)));
        const logs = scope.apply((known) => JSON.stringify(logsPolicy(known)));
        const role = new aws.Role(
            name,
            {
                description: "Lets Amazon Cognito write the log of user import jobs",
                assumeRolePolicy: trust,
                ...(args.roleName !== undefined && { name: args.roleName }),
                ...(args.path !== undefined && { path: args.path }),
                ...(args.permissionsBoundary !== undefined && { permissionsBoundary: args.permissionsBoundary }),
                ...(args.tags !== undefined && { tags: args.tags }),
            },
            { parent: this },
        );
        const policy = new aws.RolePolicy(name, { role: role.id, policy: logs }, { parent: this });
        this.arn = pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
        this.roleName = role.name;
        this.registerOutputs({ arn: this.arn, roleName: this.roleName });
    }
}

function roleScope(
    aws: PulumiAws,
    userPoolId: UserImportRoleArgs["userPoolId"],
    options: pulumi.InvokeOutputOptions,
): pulumi.Output<TrustScope> {
    const identity = aws.getCallerIdentityOutput({}, options);
    const partition = aws.getPartitionOutput({}, options);
    const region = aws.getRegionOutput({}, options);
    return pulumi.all([identity, partition, region, userPoolId]).apply(([caller, where, configured, pool]) => ({
        accountId: caller.accountId,
        partition: where.partition,
        // A pool's id begins with its region, whatever region the provider has.
        region: (pool !== undefined && regionOfUserPool(pool, configured)) || configured.region,
        userPoolId: pool,
    }));
}
