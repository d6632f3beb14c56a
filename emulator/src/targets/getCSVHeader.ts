import { csvColumns } from "../csv/header";
import { poolReference } from "../model/types";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetCSVHeader.html */
export const GetCSVHeader = target(poolReference, ({ pools }, request) => {
    const pool = pools.get(request.UserPoolId);
    return { UserPoolId: pool.id, CSVHeader: csvColumns(pool) };
});
