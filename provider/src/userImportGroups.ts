import * as pulumi from "@pulumi/pulumi";
import type { AwsArgs } from "./program/awsArgs";
import { withSecretCredentials } from "./program/awsProperty";
import { folderOf } from "./program/engineFacts";
import { groupsProperty } from "./program/groupsProperty";
import { refuseAnyProvider, transformedRefusal } from "./program/refuseAwsProvider";
import { warnOfAwsSettings } from "./program/warnOfAwsSettings";
import { groupMembersText, groupRecordText } from "./provider";

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
    public constructor(name: string, args: UserImportGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "cognito-user-import:index:UserImportGroups",
            name,
            {},
            refuseAnyProvider(name, opts, "UserImportGroups"),
        );
        const refusal = transformedRefusal("UserImportGroups", name, this);
        if (refusal !== undefined) throw refusal;
        warnOfAwsSettings();
        const { userPoolId, callsPerSecond, exclusive, maxMissingUsers } = args;
        const shared = {
            userPoolId,
            callsPerSecond,
            ...groupsProperty(args.groups),
            ...folderOf(args.groups),
            ...(args.aws !== undefined && { aws: withSecretCredentials(args.aws) }),
        };
        const record = new GroupRecord(`${name}-record`, shared, this);
        const { contentDigest, generation, groupNames, leaving } = record;
        const given = { ...shared, contentDigest, generation, groupNames, leaving, exclusive, maxMissingUsers };
        const members = new GroupMembers(`${name}-members`, given, this);
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

/** The dynamic resource that knows which memberships are its stack's. */
class GroupRecord extends pulumi.CustomResource {
    declare public readonly contentDigest: pulumi.Output<string>;
    declare public readonly recordedMemberships: pulumi.Output<number>;
    declare public readonly existingMemberships: pulumi.Output<number>;
    declare public readonly generation: pulumi.Output<string>;
    declare public readonly groupNames: pulumi.Output<readonly string[]>;
    declare public readonly leaving: pulumi.Output<string>;

    public constructor(name: string, inputs: pulumi.Inputs, parent: pulumi.Resource) {
        const counts = { recordedMemberships: undefined, existingMemberships: undefined };
        const outputs = {
            contentDigest: undefined,
            generation: undefined,
            groupNames: undefined,
            leaving: undefined,
            ...counts,
        };
        const type = "pulumi-nodejs:dynamic/cognito-user-import:UserImportGroupsRecord";
        const added = { __provider: groupRecordText, resourceUrn: urnOf(name, type, parent) };
        super(type, name, { ...outputs, ...inputs, ...added }, { parent, ...recordOptions });
    }
}

/** A record that is made while the old one is still there would take its memberships for those of others. */
const recordOptions: pulumi.CustomResourceOptions = {
    deleteBeforeReplace: true,
    additionalSecretOutputs: ["ledger", "leaving", "contentDigest"],
};

/** The dynamic resource that puts users in. */
class GroupMembers extends pulumi.CustomResource {
    declare public readonly members: pulumi.Output<Readonly<Record<string, number>>>;
    declare public readonly missingUsers: pulumi.Output<number>;
    declare public readonly missingLines: pulumi.Output<readonly string[]>;
    declare public readonly takenOut: pulumi.Output<number>;

    public constructor(name: string, inputs: pulumi.Inputs, parent: pulumi.Resource) {
        const outputs = {
            members: undefined,
            missingUsers: undefined,
            missingLines: undefined,
            takenOut: undefined,
        };
        const type = "pulumi-nodejs:dynamic/cognito-user-import:UserImportGroupMembers";
        const added = { __provider: groupMembersText, resourceUrn: urnOf(name, type, parent) };
        super(type, name, { ...outputs, ...inputs, ...added }, { parent, additionalSecretOutputs: ["contentDigest"] });
    }
}

/** The provider is not told its resource's URN, which the engine's display wants with every line. */
function urnOf(name: string, type: string, parent: pulumi.Resource): Promise<string> {
    const urn = pulumi.createUrn(name, type, parent);
    return new Promise((resolve) => urn.apply(resolve));
}
