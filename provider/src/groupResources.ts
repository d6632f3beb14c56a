import * as pulumi from "@pulumi/pulumi";
import { groupMembersText, groupRecordText } from "./provider";

/** Through which plugin a resource is made. */
export type Door = "dynamic" | "native";

/** A type by its doors: what one has made in a stack's state, the other takes over. */
type TypeByDoor = Readonly<Record<Door, string>>;

const recordType: TypeByDoor = {
    dynamic: "pulumi-nodejs:dynamic/cognito-user-import:UserImportGroupsRecord",
    native: "cognito-user-import:index:UserImportGroupRecord",
};

const membersType: TypeByDoor = {
    dynamic: "pulumi-nodejs:dynamic/cognito-user-import:UserImportGroupMembers",
    native: "cognito-user-import:index:UserImportGroupMembers",
};

/** How one of the two resources of a `UserImportGroups` is made. */
export interface GroupResourceOptions extends pulumi.CustomResourceOptions {
    readonly parent: pulumi.Resource;
}

/** The resource that knows which memberships are its stack's. */
export class GroupRecord extends pulumi.CustomResource {
    declare public readonly contentDigest: pulumi.Output<string>;
    declare public readonly recordedMemberships: pulumi.Output<number>;
    declare public readonly existingMemberships: pulumi.Output<number>;
    declare public readonly generation: pulumi.Output<string>;
    declare public readonly groupNames: pulumi.Output<readonly string[]>;
    declare public readonly leaving: pulumi.Output<string>;

    public constructor(door: Door, name: string, inputs: pulumi.Inputs, options: GroupResourceOptions) {
        const counts = { recordedMemberships: undefined, existingMemberships: undefined };
        const outputs = {
            contentDigest: undefined,
            generation: undefined,
            groupNames: undefined,
            leaving: undefined,
            ...counts,
        };
        const added = addedThrough(door, groupRecordText, name, recordType, options);
        super(
            recordType[door],
            name,
            { ...outputs, ...inputs, ...added },
            {
                ...options,
                ...aliasOf(door, recordType),
                // A record that is made while the old one is still there would take its memberships for those of others.
                deleteBeforeReplace: true,
                additionalSecretOutputs: ["ledger", "leaving", "contentDigest"],
            },
        );
    }
}

/** The resource that puts users in. */
export class GroupMembers extends pulumi.CustomResource {
    declare public readonly members: pulumi.Output<Readonly<Record<string, number>>>;
    declare public readonly missingUsers: pulumi.Output<number>;
    declare public readonly missingLines: pulumi.Output<readonly string[]>;
    declare public readonly takenOut: pulumi.Output<number>;

    public constructor(door: Door, name: string, inputs: pulumi.Inputs, options: GroupResourceOptions) {
        const outputs = {
            members: undefined,
            missingUsers: undefined,
            missingLines: undefined,
            takenOut: undefined,
        };
        const added = addedThrough(door, groupMembersText, name, membersType, options);
        super(
            membersType[door],
            name,
            { ...outputs, ...inputs, ...added },
            {
                ...options,
                ...aliasOf(door, membersType),
                additionalSecretOutputs: ["contentDigest"],
            },
        );
    }
}

/** What only a dynamic provider has to be told: itself, and its resource's URN, which the engine's display wants with every line. */
function addedThrough(
    door: Door,
    text: string,
    name: string,
    type: TypeByDoor,
    { parent }: GroupResourceOptions,
): pulumi.Inputs {
    if (door === "native") {
        return {};
    }
    const urn = pulumi.createUrn(name, type.dynamic, parent);
    return { __provider: text, resourceUrn: new Promise<string>((resolve) => urn.apply(resolve)) };
}

function aliasOf(door: Door, type: TypeByDoor): Pick<pulumi.CustomResourceOptions, "aliases"> {
    return { aliases: [{ type: door === "native" ? type.dynamic : type.native }] };
}
