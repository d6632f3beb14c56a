import { preconditionNotMet } from "../errors";
import type { ImportJobStatus } from "../model/types";
import type { UserPool } from "../pools/userPool";
import type { JobActivity, RecordLog } from "../records";
import { type ImportParts, importFile, type RunningJob } from "./importFile";
import { completionMessages, type ImportJob, isActive, recordJob } from "./job";
import { JobFailure } from "./rowImporter";

/**
 * What happens because of a job's CloudWatch Logs role: it works, Start refuses it, or the started job fails because of it. AWS
 * documents both ends, but not when each of them happens.
 */
export type RoleOutcome = "works" | "refused" | "fails";

/** The parts of the emulator that jobs use. */
export type RunnerParts = ImportParts & { readonly accountId: string; readonly activity: RecordLog<JobActivity> };

/** Takes the jobs of one account from Pending to their end; one at a time, as AWS does. */
export class JobRunner {
    private running: RunningJob | undefined;
    /** When the job of another caller ends, in milliseconds since 1970. */
    private foreignJobEndsMs = Number.NEGATIVE_INFINITY;

    constructor(private readonly parts: RunnerParts) {}

    /** Whether a job of the pool is Pending, InProgress or Stopping. */
    isActive(poolId: string): boolean {
        return this.running?.pool.id === poolId && isActive(this.running.job);
    }

    /**
     * Makes a Created job Pending and lets it run.
     * @throws EmulatorError PreconditionNotMetException when another job is active, or the role is refused. Assumed: both
     * texts, the error, and that the other job is reported first.
     */
    start(pool: UserPool, job: ImportJob, role: RoleOutcome): void {
        if (this.isAccountBusy()) {
            throw preconditionNotMet("Another user import job is already active in this account.");
        }
        if (role === "refused") {
            throw preconditionNotMet(completionMessages.role);
        }
        job.status = "Pending";
        job.startedMs = this.parts.clock.now();
        if (role === "works") {
            this.parts.logs.tryRole(pool, job, job.startedMs);
        }
        this.begin(pool, job, role === "fails", 0);
    }

    /** Continues a job that was active when the emulator ended. `lastLine` is the last line that it had processed. */
    resume(pool: UserPool, job: ImportJob, lastLine: number): void {
        this.begin(pool, job, false, lastLine);
    }

    /** Makes the account busy with a job of another caller for `seconds`, unless it is busy already. */
    startForeignJob(seconds: number): void {
        if (!this.isAccountBusy()) {
            const startedMs = this.parts.clock.now();
            const endedMs = startedMs + seconds * 1000;
            this.foreignJobEndsMs = endedMs;
            this.parts.activity.add({
                accountId: this.parts.accountId,
                jobId: undefined,
                userPoolId: undefined,
                startedMs,
                endedMs,
                endStatus: "Succeeded",
            });
        }
    }

    /**
     * Stops a Pending or InProgress job. A Pending one is Stopped at once, as in AWS's examples; one that imports users is
     * Stopping for a while.
     */
    stop(job: ImportJob): void {
        if (this.running?.job !== job) {
            return;
        }
        if (job.status === "Pending" || this.parts.settings.stoppingSeconds === 0) {
            this.end(this.running, "Stopped", completionMessages.stopped);
        } else {
            job.status = "Stopping";
            recordJob(this.parts.journal, job);
        }
        this.running.stop.abort();
    }

    /** Ends the running job's work, after the waiter was closed; statuses may not be read afterwards. */
    async close(): Promise<void> {
        this.running?.stop.abort();
        await this.parts.waiter.settled();
    }

    private begin(pool: UserPool, job: ImportJob, roleFails: boolean, lastLine: number): void {
        const activity = this.parts.activity.add({
            accountId: this.parts.accountId,
            jobId: job.id,
            userPoolId: job.poolId,
            startedMs: job.startedMs ?? this.parts.clock.now(),
            endedMs: undefined,
            endStatus: undefined,
        });
        const running = { job, pool, stop: new AbortController(), activity, roleFails, lastLine };
        this.running = running;
        recordJob(this.parts.journal, job);
        void this.parts.waiter.run(() => this.run(running));
    }

    /** One job is active in an account, whichever its pool. Whether each region has its own is not known; here there is one. */
    private isAccountBusy(): boolean {
        const isForeignJobActive = this.parts.clock.now() < this.foreignJobEndsMs;
        return isForeignJobActive || (this.running !== undefined && isActive(this.running.job));
    }

    private async run(running: RunningJob): Promise<void> {
        const { job, stop } = running;
        const { settings, waiter } = this.parts;
        try {
            if (job.status === "Pending") {
                await waiter.wait(settings.pendingSeconds * 1000, stop.signal);
            }
            if (!stop.signal.aborted && running.roleFails) {
                throw new JobFailure(completionMessages.role);
            }
            if (!stop.signal.aborted && job.status !== "Stopping") {
                await importFile(running, this.parts);
                if (!stop.signal.aborted) {
                    this.complete(running);
                }
            }
            if (job.status === "Stopping") {
                await waiter.wait(settings.stoppingSeconds * 1000, waiter.closed);
                this.end(running, "Stopped", completionMessages.stopped);
            }
        } catch (error) {
            this.end(running, "Failed", error instanceof JobFailure ? error.message : completionMessages.internal);
        } finally {
            // A job that was stopped may have been followed by another one already.
            if (this.running === running) {
                this.running = undefined;
            }
        }
    }

    /** Assumed: the threshold is checked once, at the end, so that the three counts always add up to the rows. */
    private complete(running: RunningJob): void {
        const { job } = running;
        const unimported = job.failedUsers + job.skippedUsers;
        const rows = job.importedUsers + unimported;
        const { tooMany, succeeded } = completionMessages;
        const isTooMany = unimported > rows * this.parts.settings.maxFailedOrSkippedShare;
        this.end(running, isTooMany ? "Failed" : "Succeeded", isTooMany ? tooMany : succeeded);
    }

    private end({ job, activity }: RunningJob, status: ImportJobStatus, message: string): void {
        const endedMs = this.parts.clock.now();
        Object.assign(job, { status, completedMs: endedMs, completionMessage: message });
        Object.assign(activity, { endedMs, endStatus: status });
        recordJob(this.parts.journal, job);
        this.parts.journal.tryFlush();
    }
}
