import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock";
import { readLines } from "../csv/readLines";
import type { Journal } from "../durability/journalEntry";
import { preconditionNotMet } from "../errors";
import type { Settings } from "../options";
import type { ActivityLog } from "./activityLog";
import { completionMessages } from "./completionMessages";
import { ForeignJob } from "./foreignJob";
import type { ImportJob, ImportJobStatus } from "./importJob";
import { JobFailure, JobImport } from "./jobImport";
import { type LogStore, logGroupName, logStreamName } from "./logStore";
import { isActive, type RoleFate, type RunningJob } from "./runningJob";
import type { UploadStore } from "./uploadStore";
import type { UserPool } from "./userPool";
import type { Waiter } from "./waiter";

/** Takes jobs from Pending to their end; one at a time, as AWS does in an account. */
export class ImportRunner {
    private running: RunningJob | undefined;
    private readonly foreignJob: ForeignJob;
    private readonly closing = new AbortController();

    constructor(
        private readonly parts: {
            readonly settings: Settings;
            readonly clock: Clock;
            readonly waiter: Waiter;
            readonly uploads: UploadStore;
            readonly logs: LogStore;
            readonly activity: ActivityLog;
            readonly journal: Journal;
        },
    ) {
        this.foreignJob = new ForeignJob(parts.clock, parts.activity);
    }

    /** Whether a job of the pool is Pending, InProgress or Stopping. */
    isActive(poolId: string): boolean {
        return this.running?.pool.id === poolId && isActive(this.running.job);
    }

    /**
     * Makes a Created job Pending and lets it run.
     * @throws EmulatorError PreconditionNotMetException when another job is active, or the role is refused. Assumed: both
     * texts, the error, and that another job is told first.
     */
    start(pool: UserPool, job: ImportJob, role: RoleFate): void {
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

    /** Goes on with a job that was active when the emulator ended. `lastLine` is the last line that it had dealt with. */
    resume(pool: UserPool, job: ImportJob, lastLine: number): void {
        this.begin(pool, job, false, lastLine);
    }

    private begin(pool: UserPool, job: ImportJob, roleFails: boolean, lastLine: number): void {
        const activity = this.parts.activity.begin(job, job.startedMs ?? this.parts.clock.now());
        const running = { job, pool, stop: new AbortController(), activity, roleFails, lastLine };
        this.running = running;
        this.record(job);
        void this.parts.waiter.run(() => this.run(running));
    }

    /** Makes the account busy with a job of somebody else, unless it is busy already. */
    startForeignJob(seconds: number): void {
        if (!this.isAccountBusy()) {
            this.foreignJob.start(seconds);
        }
    }

    /** One job is active in an account, whichever its pool. Whether each region has its own is not known, and here is one only. */
    private isAccountBusy(): boolean {
        return this.foreignJob.isActive || (this.running !== undefined && isActive(this.running.job));
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
            this.record(job);
        }
        this.running.stop.abort();
    }

    /** Ends the running job's work; call it when nobody reads statuses any more. */
    async close(): Promise<void> {
        this.closing.abort();
        this.running?.stop.abort();
        await this.parts.waiter.settled();
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
                await this.importFile(running);
            }
            if (job.status === "Stopping") {
                await waiter.wait(settings.stoppingSeconds * 1000, this.closing.signal);
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

    private async importFile(running: RunningJob): Promise<void> {
        const { job, pool, stop } = running;
        const { clock, waiter, settings, uploads, logs, journal } = this.parts;
        const beganMs = clock.now();
        // A job that goes on after a restart has begun before.
        if (job.status !== "InProgress") {
            job.status = "InProgress";
            job.startedMs = beganMs;
            logs.tryRole(pool, job, beganMs);
            this.record(job);
        }
        const log = logs.openStream(logGroupName(pool), logStreamName(job), beganMs);
        const rows = new JobImport(running, log, journal, settings);
        const rowsBefore = rows.rows;
        for await (const lines of readLines(uploads.read(job.id))) {
            for (const line of lines) {
                const aheadMs = ((rows.rows - rowsBefore) / settings.rowsPerSecond) * 1000 - (clock.now() - beganMs);
                // Timers are coarse: waiting for each row on its own would make fast jobs slow.
                if (aheadMs >= 10) {
                    await waiter.wait(aheadMs, stop.signal);
                }
                if (stop.signal.aborted) {
                    return;
                }
                rows.take(line, clock.now());
            }
            journal.flush();
            await setImmediate();
        }
        if (!rows.hasHeader) {
            throw new JobFailure("The CSV file is empty.");
        }
        const leastMs = Math.max(settings.inProgressSeconds, (rows.rows - rowsBefore) / settings.rowsPerSecond) * 1000;
        await waiter.wait(leastMs - (clock.now() - beganMs), stop.signal);
        if (!stop.signal.aborted) {
            this.complete(running, rows.rows);
        }
    }

    /** Assumed: the threshold is looked at once, at the end, so that the three counts always add up to the rows. */
    private complete(running: RunningJob, rows: number): void {
        const { job } = running;
        const unimported = job.failedUsers + job.skippedUsers;
        const { tooMany, succeeded } = completionMessages;
        const isTooMany = unimported > rows * this.parts.settings.maxFailedOrSkippedShare;
        this.end(running, isTooMany ? "Failed" : "Succeeded", isTooMany ? tooMany : succeeded);
    }

    private record(job: ImportJob): void {
        this.parts.journal.append({ type: "job", job: { ...job } });
    }

    private end({ job, activity }: RunningJob, status: ImportJobStatus, message: string): void {
        const endedMs = this.parts.clock.now();
        Object.assign(job, { status, completedMs: endedMs, completionMessage: message });
        Object.assign(activity, { endedMs, endStatus: status });
        this.record(job);
        this.parts.journal.tryFlush();
    }
}
