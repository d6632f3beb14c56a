import type { Clock } from "../clock";
import { formatCount } from "../formatCount";
import type { ImportJob } from "../types";

/** One line on where a job stands: status and counts, no ids of people. */
export function describeProgress(job: ImportJob, totalUsers: number | undefined): string {
    const counts = `${formatCount(job.importedUsers)} imported, ${formatCount(job.skippedUsers)} skipped, ${formatCount(job.failedUsers)} failed`;
    return `${job.status}: ${counts}${totalUsers === undefined ? "" : ` of ${formatCount(totalUsers)}`}`;
}

/**
 * Describes one look at a job after another: as {@link describeProgress}, with the rate since the first counts and the
 * time left while both can be told.
 */
export function progressDescriber(clock: Clock, totalUsers: number | undefined): (job: ImportJob) => string {
    let first: { readonly at: number; readonly users: number } | undefined;
    return (job) => {
        const text = describeProgress(job, totalUsers);
        const users = job.importedUsers + job.skippedUsers + job.failedUsers;
        if (job.status !== "InProgress" || first === undefined) {
            first = job.status === "InProgress" ? { at: clock.now(), users } : undefined;
            return text;
        }
        const seconds = (clock.now() - first.at) / 1000;
        const rate = seconds > 0 ? (users - first.users) / seconds : 0;
        if (rate <= 0 || totalUsers === undefined) {
            return text;
        }
        const leftSeconds = Math.max(0, totalUsers - users) / rate;
        return `${text} (${formatCount(Math.round(rate))} a second, about ${duration(leftSeconds)} left)`;
    };
}

/** Coarse, so that it does not promise more than a rate can. */
function duration(seconds: number): string {
    if (seconds < 60) {
        return `${Math.max(1, Math.round(seconds))} s`;
    }
    return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
