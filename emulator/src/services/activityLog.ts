import type { ImportJob, ImportJobStatus } from "./importJob";

/** A time in which a job held its account: from Pending to its end. Times are milliseconds since 1970. */
export interface JobActivity {
    /** `undefined` for a job of somebody else, made up by a fault. */
    readonly jobId: string | undefined;
    readonly userPoolId: string | undefined;
    readonly startedMs: number;
    /** `undefined`: it is still active. */
    endedMs: number | undefined;
    /** How it ended. */
    endStatus: ImportJobStatus | undefined;
}

const mostIntervals = 100_000;

/** Remembers the last 100,000 times in which jobs were active. */
export class ActivityLog {
    private entries: JobActivity[] = [];

    /** Oldest first. */
    get intervals(): readonly JobActivity[] {
        return this.entries;
    }

    /** Adds a job of ours that is active from `startedMs` on; the caller fills in its end. */
    begin(job: ImportJob, startedMs: number): JobActivity {
        return this.add({
            jobId: job.id,
            userPoolId: job.poolId,
            startedMs,
            endedMs: undefined,
            endStatus: undefined,
        });
    }

    /** Adds an interval; the caller fills in its end. */
    add(interval: JobActivity): JobActivity {
        if (this.entries.length >= mostIntervals) {
            this.entries = this.entries.slice(mostIntervals / 2);
        }
        this.entries.push(interval);
        return interval;
    }
}
