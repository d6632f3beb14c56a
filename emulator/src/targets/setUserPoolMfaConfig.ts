import { setUserPoolMfaConfigRequest } from "../model/setUserPoolMfaConfigRequest";
import { mfaConfigOf } from "../services/mfaConfig";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html */
export const SetUserPoolMfaConfig = target(setUserPoolMfaConfigRequest, ({ pools }, { UserPoolId, ...changes }) => {
    const pool = pools.get(UserPoolId);
    pools.setMfaConfig(pool, changes);
    return mfaConfigOf(pool);
});
