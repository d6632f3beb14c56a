import { integer } from "../model/scalars";
import { required, structure } from "../model/shape";
import { paginationToken, userPoolId } from "../model/types";
import { decodeToken, encodeToken } from "../services/tokens";
import { importJobType } from "./responses";
import { target } from "./target";

const input = structure({
    UserPoolId: required(userPoolId),
    MaxResults: required(integer({ min: 1, max: 60 })),
    PaginationToken: paginationToken,
});

/**
 * Newest job first. A token stands for the place after the last job of its page, whatever is created meanwhile.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserImportJobs.html
 */
export const ListUserImportJobs = target(input, ({ pools, jobs }, request) => {
    const pool = pools.get(request.UserPoolId);
    const list = `jobs:${pool.id}`;
    const before =
        request.PaginationToken === undefined ? Number.POSITIVE_INFINITY : decodeToken(list, request.PaginationToken);
    const rest = jobs.newestFirst(pool).filter((job) => job.sequence < before);
    const page = rest.slice(0, request.MaxResults);
    const last = page.at(-1);
    return {
        UserImportJobs: page.map(importJobType),
        PaginationToken: last !== undefined && page.length < rest.length ? encodeToken(list, last.sequence) : undefined,
    };
});
