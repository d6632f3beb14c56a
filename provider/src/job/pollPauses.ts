import { isImporting } from "../cognito/jobStatus";
import type { ImportJob } from "../types";

/** Bounds of the time between two polls, in seconds. */
const shortestSeconds = 1;
const longestSeconds = 10;

/** An end that nothing announces may be noticed this share of the time waited late. */
const unannouncedShare = 0.1;

/** An end that the counts announce is noticed this share of the time waited late. */
const announcedShare = 0.05;

/** While many rows are left the job cannot succeed soon, so a poll may come this share of the time waited late. */
const farShare = 0.15;

/** How long after the end that the counts announce a poll aims, in seconds and as a share of the time that is left. */
const aimedSeconds = 0.05;
const aimedShare = 0.02;

/** Bounds below which no poll aims, in seconds and as a share of the time waited: an end that stays away is not chased. */
const shortestAimSeconds = 0.25;
const shortestAimShare = 0.01;

/** How far pauses are shortened at random, so that many programs do not poll in step. */
const jitter = 0.05;

/** Polls beyond one every {@link longestSeconds} that a wait may take, whatever happens: 120 in all in 15 minutes. */
const sparePolls = 29;

/** What a poll showed of how far the rows are. */
interface CountedPoll {
    readonly atMs: number;
    readonly users: number;
}

/**
 * How long a wait for one job pauses between its polls, from 1 s to 10 s, and less where the end is near.
 *
 * 10 % of the time waited so far while nothing tells when the job will end: before its first rows are counted, where their
 * number is not known, or while it stops. From then on 5 %, and up to 15 %, but half of what is left at most, while the
 * counts say that the end is further away than that. Where rising counts say that the end comes within that pause, the next
 * poll comes just after the end. Beyond {@link sparePolls} a pause is 10 s whatever else holds, so that
 * a wait of 15 minutes takes at most 120 polls.
 */
export class PollPauses {
    private polls = 0;
    private latest: CountedPoll | undefined;
    private rowsPerSecond: number | undefined;
    /** Whether the latest poll showed more rows than the one before. */
    private isRising = false;

    /**
     * @param beganAtMs milliseconds since 1970
     * @param expectedUsers rows that the job has to work through; `undefined` where that is not known
     */
    public constructor(
        private readonly beganAtMs: number,
        private readonly expectedUsers: number | undefined,
    ) {}

    /**
     * The pause after a poll, in seconds.
     *
     * @param job `undefined`: the poll failed
     * @param nowMs milliseconds since 1970
     * @param chance from 0 up to, not including, 1
     */
    public next(job: ImportJob | undefined, nowMs: number, chance: number): number {
        this.polls++;
        this.isRising = false;
        if (job !== undefined) {
            this.count(job, nowMs);
        }
        const waitedSeconds = (nowMs - this.beganAtMs) / 1000;
        const regular = Math.max(this.regularSeconds(waitedSeconds), shortestSeconds) * (1 - chance * jitter);
        const wanted = Math.min(regular, this.secondsToEnd(waitedSeconds));
        // With this pause the next poll is within what is spared and one every ten seconds.
        const sparing = (this.polls + 1 - sparePolls) * longestSeconds - waitedSeconds;
        return Math.min(Math.max(wanted, sparing), longestSeconds);
    }

    private regularSeconds(waitedSeconds: number): number {
        if (this.expectedUsers === undefined || this.latest === undefined || this.latest.users === 0) {
            return waitedSeconds * unannouncedShare;
        }
        // The row under way is as good as done.
        const left = Math.max(0, this.expectedUsers - this.latest.users - 1);
        const leftSeconds = this.rowsPerSecond === undefined ? 0 : left / this.rowsPerSecond;
        return Math.max(waitedSeconds * announcedShare, Math.min(leftSeconds / 2, waitedSeconds * farShare));
    }

    /** Until just after the end that rising counts announce; else Infinity. */
    private secondsToEnd(waitedSeconds: number): number {
        const { expectedUsers, latest, rowsPerSecond } = this;
        if (expectedUsers === undefined || latest === undefined || rowsPerSecond === undefined || !this.isRising) {
            return Number.POSITIVE_INFINITY;
        }
        const leftSeconds = Math.max(0, expectedUsers - latest.users) / rowsPerSecond;
        const aimed = leftSeconds * (1 + aimedShare) + aimedSeconds;
        return Math.max(aimed, shortestAimSeconds, waitedSeconds * shortestAimShare);
    }

    /** The rate is that since the poll before: an import that pended first, or that speeds up, is not taken for a slow one. */
    private count(job: ImportJob, nowMs: number): void {
        if (!isImporting(job)) {
            this.latest = undefined;
            this.rowsPerSecond = undefined;
            return;
        }
        const users = job.importedUsers + job.skippedUsers + job.failedUsers;
        const before = this.latest;
        if (before === undefined) {
            this.latest = { atMs: nowMs, users };
        } else if (users > before.users && nowMs > before.atMs) {
            this.isRising = true;
            this.rowsPerSecond = ((users - before.users) * 1000) / (nowMs - before.atMs);
            this.latest = { atMs: nowMs, users };
        }
    }
}
