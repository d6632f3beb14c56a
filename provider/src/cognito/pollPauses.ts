import type { ImportJob } from "../types";

/** Bounds of the time between two looks, in seconds. */
const shortestSeconds = 1;
const longestSeconds = 10;

/** An end that nothing announced is noticed this share of the time waited late. */
const unannouncedShare = 0.05;

/** While many rows are left the job cannot succeed soon, so a look may come this share of the time waited late. */
const announcedShare = 0.15;

/** How far pauses are shortened at random, so that many programs do not look in step. */
const jitter = 0.1;

/**
 * How long to wait until the next look at a job, from 1 s to 10 s.
 *
 * 5 % of the time waited so far; up to 15 %, and half of what is left, while the counts tell that the end is further
 * away than that. So a success is noticed at most 1 s or 5 % of the job's duration late, with at most 120 looks at a
 * job of 15 minutes; a job that is stopped or fails half-way is noticed at most 10 s late.
 *
 * @param leftSeconds what {@link estimateLeftSeconds} says
 * @param chance from 0 up to, not including, 1
 */
export function pauseSeconds(waitedSeconds: number, leftSeconds: number | undefined, chance: number): number {
    const announced = Math.min((leftSeconds ?? 0) / 2, waitedSeconds * announcedShare);
    const pause = Math.max(waitedSeconds * unannouncedShare, announced, shortestSeconds);
    return Math.min(pause, longestSeconds) * (1 - chance * jitter);
}

/**
 * How long a job will still take at the rate it has had since its start; `undefined` where that cannot be told yet.
 *
 * @param now milliseconds since 1970
 */
export function estimateLeftSeconds(
    job: ImportJob,
    expectedUsers: number | undefined,
    now: number,
): number | undefined {
    const users = job.importedUsers + job.skippedUsers + job.failedUsers;
    const elapsedSeconds = job.startDate === undefined ? 0 : (now - Date.parse(job.startDate)) / 1000;
    if (job.status !== "InProgress" || expectedUsers === undefined || users === 0 || elapsedSeconds <= 0) {
        return undefined;
    }
    return (Math.max(0, expectedUsers - users) * elapsedSeconds) / users;
}
