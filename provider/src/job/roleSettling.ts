import { blamesRole, isRoleRefused } from "../aws/roleRefusal";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";

/** IAM is eventually consistent: how long a new role is given to become assumable, in seconds, and how often it is tried. */
const roleSettleSeconds = 60;
const rolePauseSeconds = 5;

/**
 * Gives a role that was made a moment ago time to become assumable: a minute from now, within the deadline.
 *
 * @returns what, after a refusal, waits and says whether to try again: `false` where the role is not why, or the minute is over
 */
export function roleSettling({ clock, deadline, progress, signal }: JobContext): (error: unknown) => Promise<boolean> {
    const settledAt = Math.min(clock.now() + roleSettleSeconds * 1000, deadline);
    return async (error) => {
        const leftSeconds = (settledAt - clock.now()) / 1000;
        if (!isRoleRefused(error) || leftSeconds <= 0) {
            return false;
        }
        progress.status("waiting for the new role");
        await clock.sleep(Math.min(rolePauseSeconds, leftSeconds), signal);
        return true;
    };
}

/**
 * Whether a job has failed for its role before it touched any user, so that a new job may do what it could not.
 *
 * Assumed: AWS's guide says that such a job fails, not in which words; any that speak of the role, a permission, a policy or
 * CloudWatch Logs count.
 */
export function hasFailedForRole({ status, completionMessage = "", ...counts }: ImportJob): boolean {
    const users = counts.importedUsers + counts.skippedUsers + counts.failedUsers;
    return status === "Failed" && users === 0 && blamesRole(completionMessage);
}

/**
 * Gives the role of a job that has failed for it the same minute, counted from when the operation began.
 *
 * @returns whether to make a new job: `false` where the timeout comes first
 */
export async function waitForRole(context: JobContext, beganAt: number): Promise<boolean> {
    const { clock, deadline, progress, signal } = context;
    const settledAt = Math.max(clock.now(), beganAt + roleSettleSeconds * 1000);
    if (settledAt >= deadline) {
        return false;
    }
    if (settledAt > clock.now()) {
        progress.status("waiting for the new role");
        await clock.sleep((settledAt - clock.now()) / 1000, signal);
    }
    return true;
}
