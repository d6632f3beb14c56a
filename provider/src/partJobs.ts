import { remainingLimit } from "./split/jobResults";
import type { Parts, SplitPlan } from "./split/splitPlan";
import type { UserImportJob } from "./userImportJob";
import type { UserImportJobArgs } from "./userImportJobArgs";

/** The jobs that there are, and what each has of the source. */
export interface MadeJobs {
    readonly jobs: UserImportJob[];
    readonly parts: Parts;
}

/** Makes a job, whose number counts from 1. */
type MakeJob = (job: number, args: UserImportJobArgs, dependsOn: UserImportJob[]) => UserImportJob;

/** Each job waits for the one before. */
export function createJobs(
    make: MakeJob,
    args: UserImportJobArgs,
    { parts, argumentsOf }: SplitPlan & { readonly parts: Parts },
): MadeJobs {
    const jobs: UserImportJob[] = [];
    const count = Math.max(parts.length, 1);
    while (jobs.length < count) {
        const dependsOn = jobs.slice(-1);
        const isLast = jobs.length + 1 === count;
        const source = (parts.length > 0 ? argumentsOf(parts, jobs.length) : {}) as Pick<UserImportJobArgs, "users">;
        const own = { ...argsAfter(jobs, args, isLast), ...source };
        jobs.push(make(jobs.length + 1, own, dependsOn));
    }
    return { jobs, parts };
}

/** The arguments of the next job: what the earlier ones have left of the limits, and an end before the one after it. */
function argsAfter(jobs: readonly UserImportJob[], args: UserImportJobArgs, isLast: boolean): UserImportJobArgs {
    const failed = jobs.map((job) => job.failedUsers);
    const skipped = jobs.map((job) => job.skippedUsers);
    const omitted = jobs.map((job) => job.omittedUsers);
    return {
        ...args,
        ...remainingLimit("maxFailedUsers", args.maxFailedUsers, failed),
        ...remainingLimit("maxSkippedUsers", args.maxSkippedUsers, skipped),
        ...remainingLimit("maxOmittedUsers", args.maxOmittedUsers, omitted),
        // AWS runs one job at a time, so each but the last has to have ended.
        ...(args.waitForCompletion !== undefined && !isLast && { waitForCompletion: true }),
    };
}
