import { explainAwsError, isTransient } from "../aws/awsError";
import type { Clock } from "../clock";
import type { ImportApi } from "../cognito/importApi";
import { type JobPhase, phaseOfJob } from "../cognito/jobStatus";
import { isUserImportError, UserImportError } from "../errors/errors";
import type { ImportJob } from "../types";
import { PollPauses } from "./pollPauses";

/** How many polls in a row may fail for a transient reason, each after the SDK's own retries. */
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
    readonly deadlineMs: number;
    /** Rows that the job has to work through; `undefined` where that is not known. */
    readonly expectedUsers?: number | undefined;
    /** Called with the job after every poll. */
    readonly onPoll: (job: ImportJob) => void;
    readonly signal?: AbortSignal | undefined;
}

/**
 * Polls a job until it is in one of the wanted phases.
 *
 * The pauses are those of {@link PollPauses}, with one last poll at the deadline.
 *
 * @throws UserImportError `timeout` naming the last status, `unknown-status`, or what a poll failed with for good
 */
export async function waitForJob(wait: JobWait): Promise<ImportJob> {
    const { clock, deadlineMs } = wait;
    const pauses = new PollPauses(clock.now(), wait.expectedUsers);
    let failures = 0;
    let latest: ImportJob | undefined;
    for (;;) {
        let job: ImportJob | undefined;
        try {
            ({ job } = await wait.api.describeJob(wait.userPoolId, wait.jobId));
            failures = 0;
            latest = job;
            wait.onPoll(job);
            if (wait.until.includes(phaseOfJob(job))) {
                return job;
            }
            if (clock.now() >= deadlineMs) {
                throw timedOut(job);
            }
        } catch (error) {
            failures++;
            if (latest !== undefined && isUserImportError(error) && error.code === "timeout") {
                throw timedOut(latest);
            }
            if (!isTransient(error) || failures > toleratedFailures || clock.now() >= deadlineMs) {
                throw explainAwsError(error, { operation: "DescribeUserImportJob", ...wait });
            }
        }
        const untilDeadline = Math.max(0, (deadlineMs - clock.now()) / 1000);
        const pause = pauses.next(job, clock.now(), clock.random());
        await clock.sleep(Math.min(pause, untilDeadline), wait.signal);
    }
}

function timedOut(job: ImportJob): UserImportError {
    const isStopping = phaseOfJob(job) === "stopping";
    const whatNext = isStopping ? "AWS is still stopping it. Run" : "The job continues. Run `pulumi up`";
    return new UserImportError(
        "timeout",
        `Import job ${job.jobId} in user pool ${job.userPoolId} was still ${job.status} at the timeout. ` +
            `${whatNext} again to keep waiting, or set a longer \`timeout\`.`,
        { jobId: job.jobId, status: job.status },
    );
}
