import { countReasons, listedFailures, noRowFailures, type RowFailures } from "../cognito/readRowFailures";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { originalLines } from "./originalLines";

/** How more is found out about failed rows than state has. */
export interface FailureSearch {
    /** Reads the log as far as is worth it. */
    readonly readLog: () => Promise<RowFailures>;
    /** Whether the pool may be gone through, to tell which line of the source a line of the log is. */
    readonly asksPool: boolean;
}

/**
 * The failed rows of a job that has ended, by their lines in the source: those that state has, or the log's where it
 * now tells of more, since it is written with some delay. None that state has is ever lost: the log may be deleted, and
 * the pool change, after the job.
 */
export async function rowFailuresOf(
    context: JobContext,
    job: ImportJob,
    { readLog, asksPool }: FailureSearch,
): Promise<RowFailures> {
    const recorded = context.recorded?.failures ?? [];
    const knownReasons = recorded.length >= job.failedUsers ? countReasons(recorded) : [];
    if (recorded.length >= Math.min(job.failedUsers, listedFailures)) {
        return { ...noRowFailures, failures: recorded, reasons: knownReasons, countedUsers: recorded.length };
    }
    const logged = await readLog();
    const found =
        logged.failures.length > recorded.length ? await originalLines(context, job, logged, asksPool) : logged;
    const isMore = found.failures.length > recorded.length || recorded.length === 0;
    return isMore ? found : { ...found, failures: recorded, hint: undefined };
}
