import * as pulumi from "@pulumi/pulumi";
import { hideInputs, jobProperties } from "./jobProperties";
import { inlineProgramFolder, onceWhereIgnored, organizationName } from "./program/engineFacts";
import { refuseAnyProvider, transformedRefusal } from "./program/refuseAwsProvider";
import { warnOfAwsSettings } from "./program/warnOfAwsSettings";
import { providerText } from "./provider";
import type { RowFailure } from "./types";
import type { UserImportJobArgs } from "./userImportJobArgs";

/** The type of a dynamic resource, which Pulumi's own plugin for them serves. States are found by it. */
const resourceType = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";

/** The type that the native plugin has for it: what that has made in a stack's state is taken over. */
const nativeType = "cognito-user-import:index:UserImportJob";

/**
 * An Amazon Cognito user import job: `pulumi up` uploads the CSV, starts the job and waits for it; `refresh` reads it;
 * `destroy` stops it while it runs. Imported users stay. The id is `<userPoolId>/<jobId>`.
 *
 * @remarks
 * To the engine it is a dynamic resource, though not an instance of `pulumi.dynamic.Resource`, whose constructor
 * would serialise the provider with the TypeScript compiler into every state.
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
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserImportJob.html
 */
export class UserImportJob extends pulumi.CustomResource {
    /** AWS's id of the job, such as `import-AbCdEfGhIj`. */
    declare public readonly jobId: pulumi.Output<string>;
    /** AWS's name of the job. */
    declare public readonly jobName: pulumi.Output<string>;
    /** The user pool that the users went into. */
    declare public readonly userPoolId: pulumi.Output<string>;
    /** Created, Pending, InProgress, Stopping, Stopped, Succeeded, Failed or Expired. */
    declare public readonly status: pulumi.Output<string>;
    /** ISO 8601. */
    declare public readonly creationDate: pulumi.Output<string | undefined>;
    /** ISO 8601; `undefined` until the job is started. AWS sets it anew when the job begins to import. */
    declare public readonly startDate: pulumi.Output<string | undefined>;
    /** ISO 8601; `undefined` until the job has ended. */
    declare public readonly completionDate: pulumi.Output<string | undefined>;
    /** Users that the job created. */
    declare public readonly importedUsers: pulumi.Output<number>;
    /** Users who were in the pool already and were left as they are. */
    declare public readonly skippedUsers: pulumi.Output<number>;
    /** Rows that Cognito refused; `failures` tells why. */
    declare public readonly failedUsers: pulumi.Output<number>;
    /** Rows that were left out since their users were in the pool already; `undefined` until the job has succeeded. */
    declare public readonly omittedUsers: pulumi.Output<number | undefined>;
    /** Rows of the source; of an adopted job, the sum of the three counts. */
    declare public readonly totalUsers: pulumi.Output<number>;
    /** AWS's word on how the job ended; `undefined` where it says nothing. */
    declare public readonly completionMessage: pulumi.Output<string | undefined>;
    /** As given; `undefined` where the CSV has no hashes. */
    declare public readonly passwordHashingAlgorithm: pulumi.Output<string | undefined>;
    /** `sha256:` and 64 hex digits of the source; `undefined` for an adopted job. */
    declare public readonly sourceDigest: pulumi.Output<string | undefined>;
    /** The first 100 failed rows by line, with Cognito's reasons; never a value of the row. */
    declare public readonly failures: pulumi.Output<RowFailure[]>;

    /**
     * Adopts a job that exists: it is read and refreshed, never created, started or stopped.
     *
     * @param id `<userPoolId>/<jobId>`
     * @param access the argument `aws` to read it with, where that is not the stack's `aws:` config
     */
    public static get(
        name: string,
        id: pulumi.Input<pulumi.ID>,
        opts?: pulumi.CustomResourceOptions,
        access: Pick<UserImportJobArgs, "aws"> = {},
    ): UserImportJob {
        return new UserImportJob(name, undefined, { ...opts, id }, access);
    }

    /** @throws pulumi.RunError where the options have a provider, or a parent or transformation hands an AWS provider down */
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
        opts?: pulumi.CustomResourceOptions,
        access: Pick<UserImportJobArgs, "aws"> | undefined = args,
    ) {
        const options = pulumi.mergeOptions({ aliases: [{ type: nativeType }] }, refuseAnyProvider(name, opts));
        let refusal: pulumi.RunError | undefined;
        // The provider is not told its resource's URN, which the engine's display wants with every line.
        // As a promise: the output depends on the parent and so on the parent's other children, who would wait for each other.
        const urn = pulumi.createUrn(name, resourceType, opts?.parent);
        const known = new Promise<string>((resolve) => urn.apply(resolve));
        // The registration waits for it, and so is not sent; later, since the SDK changes the message.
        const refused = () => new Promise<never>((_, reject) => setImmediate(() => reject(refusal)));
        const resourceUrn = Promise.resolve().then(() => (refusal === undefined ? known : refused()));
        const once = args !== undefined && onceWhereIgnored(args.once, opts);
        const given = { ...jobProperties(args, access, inlineProgramFolder()), ...once };
        // An adopted job is read and not checked, and what it is read with is kept.
        const isUp = pulumi.runtime.isDryRun() || args === undefined ? undefined : true;
        const added = { resourceUrn, organization: organizationName(), isUp, __provider: providerText };
        super(resourceType, name, { ...given, ...added }, options);
        refusal = transformedRefusal("UserImportJob", name, this);
        if (refusal !== undefined) throw refusal;
        warnOfAwsSettings();
        hideInputs(this);
    }
}
