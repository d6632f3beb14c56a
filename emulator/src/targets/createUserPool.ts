import { createUserPoolRequest } from "../model/createUserPoolRequest";
import { poolType } from "./responses";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
export const CreateUserPool = target(createUserPoolRequest, ({ pools }, request) => ({
    UserPool: poolType(pools.create(request)),
}));
