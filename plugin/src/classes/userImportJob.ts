import * as pulumi from "@pulumi/pulumi";
import type { UserImportJob as DynamicJob, UserImportJobArgs } from "pulumi-cognito-user-import";
import {
    hideInputs,
    inlineProgramFolder,
    jobProperties,
    onceWhereIgnored,
} from "pulumi-cognito-user-import/bin/nativeProgram";
import { ofThisPackage } from "./package";

/** The type by which the plugin knows the resource. */
export const jobType = "cognito-user-import:index:UserImportJob";

/** The type that the class of the same name in pulumi-cognito-user-import has: state of one is taken over by the other. */
const dynamicType = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";

/** The options of a job's resource. */
export function jobOptions(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    return pulumi.mergeOptions({ ...ofThisPackage, aliases: [{ type: dynamicType }] }, opts);
}

/** What only a `UserImportJob` has, of all resources. */
type JobOutputs = Omit<DynamicJob, keyof pulumi.CustomResource>;

/**
 * An Amazon Cognito user import job, made by the native plugin `cognito-user-import`: `pulumi up` uploads the CSV, starts the job and
 * waits for it; `refresh` reads it; `destroy` stops it while it runs. Imported users stay. The id is `<userPoolId>/<jobId>`.
 *
 * Arguments and outputs are those of the class of the same name in `pulumi-cognito-user-import`, and a job in a stack's state may
 * go from one to the other: nothing is imported again. The AWS settings are those of a {@link Provider} or of the config
 * `cognito-user-import:`; the argument `aws` comes before them.
 *
 * @example
 * ```ts
 * const seed = new UserImportJob("seed", {
 *     userPoolId: pool.id,
 *     cloudWatchLogsRoleArn: role.arn,
 *     source: "users.csv",
 * });
 * export const imported = seed.importedUsers;
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the outputs are those of the dynamic resource, and written there once
export class UserImportJob extends pulumi.CustomResource {
    /**
     * Adopts a job that exists: it is read and refreshed, never created, started or stopped.
     *
     * @param id `<userPoolId>/<jobId>`
     * @param access the argument `aws` to read it with, where that is not the provider's settings
     */
    public static get(
        name: string,
        id: pulumi.Input<pulumi.ID>,
        opts?: pulumi.CustomResourceOptions,
        access: Pick<UserImportJobArgs, "aws"> = {},
    ): UserImportJob {
        return new UserImportJob(name, undefined, { ...opts, id }, access);
    }

    public constructor(name: string, args: UserImportJobArgs, opts?: pulumi.CustomResourceOptions);
    /** @internal An adopted job has no arguments. */
    public constructor(
        name: string,
        args: undefined,
        opts: pulumi.CustomResourceOptions,
        access: Pick<UserImportJobArgs, "aws">,
    );
    public constructor(
        name: string,
        args: UserImportJobArgs | undefined,
        opts: pulumi.CustomResourceOptions = {},
        access: Pick<UserImportJobArgs, "aws"> | undefined = args,
    ) {
        // The plugin is told of ignored changes where it compares, and not where it reads the source.
        const once = args !== undefined && onceWhereIgnored(args.once, opts);
        super(jobType, name, { ...jobProperties(args, access, inlineProgramFolder()), ...once }, jobOptions(opts));
        hideInputs(this);
    }
}

export interface UserImportJob extends JobOutputs {}
