import { integer } from "../model/scalars";
import { required, structure } from "../model/shape";
import { paginationToken } from "../model/types";
import { decodeToken, encodeToken } from "../services/tokens";
import { poolDescriptionType } from "./responses";
import { target } from "./target";

const input = structure({ NextToken: paginationToken, MaxResults: required(integer({ min: 1, max: 60 })) });

/**
 * Assumed: oldest pool first; AWS does not document an order.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html
 */
export const ListUserPools = target(input, ({ pools }, request) => {
    const after = request.NextToken === undefined ? -1 : decodeToken("pools", request.NextToken);
    const rest = pools.all().filter((pool) => pool.sequence > after);
    const page = rest.slice(0, request.MaxResults);
    const last = page.at(-1);
    return {
        UserPools: page.map(poolDescriptionType),
        NextToken: last !== undefined && page.length < rest.length ? encodeToken("pools", last.sequence) : undefined,
    };
});
