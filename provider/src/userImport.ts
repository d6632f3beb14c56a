import * as pulumi from "@pulumi/pulumi";
import { type ComponentHost, programHost } from "./componentHost";
import { createJobs, type MadeJobs } from "./partJobs";
import { providerOf } from "./program/awsProvider";
import { awsType } from "./program/refuseAwsProvider";
import { mergeFailures, statusOf, sumCounts } from "./split/jobResults";
import { jobLimits, type PartLimits } from "./split/part";
import type { Parts, SplitPlan } from "./split/splitPlan";
import { splitSource } from "./split/splitSource";
import type { RowFailure } from "./types";
import type { UserImportJob } from "./userImportJob";
import type { UserImportJobArgs } from "./userImportJobArgs";
import { UserImportRole, type UserImportRoleArgs } from "./userImportRole";

/**
 * The arguments of a {@link UserImport}: those of a {@link UserImportJob}, which hold for each of its jobs, but that
 * `source` and `users` may be of any size, the jobs' names are made of the component's, and the role need not be given.
 *
 * `aws` holds for the role that is created too.
 *
 * `maxFailedUsers`, `maxSkippedUsers` and `maxOmittedUsers` are limits of all jobs together; `timeout` is one of each job.
 */
export interface UserImportArgs extends Omit<UserImportJobArgs, "cloudWatchLogsRoleArn" | "jobName" | "users"> {
    /** The users themselves, of any number; either this or `source` is required. They are always kept as a secret. */
    readonly users?: NonNullable<UserImportJobArgs["users"]>;
    /** The role that Cognito writes the jobs' logs with; by default a {@link UserImportRole} is created, with the AWS provider. */
    readonly cloudWatchLogsRoleArn?: pulumi.Input<string> | undefined;
    /** How to create the role, where none is given. */
    readonly role?: Omit<UserImportRoleArgs, "userPoolId">;
}

/**
 * Imports users however many they are: a file, an object in S3 or a list of `users` is split into as many import jobs as it
 * needs (500,000 rows or 100 MB each), which run one after another. Counts and failures are those of all jobs, lines are
 * those of the whole; `users[n]` counts as line `n + 2`.
 *
 * An object that may be too large for one job is read once beforehand. A StringAsset or RemoteAsset is one job, and
 * refused where it is too large for that. Outputs are waited for: a preview that does not know them shows no jobs yet.
 * What depends on the component waits for all of its jobs.
 *
 * @example
 * ```ts
 * const everybody = new UserImport("everybody", { userPoolId: pool.id, source: "users.csv" });
 * export const imported = everybody.importedUsers;
 * ```
 */
export class UserImport extends pulumi.ComponentResource {
    /** The jobs, in the order of their rows; unknown in a preview where how many there are is not known yet. */
    public readonly jobs: pulumi.Output<UserImportJob[]>;
    /** The role that was created; `undefined` where one was given. */
    public readonly role: UserImportRole | undefined;
    /** `Succeeded` where every job has, else the status of the first that has not. */
    public readonly status: pulumi.Output<string>;
    /** Users that the jobs created. */
    public readonly importedUsers: pulumi.Output<number>;
    /** Users who were in the pool already and were left as they are. */
    public readonly skippedUsers: pulumi.Output<number>;
    /** Rows that Cognito refused; `failures` tells why. */
    public readonly failedUsers: pulumi.Output<number>;
    /** Rows left out because their users were in the pool already; 0 unless `existingUsers` is or was `"omit"`. */
    public readonly omittedUsers: pulumi.Output<number>;
    /** Rows of the source. */
    public readonly totalUsers: pulumi.Output<number>;
    /** The first 100 failed rows by their line in the source, with Cognito's reasons; never a value of the row. */
    public readonly failures: pulumi.Output<RowFailure[]>;

    /**
     * @param limits other limits than those of AWS's jobs, for tests
     * @throws pulumi.RunError where the options have an AWS provider, or a parent or transformation hands one down
     */
    public constructor(name: string, args: UserImportArgs, opts?: pulumi.ComponentResourceOptions, limits?: PartLimits);
    /** @internal In another host than a program. */
    public constructor(
        name: string,
        args: UserImportArgs,
        opts: pulumi.ComponentResourceOptions | undefined,
        limits: PartLimits | undefined,
        host: ComponentHost,
    );
    public constructor(
        name: string,
        args: UserImportArgs,
        opts?: pulumi.ComponentResourceOptions,
        limits: PartLimits = jobLimits,
        host: ComponentHost = programHost,
    ) {
        super("cognito-user-import:index:UserImport", name, {}, host.optionsOf("UserImport", name, opts));
        host.accept("UserImport", name, this);
        const { role, cloudWatchLogsRoleArn, ...jobArgs } = args;
        if (cloudWatchLogsRoleArn === undefined) {
            const roleArgs = { ...role, userPoolId: args.userPoolId };
            const options = { parent: this, ...awsProviderOf(this, name, args, host) };
            this.role = new UserImportRole(`${name}-role`, roleArgs, options, host.loadAws);
        }
        const roleArn = cloudWatchLogsRoleArn ?? this.role?.arn ?? "";
        const { userPoolId, aws } = args;
        const { folder, settings } = host;
        const split = splitSource(args, { limits, userPoolId, aws, resource: this, folder, settings });
        const made = onceKnown(split.parts, (parts) =>
            createJobs(
                (job, own, dependsOn) => host.makeJob(`${name}-${job}`, own, { parent: this, dependsOn }),
                { ...jobArgs, cloudWatchLogsRoleArn: roleArn },
                { ...split, parts },
            ),
        );
        const sum = (count: (job: UserImportJob) => pulumi.Output<number | undefined>): pulumi.Output<number> =>
            made.apply(({ jobs }) => sumCounts(jobs.map(count)));
        this.jobs = made.apply(({ jobs }) => jobs);
        this.status = made.apply(({ jobs }) => pulumi.all(jobs.map((job) => job.status)).apply(statusOf));
        this.importedUsers = sum((job) => job.importedUsers);
        this.skippedUsers = sum((job) => job.skippedUsers);
        this.failedUsers = sum((job) => job.failedUsers);
        this.omittedUsers = sum((job) => job.omittedUsers);
        this.totalUsers = sum((job) => job.totalUsers);
        this.failures = made.apply(({ jobs, parts }) =>
            pulumi.all(jobs.map((job) => job.failures)).apply((lists) => mergeFailures(lists, parts)),
        );
        this.registerOutputs({
            status: this.status,
            importedUsers: this.importedUsers,
            skippedUsers: this.skippedUsers,
            failedUsers: this.failedUsers,
            omittedUsers: this.omittedUsers,
            totalUsers: this.totalUsers,
            failures: this.failures,
        });
    }

    /** What depends on the component waits for this, and then for the jobs that there are. */
    protected override async initialize(): Promise<void> {
        // It is called before the constructor has set anything.
        await Promise.resolve();
        const jobs = this.jobs as UserImport["jobs"] | undefined;
        if (jobs === undefined) {
            // The constructor has thrown.
            return;
        }
        let isKnown = false;
        const settled = jobs.apply(() => {
            isKnown = true;
        });
        await pulumi.isSecret(settled);
        if (!isKnown) {
            await pulumi.log.info(
                "The number of jobs is not known before the source is. Until then the preview shows no jobs, and the jobs of an " +
                    "earlier run look as if they are deleted.",
                this,
            );
        }
    }
}

/** The AWS provider of the role, where that is another than what the component hands down. */
function awsProviderOf(
    component: UserImport,
    name: string,
    { aws, userPoolId }: UserImportArgs,
    { loadAws, settings }: ComponentHost,
): { provider?: pulumi.ProviderResource } {
    const isOwn = aws !== undefined || (settings.isForeign && component.getProvider(awsType) === undefined);
    return isOwn ? { provider: providerOf(loadAws(), `${name}-aws`, { aws, settings, userPoolId }, component) } : {};
}

/**
 * Calls at once where nothing has to be waited for. A secret source makes no secret of what comes out of its jobs, which
 * know themselves what of it is one.
 */
function onceKnown(parts: SplitPlan["parts"], create: (parts: Parts) => MadeJobs): pulumi.Output<MadeJobs> {
    return pulumi.Output.isInstance(parts)
        ? pulumi.unsecret(parts.apply(create) as pulumi.Output<MadeJobs>)
        : (pulumi.output(create(parts)) as pulumi.Output<MadeJobs>);
}
