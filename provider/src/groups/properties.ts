import type { AwsArgument } from "../aws/settings/awsArgument";
import type { AssetValue } from "../source/sourceLocation";

/** What both resources of a `UserImportGroups` are given, as the engine passes it. Any of it may not be known in a preview. */
export interface GroupInputs {
    readonly userPoolId: string;
    /** Path of the groups file relative to `sourceFolder`, `s3://bucket/key`, or an asset. */
    readonly groups: string | AssetValue;
    /** Whether the program gave a record, which the asset then holds; `undefined`: it did not. */
    readonly isRecord?: boolean | undefined;
    /** Where a relative path starts; `undefined`: in the plugin's own folder. */
    readonly sourceFolder?: string | undefined;
    /** `undefined`: {@link defaultCallsPerSecond}. */
    readonly callsPerSecond?: number | undefined;
    /** Comes before the stack's `aws:` config; `undefined`: the config alone counts. */
    readonly aws?: AwsArgument | undefined;
    /** The resource's URN, for its row in the display. */
    readonly resourceUrn?: string | undefined;
    /** The provider's text, which every state must contain. */
    readonly __provider?: string | undefined;
}

/** What the record is given: see docs/decisions/0018. */
export interface RecordInputs extends GroupInputs {
    /** Of the memberships, in whatever order; see `contentDigestOf`. `check` adds it. */
    readonly contentDigest?: string | undefined;
}

/** What the state has of the record. */
export interface RecordOutputs extends Omit<RecordInputs, "groups" | "isRecord" | "sourceFolder"> {
    readonly contentDigest: string;
    /** The groups in which it may have put somebody. */
    readonly groupNames: readonly string[];
    /** The memberships that are put in, as fingerprints: see `Ledger`. A secret. */
    readonly ledger: string;
    /** In the same way, those that were put in and are no longer wanted, so that they are to be taken out. A secret. */
    readonly leaving: string;
    /** Another one for every record that is made, so that the members follow also where content goes back to what it was. */
    readonly generation: string;
    /** How many these are. */
    readonly recordedMemberships: number;
    /** Memberships of the source that others had put in. */
    readonly existingMemberships: number;
}

/** What the resource that puts users in is given. The record is made before anybody is put in or taken out. */
export interface MembersInputs
    extends GroupInputs,
        Pick<RecordOutputs, "contentDigest" | "generation" | "groupNames" | "leaving"> {
    readonly exclusive?: boolean | undefined;
    /** More users of the source who do not exist fail the update; `undefined`: 0. */
    readonly maxMissingUsers?: number | undefined;
}

/** What the state has of it. */
export interface MembersOutputs
    extends Omit<MembersInputs, "groups" | "groupNames" | "isRecord" | "leaving" | "sourceFolder"> {
    /** Members by group. */
    readonly members: Readonly<Record<string, number>>;
    /** Lines whose users the pool does not have. */
    readonly missingUsers: number;
    /** The first of them, such as `groups.csv:17`. */
    readonly missingLines: readonly string[];
    /** Memberships that the last run took out: those that were leaving, and with `exclusive` all others. */
    readonly takenOut: number;
    /** A refresh found members gone, so that the next `up` puts them in again; `undefined`: it did not. */
    readonly isDrifted?: true | undefined;
}

/** Calls a second, below Cognito's quota of 25 for the category UserResourceUpdate, which AWS does not raise. */
export const defaultCallsPerSecond = 20;
