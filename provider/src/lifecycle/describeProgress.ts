import type { ImportJob } from "../types";

/** One line on where a job stands: status and counts, no ids of people. */
export function describeProgress(job: ImportJob, totalUsers: number | undefined): string {
    const count = (users: number): string => users.toLocaleString("en-US");
    const counts = `${count(job.importedUsers)} imported, ${count(job.skippedUsers)} skipped, ${count(job.failedUsers)} failed`;
    return `${job.status}: ${counts}${totalUsers === undefined ? "" : ` of ${count(totalUsers)}`}`;
}
