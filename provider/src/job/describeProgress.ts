import type { Clock } from "../clock";
import { isImporting } from "../cognito/jobStatus";
import { formatCount } from "../formatCount";
import type { ImportJob } from "../types";

/** How many users a job has dealt with, in a sentence; no ids of people. */
export function describeCounts(job: ImportJob, totalUsers: number | undefined): string {
    const counts = `${formatCount(job.importedUsers)} imported, ${formatCount(job.skippedUsers)} skipped, ${formatCount(job.failedUsers)} failed`;
    return `${counts}${totalUsers === undefined ? "" : ` of ${formatCount(totalUsers)}`}`;
}

/**
 * Where a job stands, for the resource's row: the number first and few words, since a terminal of 80 columns has room for
 * no more, and cuts the end off.
 */
export function describeProgress(job: ImportJob, totalUsers: number | undefined): string {
    const of = totalUsers === undefined ? "" : `/${formatCount(totalUsers)}`;
    return [
        `${formatCount(job.importedUsers)}${of} imported`,
        ...(isImporting(job) ? [] : [job.status]),
        ...(job.skippedUsers > 0 ? [`${formatCount(job.skippedUsers)} skipped`] : []),
        ...(job.failedUsers > 0 ? [`${formatCount(job.failedUsers)} failed`] : []),
    ].join(", ");
}

/**
 * Describes a job, poll after poll: as {@link describeProgress}, with the rate since the first counts and the
 * time left while both can be told.
 */
export function progressDescriber(clock: Clock, totalUsers: number | undefined): (job: ImportJob) => string {
    let first: { readonly atMs: number; readonly users: number } | undefined;
    return (job) => {
        const text = describeProgress(job, totalUsers);
        const users = job.importedUsers + job.skippedUsers + job.failedUsers;
        if (!isImporting(job) || first === undefined) {
            first = isImporting(job) ? { atMs: clock.now(), users } : undefined;
            return text;
        }
        const seconds = (clock.now() - first.atMs) / 1000;
        const rate = seconds > 0 ? (users - first.users) / seconds : 0;
        if (rate <= 0 || totalUsers === undefined) {
            return text;
        }
        const leftSeconds = Math.max(0, totalUsers - users) / rate;
        return `${text}, ${duration(leftSeconds)} left (${formatCount(Math.round(rate))}/s)`;
    };
}

/** Coarse, so that it does not promise more than a rate can. */
function duration(seconds: number): string {
    if (seconds < 60) {
        return `${Math.max(1, Math.round(seconds))} s`;
    }
    return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
