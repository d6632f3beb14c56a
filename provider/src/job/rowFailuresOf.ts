import { countReasons, listedFailures, noRowFailures, type RowFailures } from "../cognito/readRowFailures";
import { shownText } from "../errors/shownText";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { originalLines } from "./originalLines";

/** How more is found out about failed rows than state has. */
export interface FailureSearch {
    /** Reads the log as far as is worth it. */
    readonly readLog: () => Promise<RowFailures>;
    /**
     * Said instead of going through the source and the pool, where only that tells which line of the source a line of the
     * log is; `undefined`: they are gone through.
     */
    readonly hintInstead: string | undefined;
}

/**
 * The failed rows of a job that has ended, by their lines in the source: those that state has, or the log's where it
 * now tells of more, since it is written with some delay. None that state has is ever lost: the log may be deleted, and
 * the pool change, after the job.
 */
export async function rowFailuresOf(
    context: JobContext,
    job: ImportJob,
    { readLog, hintInstead }: FailureSearch,
): Promise<RowFailures> {
    // An earlier version may have recorded them as AWS gave them.
    const recorded = (context.recorded?.failures ?? []).map(({ line, reason }) => ({
        line,
        reason: shownText(reason),
    }));
    const knownReasons = recorded.length >= job.failedUsers ? countReasons(recorded) : [];
    if (recorded.length >= Math.min(job.failedUsers, listedFailures)) {
        return { ...noRowFailures, failures: recorded, reasons: knownReasons, countedUsers: recorded.length };
    }
    const logged = await readLog();
    const found =
        logged.failures.length > recorded.length ? await originalLines(context, job, logged, hintInstead) : logged;
    const isMore = found.failures.length > recorded.length || recorded.length === 0;
    return isMore ? found : { ...found, failures: recorded, hint: undefined };
}
