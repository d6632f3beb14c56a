import * as pulumi from "@pulumi/pulumi";
import { type ComponentHost, programHost } from "./componentHost";
import type { AwsArgs } from "./program/awsArgs";
import { withSecretCredentials } from "./program/awsProperty";
import { folderOf } from "./program/engineFacts";
import { groupsProperty } from "./program/groupsProperty";

/** The arguments of a {@link UserImportGroups}. */
export interface UserImportGroupsArgs {
    /** The pool. Its users and its groups must exist when the resource is created. */
    readonly userPoolId: pulumi.Input<string>;
    /**
     * Who is to be in which group: the path of a groups file, `s3://bucket/key`, a Pulumi asset, or the usernames by group. A groups
     * file is a CSV with the columns `cognito:username` and `group`. Always kept as a secret, but for a path.
     */
    readonly groups: pulumi.Input<
        string | pulumi.asset.Asset | Readonly<Record<string, readonly pulumi.Input<string>[]>>
    >;
    /** Whether everybody else is taken out of these groups. Default: false. */
    readonly exclusive?: pulumi.Input<boolean> | undefined;
    /** More users who do not exist fail the update, after all others are in their groups. Default: 0. */
    readonly maxMissingUsers?: pulumi.Input<number> | undefined;
    /** Calls that change a membership, in a second. Cognito's quota is 25 for all of an account in a region. Default: 20. */
    readonly callsPerSecond?: pulumi.Input<number> | undefined;
    /** Another account, profile, role, region or endpoint than that of the stack's `aws:` config. */
    readonly aws?: pulumi.Input<AwsArgs> | undefined;
}

/**
 * Puts many users into groups that exist. It takes out again only whom it has put in: if they are no longer in `groups`, and in
 * `destroy`. With `exclusive`, everybody else is taken out of these groups too.
 *
 * @example
 * ```ts
 * const members = new UserImportGroups("members", { userPoolId: pool.id, groups: "groups.csv" }, { dependsOn: [everybody] });
 * export const added = members.addedMemberships;
 * ```
 */
export class UserImportGroups extends pulumi.ComponentResource {
    /** Memberships that this resource has put in. */
    public readonly addedMemberships: pulumi.Output<number>;
    /** Memberships of `groups` that others had put in. They stay when the resource is deleted. */
    public readonly existingMemberships: pulumi.Output<number>;
    /** Memberships that the last update took out: of users who are no longer in `groups`, or not in it at all with `exclusive`. */
    public readonly removedMemberships: pulumi.Output<number>;
    /** Lines of `groups` whose users do not exist. */
    public readonly missingUsers: pulumi.Output<number>;
    /** The first 20 of these lines, such as `groups.csv:17`; never a username. */
    public readonly missingLines: pulumi.Output<readonly string[]>;
    /** How many members each group has, whoever put them in. */
    public readonly members: pulumi.Output<Readonly<Record<string, number>>>;

    /** @throws pulumi.RunError where the options have a provider, or a parent or transformation hands an AWS provider down */
    public constructor(name: string, args: UserImportGroupsArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal In another host than a program. */
    public constructor(
        name: string,
        args: UserImportGroupsArgs,
        opts: pulumi.ComponentResourceOptions | undefined,
        host: ComponentHost,
    );
    public constructor(
        name: string,
        args: UserImportGroupsArgs,
        opts?: pulumi.ComponentResourceOptions,
        host: ComponentHost = programHost,
    ) {
        super("cognito-user-import:index:UserImportGroups", name, {}, host.optionsOf("UserImportGroups", name, opts));
        host.accept("UserImportGroups", name, this);
        const { userPoolId, callsPerSecond, exclusive, maxMissingUsers } = args;
        const shared = {
            userPoolId,
            callsPerSecond,
            ...groupsProperty(args.groups),
            ...folderOf(args.groups, host.folder),
            ...(args.aws !== undefined && { aws: withSecretCredentials(args.aws) }),
        };
        const record = host.makeGroupRecord(`${name}-record`, shared, this);
        const { contentDigest, generation, groupNames, leaving } = record;
        const given = { ...shared, contentDigest, generation, groupNames, leaving, exclusive, maxMissingUsers };
        const members = host.makeGroupMembers(`${name}-members`, given, this);
        this.addedMemberships = pulumi
            .all([record.recordedMemberships, members.missingUsers])
            .apply(([recorded, missing]) => recorded - missing);
        this.existingMemberships = record.existingMemberships;
        this.removedMemberships = members.takenOut;
        this.missingUsers = members.missingUsers;
        this.missingLines = members.missingLines;
        this.members = members.members;
        this.registerOutputs({
            addedMemberships: this.addedMemberships,
            existingMemberships: this.existingMemberships,
            removedMemberships: this.removedMemberships,
            missingUsers: this.missingUsers,
            missingLines: this.missingLines,
            members: this.members,
        });
    }
}
