import { poolReference } from "../model/types";
import { poolType } from "./responses";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const DescribeUserPool = target(poolReference, ({ pools }, request) => ({
    UserPool: poolType(pools.get(request.UserPoolId)),
}));
