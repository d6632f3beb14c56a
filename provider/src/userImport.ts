import * as pulumi from "@pulumi/pulumi";
import { jobLimits, type Part, type PartLimits } from "./parts/partPlan";
import { formatPartReference } from "./parts/partReference";
import { addUp, mergeFailures, remaining, statusOf } from "./program/jobResults";
import { planFile } from "./program/planFile";
import type { RowFailure } from "./types";
import { UserImportJob, type UserImportJobArgs } from "./userImportJob";
import { UserImportRole, type UserImportRoleArgs } from "./userImportRole";

/**
 * The arguments of a {@link UserImport}: those of a {@link UserImportJob}, which hold for each of its jobs, but that the
 * jobs' names are made of the component's, and that the role need not be given.
 *
 * `maxFailedUsers` and `maxSkippedUsers` are limits of all jobs together; `timeout` is one of each job.
 */
export interface UserImportArgs extends Omit<UserImportJobArgs, "cloudWatchLogsRoleArn" | "jobName"> {
    /** The role that Cognito writes the jobs' logs with; by default a {@link UserImportRole} is created, with @pulumi/aws. */
    readonly cloudWatchLogsRoleArn?: pulumi.Input<string> | undefined;
    /** How to create the role, where none is given. */
    readonly role?: Omit<UserImportRoleArgs, "userPoolId">;
}

/**
 * Imports a CSV of any size: a local file is cut into as many import jobs as it takes (500,000 rows or 100 MB each), which
 * run one after another. Counts and failures are those of all jobs, lines are those of the file.
 *
 * The file is named by a plain text: how many jobs there are has to be known when the program runs. Any other source
 * (an asset, S3, an output) is one job, and refused where it is too large for that.
 *
 * @example
 * ```ts
 * const everybody = new UserImport("everybody", { userPoolId: pool.id, source: "users.csv" });
 * export const imported = everybody.importedUsers;
 * ```
 */
export class UserImport extends pulumi.ComponentResource {
    /** The jobs, in the order of their rows. */
    public readonly jobs: readonly UserImportJob[];
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
    /** Rows left out because their users were in the pool already; 0 unless `existingUsers` is `"omit"`. */
    public readonly omittedUsers: pulumi.Output<number>;
    /** Rows of the source. */
    public readonly totalUsers: pulumi.Output<number>;
    /** The first 100 failed rows by their line in the source, with Cognito's reasons; never a value of the row. */
    public readonly failures: pulumi.Output<RowFailure[]>;

    /** @param limits other limits than those of AWS's jobs, for tests */
    public constructor(
        name: string,
        args: UserImportArgs,
        opts?: pulumi.ComponentResourceOptions,
        limits: PartLimits = jobLimits,
    ) {
        super("cognito-user-import:index:UserImport", name, {}, opts);
        const { role, cloudWatchLogsRoleArn, ...jobArgs } = args;
        if (cloudWatchLogsRoleArn === undefined) {
            const roleArgs = { ...role, userPoolId: args.userPoolId };
            this.role = new UserImportRole(`${name}-role`, roleArgs, { parent: this });
        }
        const roleArn = cloudWatchLogsRoleArn ?? this.role?.arn ?? "";
        const cut = cutSource(args.source, limits);
        this.jobs = createJobs(this, name, { ...jobArgs, cloudWatchLogsRoleArn: roleArn }, cut);
        this.status = pulumi.all(this.jobs.map((job) => job.status)).apply(statusOf);
        this.importedUsers = addUp(this.jobs.map((job) => job.importedUsers));
        this.skippedUsers = addUp(this.jobs.map((job) => job.skippedUsers));
        this.failedUsers = addUp(this.jobs.map((job) => job.failedUsers));
        this.omittedUsers = addUp(this.jobs.map((job) => job.omittedUsers));
        this.totalUsers = addUp(this.jobs.map((job) => job.totalUsers));
        this.failures = pulumi.all(this.jobs.map((job) => job.failures)).apply((lists) =>
            mergeFailures(
                lists,
                cut.map(({ part }) => part),
            ),
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
}

/** Each job waits for the one before. */
function createJobs(
    parent: UserImport,
    name: string,
    args: UserImportJobArgs,
    cut: readonly CutSource[],
): UserImportJob[] {
    const jobs: UserImportJob[] = [];
    for (const { source } of cut) {
        const dependsOn = jobs.slice(-1);
        const isLast = jobs.length + 1 === cut.length;
        const own = { ...argsAfter(jobs, args, isLast), ...(source !== undefined && { source }) };
        jobs.push(new UserImportJob(`${name}-${jobs.length + 1}`, own, { parent, dependsOn }));
    }
    return jobs;
}

/** The arguments of the next job: what the earlier ones have left of the limits, and an end before the one after it. */
function argsAfter(jobs: readonly UserImportJob[], args: UserImportJobArgs, isLast: boolean): UserImportJobArgs {
    const failed = jobs.map((job) => job.failedUsers);
    const skipped = jobs.map((job) => job.skippedUsers);
    return {
        ...args,
        ...remaining("maxFailedUsers", args.maxFailedUsers, failed),
        ...remaining("maxSkippedUsers", args.maxSkippedUsers, skipped),
        // AWS runs one job at a time, so each but the last has to have ended.
        ...(args.waitForCompletion !== undefined && !isLast && { waitForCompletion: true }),
    };
}

/** The source of one job. */
interface CutSource {
    readonly source: UserImportJobArgs["source"];
    /** What it is of the whole; `undefined`: it is the whole. */
    readonly part: Part | undefined;
}

function cutSource(source: UserImportJobArgs["source"], limits: PartLimits): CutSource[] {
    if (typeof source !== "string" || /^\w+:\/\//.test(source)) {
        return [{ source, part: undefined }];
    }
    // A file that cannot be read is for the job's check to tell, among all else that is wrong.
    const parts = planFile(source, limits)?.parts ?? [undefined];
    return parts.map((part, index) => {
        const isLast = index + 1 === parts.length;
        return { source: formatPartReference({ source, part: index + 1, isLast, limits }), part };
    });
}
