import type { ImportJob } from "../types";
import type { ImportApi } from "./importApi";

/** AWS's largest page of ListUserImportJobs. */
const pageSize = 60;

/** A user pool keeps at most 1,000 jobs: a token that leads further leads in circles. */
const maxPages = Math.ceil(1000 / pageSize) + 1;

/** Which jobs are asked for. */
interface WantedJobs {
    readonly userPoolId: string;
    /** `undefined`: any. */
    readonly status?: string | undefined;
    /** `undefined`: all. */
    readonly limit?: number | undefined;
}

/**
 * The newest jobs that were asked for, page by page: none is kept that is not asked for, and no page is read that is not
 * needed.
 *
 * Throws what the SDK throws.
 */
export async function listImportJobs(
    api: Pick<ImportApi, "listJobs">,
    { userPoolId, status, limit = Number.POSITIVE_INFINITY }: WantedJobs,
): Promise<ImportJob[]> {
    const jobs: ImportJob[] = [];
    let paginationToken: string | undefined;
    for (let page = 0; page < maxPages && jobs.length < limit; page++) {
        // With a status in mind, how many of a page's jobs have it is not known.
        const maxResults = status === undefined ? Math.min(pageSize, limit - jobs.length) : pageSize;
        const answer = await api.listJobs(userPoolId, maxResults, paginationToken);
        const wanted = answer.jobs.filter((job) => status === undefined || job.status === status);
        jobs.push(...wanted.slice(0, limit - jobs.length));
        paginationToken = answer.paginationToken;
        if (paginationToken === undefined) {
            break;
        }
    }
    return jobs;
}
