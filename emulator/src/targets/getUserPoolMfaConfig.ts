import { poolReference } from "../model/types";
import { mfaConfigOf } from "../services/mfaConfig";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const GetUserPoolMfaConfig = target(poolReference, ({ pools }, request) =>
    mfaConfigOf(pools.get(request.UserPoolId)),
);
