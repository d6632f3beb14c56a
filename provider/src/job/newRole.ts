import { blamesRole, isRoleRefused } from "../aws/roleRefusal";
import { hasFailed } from "../cognito/jobStatus";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";

/** IAM is eventually consistent: how long a new role is given to become assumable, in seconds, and how often it is tried. */
const roleSettleSeconds = 60;
const rolePauseSeconds = 5;

/**
 * Gives a role that was created a moment ago time to become assumable: a minute from now, within the deadline.
 *
 * @returns what, after a refusal, waits and says whether to try again: `false` if the role is not why, or the minute is over
 */
export function retryWhileRoleIsNew(context: JobContext): (error: unknown) => Promise<boolean> {
    const { clock, deadlineMs, progress, signal } = context;
    const settledMs = Math.min(clock.now() + roleSettleSeconds * 1000, deadlineMs);
    return async (error) => {
        const leftSeconds = (settledMs - clock.now()) / 1000;
        if (!isRoleRefused(error) || leftSeconds <= 0) {
            return false;
        }
        progress.status("waiting for the new role");
        await clock.sleep(Math.min(rolePauseSeconds, leftSeconds), signal);
        return true;
    };
}

type EndedJob = Pick<ImportJob, "status" | "importedUsers" | "skippedUsers" | "failedUsers" | "completionMessage">;

/**
 * Whether a job has failed because of its role before it touched any user, so that a new job may do what it could not.
 *
 * Assumed: AWS's guide says that such a job fails, not in which words. Any words that speak of the role, a permission, a
 * policy or CloudWatch Logs count.
 */
export function hasFailedForRole(job: EndedJob): boolean {
    const users = job.importedUsers + job.skippedUsers + job.failedUsers;
    return hasFailed(job) && users === 0 && blamesRole(job.completionMessage ?? "");
}

/**
 * Gives the role of a job that has failed because of it the same minute, counted from when the operation began.
 *
 * @param beganAtMs milliseconds since 1970
 * @returns whether to create a new job: `false` if the timeout comes first
 */
export async function waitForRole(context: JobContext, beganAtMs: number): Promise<boolean> {
    const { clock, deadlineMs, progress, signal } = context;
    const settledMs = Math.max(clock.now(), beganAtMs + roleSettleSeconds * 1000);
    if (settledMs >= deadlineMs) {
        return false;
    }
    if (settledMs > clock.now()) {
        progress.status("waiting for the new role");
        await clock.sleep((settledMs - clock.now()) / 1000, signal);
    }
    return true;
}
