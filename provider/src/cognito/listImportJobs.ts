import type { ImportJob } from "../types";
import type { ImportApi } from "./importApi";

/** AWS's largest page of ListUserImportJobs. */
const pageSize = 60;

/** A user pool keeps at most 1,000 jobs: a token that leads further leads in circles. */
const maxJobs = 1000;

/** AWS may hand out pages that are shorter than asked for, also empty ones; so many in a row are no list any more. */
const maxEmptyPages = 5;

/** Which jobs are asked for. */
interface WantedJobs {
    readonly userPoolId: string;
    /** `undefined`: any. */
    readonly status?: string | undefined;
    /** `undefined`: all. */
    readonly limit?: number | undefined;
}

/**
 * The newest jobs that were asked for, page by page, however short AWS makes them: none is kept that is not asked for, and no
 * page is read that is not needed.
 *
 * Throws what the SDK throws.
 */
export async function listImportJobs(
    api: Pick<ImportApi, "listJobs">,
    { userPoolId, status, limit = Number.POSITIVE_INFINITY }: WantedJobs,
): Promise<ImportJob[]> {
    const jobs: ImportJob[] = [];
    const usedTokens = new Set<string | undefined>();
    let paginationToken: string | undefined;
    let seen = 0;
    let emptyPages = 0;
    while (jobs.length < limit && seen < maxJobs && emptyPages < maxEmptyPages && !usedTokens.has(paginationToken)) {
        usedTokens.add(paginationToken);
        // With a status in mind, how many of a page's jobs have it is not known.
        const maxResults = status === undefined ? Math.min(pageSize, limit - jobs.length) : pageSize;
        const answer = await api.listJobs(userPoolId, maxResults, paginationToken);
        seen += answer.jobs.length;
        emptyPages = answer.jobs.length === 0 ? emptyPages + 1 : 0;
        const wanted = answer.jobs.filter((job) => status === undefined || job.status === status);
        jobs.push(...wanted.slice(0, limit - jobs.length));
        paginationToken = answer.paginationToken;
        if (paginationToken === undefined) {
            break;
        }
    }
    return jobs;
}
