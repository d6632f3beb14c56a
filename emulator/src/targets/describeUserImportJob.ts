import { jobReference } from "../model/types";
import { importJobType } from "./responses";
import { target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserImportJob.html */
export const DescribeUserImportJob = target(jobReference, ({ pools, jobs }, request) => {
    const job = jobs.get(pools.get(request.UserPoolId), request.JobId);
    return { UserImportJob: importJobType(job) };
});
