import * as pulumi from "@pulumi/pulumi";
import type { UserImport as LocalImport, UserImportArgs } from "pulumi-cognito-user-import";
import { inlineProgramFolder } from "pulumi-cognito-user-import/bin/nativeProgram";
import { componentOptions } from "./package";
import { secretArguments } from "./secretArguments";

/** What only a `UserImport` has, of all components, and a program gets of one that the plugin makes. */
type ImportOutputs = Omit<LocalImport, keyof pulumi.ComponentResource | "jobs" | "role">;

/**
 * Imports users however many they are, in the native plugin: a file, an object in S3 or a list of `users` is split into as many import
 * jobs as it needs, which run one after another. Arguments and outputs are those of the class of the same name in
 * `pulumi-cognito-user-import`, whose docstrings tell more; `jobs` and `role` stay the plugin's.
 *
 * The jobs have the AWS settings of the {@link Provider} in the option `providers`, or of the config `cognito-user-import:`. So has the
 * role, unless an AWS provider is in `providers` too; without either it has those of the config `aws:`.
 *
 * @example
 * ```ts
 * const everybody = new UserImport("everybody", { userPoolId: pool.id, source: "users.csv" });
 * export const imported = everybody.importedUsers;
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the outputs are those of the dynamic resource, and written there once
export class UserImport extends pulumi.ComponentResource {
    public constructor(name: string, args: UserImportArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const inputs = {
            ...importOutputs,
            ...args,
            ...secretArguments(args),
            sourceFolder: inlineProgramFolder(),
        };
        super("cognito-user-import:index:UserImport", name, inputs, componentOptions(opts), true);
    }
}

export interface UserImport extends ImportOutputs {}

const importOutputs: Readonly<Record<keyof ImportOutputs, undefined>> = {
    status: undefined,
    importedUsers: undefined,
    skippedUsers: undefined,
    failedUsers: undefined,
    omittedUsers: undefined,
    totalUsers: undefined,
    failures: undefined,
};
