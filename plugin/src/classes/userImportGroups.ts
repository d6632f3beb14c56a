import * as pulumi from "@pulumi/pulumi";
import type { UserImportGroups as LocalGroups, UserImportGroupsArgs } from "pulumi-cognito-user-import";
import { inlineProgramFolder } from "pulumi-cognito-user-import/bin/nativeProgram";
import { componentOptions } from "./package";
import { secretArguments } from "./secretArguments";

/** What only a `UserImportGroups` has, of all components. */
type GroupsOutputs = Omit<LocalGroups, keyof pulumi.ComponentResource>;

/**
 * Puts many users into groups that exist, in the native plugin. Arguments and outputs are those of the class of the same name in
 * `pulumi-cognito-user-import`, whose docstrings tell more; the AWS settings are those of the {@link Provider} in the option
 * `providers`, or of the config `cognito-user-import:`.
 *
 * @example
 * ```ts
 * const members = new UserImportGroups("members", { userPoolId: pool.id, groups: "groups.csv" }, { dependsOn: [everybody] });
 * export const added = members.addedMemberships;
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the outputs are those of the dynamic resource, and written there once
export class UserImportGroups extends pulumi.ComponentResource {
    public constructor(name: string, args: UserImportGroupsArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const inputs = {
            ...groupsOutputs,
            ...args,
            ...secretArguments(args),
            sourceFolder: inlineProgramFolder(),
        };
        super("cognito-user-import:index:UserImportGroups", name, inputs, componentOptions(opts), true);
    }
}

export interface UserImportGroups extends GroupsOutputs {}

const groupsOutputs: Readonly<Record<keyof GroupsOutputs, undefined>> = {
    addedMemberships: undefined,
    existingMemberships: undefined,
    removedMemberships: undefined,
    missingUsers: undefined,
    missingLines: undefined,
    members: undefined,
};
