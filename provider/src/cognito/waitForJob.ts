import type { Clock } from "../clock";
import { UserImportError } from "../errors";
import type { ImportJob } from "../types";
import { explainAwsError, isTransient } from "./awsError";
import type { ImportApi } from "./importApi";
import { type JobPhase, phaseOfJob } from "./jobStatus";

/** Bounds of the time between two looks, in seconds. */
const shortestPollSeconds = 1;
const longestPollSeconds = 10;

/** The end is noticed this share of the job's duration late, at most. */
const toleratedLateness = 0.05;

/** How many looks in a row may fail for a transient reason, each after the SDK's own retries. */
const toleratedFailures = 5;

/** What a wait needs. */
export interface JobWait {
    readonly api: ImportApi;
    readonly clock: Clock;
    readonly userPoolId: string;
    readonly jobId: string;
    /** Ends the wait when the job's phase is one of these. */
    readonly until: readonly JobPhase[];
    /** When to give up, in milliseconds since 1970. */
    readonly deadline: number;
    /** Called with every look at the job. */
    readonly onLook: (job: ImportJob) => void;
    readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at a job until it is in one of the wanted phases.
 *
 * Each pause is 5 % of the time waited so far, from 1 s to 10 s, shortened by up to a fifth at random, with one
 * last look at the deadline.
 *
 * @throws UserImportError `timeout` naming the last status, `unknown-status`, or what a look failed with for good
 */
export async function waitForJob(wait: JobWait): Promise<ImportJob> {
    const { clock, deadline } = wait;
    const beganAt = clock.now();
    let failures = 0;
    for (;;) {
        try {
            const { job } = await wait.api.describeJob(wait.userPoolId, wait.jobId);
            failures = 0;
            wait.onLook(job);
            if (wait.until.includes(phaseOfJob(job))) {
                return job;
            }
            if (clock.now() >= deadline) {
                throw timedOut(job);
            }
        } catch (error) {
            failures++;
            if (!isTransient(error) || failures > toleratedFailures || clock.now() >= deadline) {
                throw explainAwsError(error, { operation: "DescribeUserImportJob", ...wait });
            }
        }
        await clock.sleep(pauseSeconds(clock, beganAt, deadline), wait.signal);
    }
}

function pauseSeconds(clock: Clock, beganAt: number, deadline: number): number {
    const waitedSeconds = (clock.now() - beganAt) / 1000;
    const pause = Math.min(Math.max(waitedSeconds * toleratedLateness, shortestPollSeconds), longestPollSeconds);
    const leftSeconds = Math.max(0, (deadline - clock.now()) / 1000);
    return Math.min(pause * (1 - clock.random() / 5), leftSeconds);
}

function timedOut(job: ImportJob): UserImportError {
    return new UserImportError(
        "timeout",
        `Import job ${job.jobId} in user pool ${job.userPoolId} was still ${job.status} when the timeout was over. The job ` +
            "goes on; run `pulumi up` again to wait on, or give the resource a longer `timeout`.",
        { jobId: job.jobId, status: job.status },
    );
}
