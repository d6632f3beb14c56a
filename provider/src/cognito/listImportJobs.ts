import type { ImportJob } from "../types";
import type { ImportApi } from "./importApi";

/** AWS's largest page of ListUserImportJobs. */
const pageSize = 60;

/**
 * AWS may hand out pages that are shorter than asked for, also empty ones. So many in a row without a job that was not seen before are
 * no list any more. How many jobs a pool keeps tells no end: 1,000 is a quota that can be raised.
 */
const maxVainPages = 5;

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
    const seen = new Set<string>();
    let vainPages = 0;
    while (jobs.length < limit && vainPages < maxVainPages && !usedTokens.has(paginationToken)) {
        usedTokens.add(paginationToken);
        // With a status in mind, how many of a page's jobs have it is not known.
        const maxResults = status === undefined ? Math.min(pageSize, limit - jobs.length) : pageSize;
        const answer = await api.listJobs(userPoolId, maxResults, paginationToken);
        const unseen = answer.jobs.filter(({ jobId }) => !seen.has(jobId) && seen.add(jobId));
        vainPages = unseen.length === 0 ? vainPages + 1 : 0;
        const wanted = unseen.filter((job) => status === undefined || job.status === status);
        jobs.push(...wanted.slice(0, limit - jobs.length));
        paginationToken = answer.paginationToken;
        if (paginationToken === undefined) {
            break;
        }
    }
    return jobs;
}
